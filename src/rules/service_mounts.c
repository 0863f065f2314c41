// SPDX-License-Identifier: Apache-2.0
// In: what a service mounts and the volumes of its profile. Out: findings about params.storage.
#include "query/common.h"

static void check_mounts(struct run *run, const struct sdl_assignment *assignment);
static void check_persistent(struct run *run, const struct sdl_assignment *assignment);

const struct rule rule_mount_volume_unknown = {
	.id = "mount-volume-unknown",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a service mounts a volume that its profile does not have",
	.why = "The keys of params.storage are names of volumes of the compute profile that the service is deployed "
	       "with. The network rejects any other; a volume without a name is called default.",
	.fix = "Use the name of a volume, or add the volume to the storage of the profile.",
	.source = "chain-sdk go/sdl/v2.go, validate",
	.on = { .assignment = check_mounts },
};

const struct rule rule_mount_path_invalid = {
	.id = "mount-path-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the path of a mount is not absolute",
	.why = "Each volume is mounted at a path in the container that begins with a slash. The network rejects a path "
	       "that is missing or relative.",
	.fix = "Write mount: with a path such as /data.",
	.source = "chain-sdk go/sdl/v2.go, validate",
	.on = { .assignment = check_mounts },
};

const struct rule rule_mount_path_duplicate = {
	.id = "mount-path-duplicate",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE,
	.summary = "two volumes are mounted at the same path",
	.why = "Only one volume can be mounted at a path. The network rejects the second.",
	.fix = "Give each volume its own path.",
	.source = "chain-sdk go/sdl/v2.go, validate",
	.on = { .assignment = check_mounts },
};

const struct rule rule_persistent_volume_not_mounted = {
	.id = "persistent-volume-not-mounted",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE,
	.summary = "a persistent volume is not mounted",
	.why = "In SDL version 2.0 a service whose profile has a persistent volume must have an entry in "
	       "params.storage; otherwise the volume would be paid for but never used.",
	.fix = "Add params.storage with the name of the volume and mount: with a path.",
	.source = "chain-sdk go/sdl/v2.go, validate",
	.on = { .assignment = check_persistent },
};

const struct rule rule_ram_volume_read_only = {
	.id = "ram-volume-read-only",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a volume of class ram is mounted read-only",
	.why = "Read-only memory would always be empty: in SDL version 2.1 the network rejects readOnly: "
	       "true for a volume of class ram.",
	.fix = "Remove readOnly.",
	.source = "chain-sdk go/sdl/v2_1.go, validate",
	.on = { .assignment = check_mounts },
};

// The last of that name: names are unique but in a list tagged !!null.
static const struct sdl_volume *volume_of(const struct sdl_compute *compute, struct str name)
{
	return table_get(&compute->last_volumes, name);
}

static void help_volumes(struct run *run, struct diag *diag, const struct sdl_assignment *assignment,
			 const struct sdl_mount *mount, const char *const *names, size_t n)
{
	if (n == 1 && assignment->compute->volumes[0]->name_assignment.at)
		diag_help(run, diag, "write %s, the only volume with a name", quoted(run, str_of(names[0])));
	else if (n > 1)
		diag_help(run, diag, "write one of its volumes, %s, or add one with name: %s",
			  list_text(run, names, "or"), quoted(run, mount->entry.name));
	else
		diag_help(run, diag, "add name: %s to the volume", quoted(run, mount->entry.name));
}

static void report_unknown_volume(struct run *run, const struct sdl_assignment *assignment,
				  const struct sdl_mount *mount)
{
	enum { MAX_NAMES = 64 };
	const char *names[MAX_NAMES + 1];
	size_t n = 0;
	struct diag *diag =
		diag_add(run, &rule_mount_volume_unknown, mount->entry.key, "the profile %s has no volume %s",
			 quoted(run, assignment->profile.text), quoted(run, mount->entry.name));

	for (size_t i = 0; i < assignment->compute->n_volumes && n < MAX_NAMES; i++)
		names[n++] = escaped(run, assignment->compute->volumes[i]->name);
	names[n] = NULL;
	diag_related(run, diag, ynode_span(assignment->compute->entry.key), "the profile");
	lacks_resource(run, diag, assignment->compute, "storage.*.name");
	if (!suggest_name(run, diag, mount->entry.name, names, mount->entry.key))
		help_volumes(run, diag, assignment, mount, names, n);
}

