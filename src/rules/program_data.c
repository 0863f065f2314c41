// SPDX-License-Identifier: Apache-2.0
// In: a service that runs a known program, and its profile. Out: findings if what it writes is not kept.
#include "query/language_model.h"
#include "query/sdl_query.h"

static void check_mount(struct run *run, const struct sdl_assignment *assignment);
static void check_missing(struct run *run, const struct sdl_assignment *assignment);
static void check_copies(struct run *run, const struct sdl_assignment *assignment);
static void check_empty(struct run *run, const struct sdl_assignment *assignment);

const struct rule rule_mount_beside_data = {
	.id = "mount-beside-data",
	.severity = SEVERITY_WARNING,
	.summary = "a persistent volume is mounted where the program does not write",
	.why = "The program writes to one folder, but the volume is mounted at another. Its data is lost with the container, and the volume that you pay for stays empty. If the image declares the folder a volume, a mount at a parent folder does not help either.",
	.fix = "Mount the volume at the folder of the program, or configure the program to write to the mount.",
	.source = "the images' pages; provider cluster/kube/builder/workload.go; schemas/programs.json",
	.on = { .assignment = check_mount },
};

const struct rule rule_database_not_persistent = {
	.id = "database-not-persistent",
	.severity = SEVERITY_INFO,
	.summary = "a database without a persistent volume",
	.why = "The disk of a container is empty after each restart, and when the deployment moves. A database without a persistent volume loses everything then.",
	.fix = "Add a volume with persistent: true to the profile, and mount it where the database writes.",
	.source = "docs.akash.network: persistent storage; schemas/programs.json",
	.on = { .assignment = check_missing },
};

const struct rule rule_database_copies = {
	.id = "database-copies",
	.severity = SEVERITY_WARNING,
	.summary = "several copies of a database behind one name",
	.why = "Each replica has its own volume and data, and each request reaches one of them at random: data written to one is missing in the others.",
	.fix = "Write count: 1, or set up the database's own replication.",
	.source = "provider cluster/kube/builder/statefulset.go, VolumeClaimTemplates",
	.on = { .assignment = check_copies },
};

const struct rule rule_volume_lost_found = {
	.id = "volume-lost-found",
	.severity = SEVERITY_INFO,
	.summary = "a database at the root of a volume, which may not be empty",
	.why = "On most file systems a new volume contains the folder lost+found. Postgres refuses to set up its data in a folder that is not empty, and stops.",
	.fix = "Set PGDATA to a folder under the mount.",
	.source = "docker-library/postgres issue 263; provider cluster/kube/builder/workload.go",
	.on = { .assignment = check_empty },
};

static struct str trimmed(struct str path)
{
	while (path.len > 1 && path.ptr[path.len - 1] == '/')
		path.len--;
	return path;
}

static bool is_below(struct str path, struct str folder)
{
	return path.len >= folder.len && str_eq(str_slice(path, 0, folder.len), folder) &&
	       (path.len == folder.len || folder.len == 1 || path.ptr[folder.len] == '/');
}

// The folder that the image declares, by its version; empty where that is not known.
static struct str declared_data(const struct program *program)
{
	const struct known_program *known = program->known;

	if (!known->data)
		return (struct str){ "", 0 };
	if (!known->data_version)
		return str_of(known->data);
	if (!program->version)
		return (struct str){ "", 0 };
	return str_of(program->version >= known->data_version * 1000000 ? known->data_new : known->data);
}

// Where it writes, as far as that is said; empty where it is not known.
static struct str data_of(const struct program *program)
{
	struct shell_word value;

	if (program_option(program, program->known->data_options, &value) ||
	    program_variable(program, program->known->data_variables, &value))
		return value.text.len && value.text.ptr[0] == '/' ? trimmed(value.text) : (struct str){ "", 0 };
	return declared_data(program);
}

static bool is_kept_at(const struct program *program, struct str mount, struct str data)
{
	struct str declared = declared_data(program);

	if (!is_below(data, mount))
		return false;
	// The image's own volume is nearer.
	return !program->known->is_volume || !declared.len || !is_below(data, declared) || is_below(mount, declared);
}

// Whether a path of the command or the environment is this folder, or in it.
static bool is_folder_mentioned(const struct program *program, struct str folder)
{
	for (size_t i = 0; i < program->words.n; i++) {
		struct str text = program->words.items[i].text;

		for (size_t at = 0; at + folder.len <= text.len; at++) {
			if (at > 0 && !memchr("=:,@", text.ptr[at - 1], 4))
				continue;
			if (is_below(str_slice(text, at, text.len), folder))
				return true;
		}
	}
	return false;
}

// Where it wrote before this version, which now looks for its data elsewhere.
static bool is_old_folder(const struct program *program, struct str path)
{
	const struct known_program *known = program->known;

	return known->data_version && program->version >= known->data_version * 1000000 && str_is(path, known->data);
}

struct mounts {
	const struct sdl_mount *first; // persistent
	size_t n;
	bool is_kept; // the data
	bool is_used; // a path of the command or environment leads there
};

static struct mounts mounts_of(const struct sdl_assignment *assignment, const struct program *program, struct str data)
{
	const struct sdl_map *storage = &assignment->service->params.storage;
	struct mounts mounts = { 0 };

	for (size_t i = 0; i < storage->n; i++) {
		const struct sdl_mount *mount = (const struct sdl_mount *)storage->items[i];
		const struct sdl_volume *volume = volume_named(assignment->compute, mount->entry.name);
		struct str path = trimmed(mount->mount.text);

		if (!volume || !is_persistent(volume) || mount->mount.is_bad || path.len == 0 || path.ptr[0] != '/')
			continue;
		mounts.first = mounts.first ? mounts.first : mount;
		mounts.n++;
		mounts.is_kept |= is_kept_at(program, path, data);
		mounts.is_used |=
			is_folder_mentioned(program, path) || (is_below(path, data) && !is_old_folder(program, path));
	}
	return mounts;
}

static struct program *program_of_leaf(struct run *run, const struct sdl_assignment *assignment)
{
	return is_assignment_valid(assignment) ? known_program_of(run, assignment->service) : NULL;
}

static bool has_local_model(const struct program *program)
{
	struct shell_word model;

	return strcmp(program->known->kind, "api") == 0 && !program->known->is_stateful &&
	       (!model_find(program, &model) || !is_hub_name(model.text));
}

static void check_mount(struct run *run, const struct sdl_assignment *assignment)
{
	struct program *program = program_of_leaf(run, assignment);
	struct str data = program ? data_of(program) : (struct str){ "", 0 };
	const struct known_program *known = program ? program->known : NULL;
	struct mounts mounts;
	struct diag *diag;

	if (data.len == 0 || (!known->is_stateful && strcmp(known->kind, "api") != 0) || has_local_model(program))
		return;
	mounts = mounts_of(assignment, program, data);
	if (mounts.n == 0 || mounts.is_kept || mounts.is_used)
		return;
	diag = diag_add(run, &rule_mount_beside_data, mounts.first->mount.at,
			"%s writes to %.*s, but the volume is mounted at %s", known->name, (int)data.len,
			escaped(run, data), quoted(run, mounts.first->mount.text));
	if (known->data_variables && strcmp(known->kind, "api") == 0)
		diag_help(run, diag, "write mount: %s, or set %s to a folder under %s", escaped(run, data),
			  known->data_variables[strcmp(known->name, "Ollama") == 0 ? 0 : 2],
			  escaped(run, mounts.first->mount.text));
	else
		diag_help(run, diag, "write mount: %s",
			  escaped(run, declared_data(program).len ? declared_data(program) : data));
}

static void check_missing(struct run *run, const struct sdl_assignment *assignment)
{
	struct program *program = program_of_leaf(run, assignment);
	struct diag *diag;

	if (!program || !program->known->is_stateful || strcmp(program->known->kind, "database") != 0 ||
	    !is_repository_of(program, program->known->images))
		return;
	for (size_t i = 0; i < assignment->compute->n_volumes; i++)
		if (assignment->compute->volumes[i]->is_bad || is_persistent(assignment->compute->volumes[i]))
			return;
	diag = diag_add(run, &rule_database_not_persistent, assignment->service->image.at,
			"%s has no persistent volume: its data is lost with each restart", program->known->name);
	diag_help(run, diag, "add a volume with persistent: true and class: beta3, and mount it%s%s",
		  declared_data(program).len ? " at " : "", escaped(run, declared_data(program)));
}

static void check_copies(struct run *run, const struct sdl_assignment *assignment)
{
	struct program *program = program_of_leaf(run, assignment);
	struct diag *diag;

	if (!program || !program->known->is_single || assignment->count.is_bad || assignment->count.value < 2 ||
	    is_any_given(program, program->known->cluster))
		return;
	diag = diag_add(run, &rule_database_copies, assignment->count.at,
			"each of the %u replicas of %s has its own data, behind one name", assignment->count.value,
			program->known->name);
	diag_help(run, diag, "write count: 1");
}

static void check_empty(struct run *run, const struct sdl_assignment *assignment)
{
	struct program *program = program_of_leaf(run, assignment);
	const struct sdl_map *storage = program ? &assignment->service->params.storage : NULL;
	struct str data = program ? data_of(program) : (struct str){ "", 0 };

	// From the version on that has its data deeper, the mount is not the folder.
	if (data.len == 0 || !program->known->needs_empty_data ||
	    (program->version >= program->known->data_version * 1000000 && str_is(data, program->known->data_new)))
		return;
	for (size_t i = 0; i < storage->n; i++) {
		const struct sdl_mount *mount = (const struct sdl_mount *)storage->items[i];
		const struct sdl_volume *volume = volume_named(assignment->compute, mount->entry.name);
		struct diag *diag;

		if (!volume || !is_persistent(volume) || mount->mount.is_bad ||
		    !str_eq(trimmed(mount->mount.text), data))
			continue;
		diag = diag_add(run, &rule_volume_lost_found, mount->mount.at,
				"%s refuses to set up its data in %s if the new volume contains lost+found",
				program->known->name, quoted(run, mount->mount.text));
		diag_help(run, diag, "add PGDATA=%s/pgdata to env", escaped(run, data));
	}
}