// "data/models", "./data"
static void help_path(struct run *run, struct diag *diag, const struct leaf_str *path)
{
	struct str text = path->text;
	const char *absolute;

	if (str_has_prefix(text, "./"))
		text = str_slice(text, 2, text.len);
	if (text.len == 0 || text.ptr[0] == '.' || text.ptr[0] == '~' || memchr(text.ptr, ':', text.len) ||
	    memchr(text.ptr, '\\', text.len)) {
		diag_help(run, diag, "write mount: with an absolute path such as /data");
		return;
	}
	absolute = arena_printf(run->arena, "/%.*s", (int)text.len, text.ptr);
	diag_help(run, diag, "write mount: %s", escaped(run, str_of(absolute)));
	fix_scalar(run, diag, arena_printf(run->arena, "write %s", escaped(run, str_of(absolute))), path->at,
		   str_of(absolute));
	if (diag->fix)
		diag->fix->is_unsafe = true;
}

static void check_path(struct run *run, const struct sdl_mount *mount, struct table *paths)
{
	const struct leaf_str *path = &mount->mount;
	void **first;
	struct diag *diag;

	if (path->is_bad)
		return;
	if (path->text.len == 0 || path->text.ptr[0] != '/') {
		if (path->text.len)
			diag = diag_add(run, &rule_mount_path_invalid, path->at,
					"the mount path must begin with \"/\": %s", quoted(run, path->text));
		else
			diag = diag_add(run, &rule_mount_path_invalid, path->at ? path->at : mount->entry.key,
					"the volume %s has no mount path", quoted(run, mount->entry.name));
		if (!path->at)
			diag_lacks(run, diag, "%s.mount", node_place(run, mount->entry.key));
		help_path(run, diag, path);
		return;
	}
	first = table_put(run->arena, paths, path->text);
	if (!*first) {
		*first = (void *)path;
		return;
	}
	diag = diag_add(run, &rule_mount_path_duplicate, path->at, "another volume is already mounted at %s",
			quoted(run, path->text));
	diag_related(run, diag, ynode_span(((const struct leaf_str *)*first)->at), "here");
	diag_help(run, diag, "mount each volume at its own path");
}

static bool has_valid_mounts(const struct sdl_assignment *assignment)
{
	return assignment->service && !assignment->service->entry.is_bad && !assignment->service->params.is_bad &&
	       assignment->compute && !assignment->compute->entry.is_bad && assignment->compute->resources_at &&
	       !assignment->compute->is_resources_bad;
}

static void check_mounts(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_map *mounts;
	struct table paths = { 0 };

	if (!has_valid_mounts(assignment))
		return;
	mounts = &assignment->service->params.storage;
	for (size_t i = 0; i < mounts->n; i++) {
		const struct sdl_mount *mount = (const struct sdl_mount *)mounts->items[i];
		const struct sdl_volume *volume = volume_of(assignment->compute, mount->entry.name);

		if (mount->entry.is_bad)
			continue;
		if (!volume && !assignment->compute->is_storage_bad && assignment->compute->n_volumes > 0)
			report_unknown_volume(run, assignment, mount);
		check_path(run, mount, &paths);
		if (volume && str_is(volume->class_name, "ram") && mount->read_only.value &&
		    run->sdl->version == SDL_VERSION_2_1) {
			struct diag *diag = diag_add(run, &rule_ram_volume_read_only, mount->read_only.at,
						     "a volume of class \"ram\" can't be read-only");

			diag_help(run, diag, "remove readOnly");
		}
	}
}

static void check_persistent(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_params *params;

	if (run->sdl->version != SDL_VERSION_2_0 || !has_valid_mounts(assignment))
		return;
	params = &assignment->service->params;
	if (params->storage.n > 0 || params->storage.is_bad)
		return;
	for (size_t i = 0; i < assignment->compute->n_persistent; i++) {
		const struct sdl_volume *volume = assignment->compute->persistent[i];
		struct diag *diag;

		if (diags_are_full(run, &rule_persistent_volume_not_mounted)) {
			run->diags.n_dropped += assignment->compute->n_persistent - i;
			return;
		}
		if (volume->is_bad)
			continue;
		diag = diag_add(run, &rule_persistent_volume_not_mounted,
				params->key ? params->key : volume->persistent_at,
				"the persistent volume %s is not mounted by the service %s", quoted(run, volume->name),
				quoted(run, assignment->deployment->entry.name));
		diag_related(run, diag,
			     ynode_span(params->key ? volume->persistent_at : assignment->service->entry.key),
			     params->key ? "the volume" : "the service");
		diag_lacks(run, diag, "services.%s.params.storage.%s.mount",
			   key_text(run, assignment->service->entry.name), key_text(run, volume->name));
		diag_help(run, diag, "add params.storage.%s.mount to the service, with a path such as /data",
			  escaped(run, volume->name));
	}
}
