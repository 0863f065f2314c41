// SPDX-License-Identifier: Apache-2.0
// In: the model. Out: what Akash Console's SDK checks after its schema: services, mounts, sizes, addresses.
#include "base/arena.h"
#include "console/console_rules.h"
#include "console/js_value.h"
#include "query/common.h"
#include "sdl/key_pattern.h"

// A service that is renamed in only one place is one mistake: reported at `deployment`, where the network stops.
static bool mark_unknown_service(struct run *run)
{
	bool is_marked = false;

	for (size_t i = 0; i < run->diags.n; i++)
		if (str_is(STR("deployment-service-unknown"), run->diags.items[i]->rule->id)) {
			diag_reject(run, run->diags.items[i], REJECTED_BY_CONSOLE);
			is_marked = true;
		}
	return is_marked;
}

// Services as Console sees them, including one whose name is null.
static void check_services(struct run *run, const struct sdl *sdl)
{
	const struct ynode *node = sdl->services.at ? ynode_resolve(sdl->services.at) : NULL;
	const struct js_pairs *services = js_pairs_of(run->arena, sdl->deployments.is_bad ? NULL : node);

	for (size_t i = 0; i < services->n; i++) {
		const struct js_pair *service = &services->items[i];
		const struct sdl_entry *deployment = sdl_map_find(&sdl->deployments, service->name);
		struct diag *diag;

		if ((deployment && !ynode_is_null(deployment->at)) || mark_unknown_service(run) ||
		    mark_known_mistake(run, service->key) ||
		    (sdl->n_groups == 0 && (!sdl->deployment_key || mark_known_mistake(run, sdl->deployment_key))))
			continue;
		diag = diag_add(run, &rule_service_not_deployed, service->key, "the service %s is not deployed",
				quoted(run, service->name));
		diag_lacks(run, diag, "deployment.%s", key_text(run, service->name));
		diag_help(run, diag, "add it to deployment, or remove it");
	}
}

static void check_size(struct run *run, const struct leaf_quantity *size)
{
	struct diag *diag;

	if (!size->at || size->is_bad || ynode_is_null(size->at) || is_console_size(size->text) ||
	    mark_known_mistake(run, size->at))
		return;
	diag = diag_add(run, &rule_console_size, size->at, "Akash Console can't read the size %s",
			quoted(run, size->text));
	diag_help(run, diag, "write digits and a unit, such as %s",
		  size->fault ? "512Mi" : bytes_text(run, size->value));
}

static bool is_persistent_to_console(const struct sdl_volume *volume)
{
	const struct sdl_attribute *attribute = sdl_map_find(&volume->attributes, STR("persistent"));
	static const char *const no[] = { "false", "False", "FALSE", "no", "No", "NO", "nO", "0", "", NULL };

	return attribute && !is_one_of(attribute->value.text, no);
}

static const struct sdl_mount *mount_of(const struct sdl_assignment *assignment, const struct sdl_volume *volume)
{
	return sdl_map_find(&assignment->service->params.storage, volume->name_assignment.text);
}

static bool has_unknown_mount(const struct sdl_assignment *assignment)
{
	const struct sdl_map *mounts = &assignment->service->params.storage;

	for (size_t i = 0; i < mounts->n; i++)
		if (!table_get(&assignment->compute->first_volumes, mounts->items[i]->name))
			return true;
	return false;
}

static void check_mount(struct run *run, const struct sdl_assignment *assignment, const struct sdl_volume *volume)
{
	const struct sdl_mount *mount = mount_of(assignment, volume);
	const struct ynode *at = volume->persistent_at ? volume->persistent_at : volume->at;
	struct diag *diag;

	if ((mount && mount->mount.text.len) || mark_known_mistake(run, at))
		return;
	diag = diag_add(run, &rule_console_mount, at,
			"Akash Console requires a mount for the persistent volume %s in the service %s",
			quoted(run, volume->name), quoted(run, assignment->service->entry.name));
	diag_lacks(run, diag, "services.%s.params.storage.%s.mount", key_text(run, assignment->service->entry.name),
		   key_text(run, volume->name));
	if (volume->name_assignment.text.len == 0)
		diag_help(run, diag, "give the volume a name, and mount it in params.storage of the service");
	else
		diag_help(run, diag, "add params.storage.%s.mount to the service", escaped(run, volume->name));
}

static bool has_volume_named(const struct sdl_compute *compute, struct str name)
{
	const struct sdl_volume *first = table_get(&compute->first_volumes, name),
				*last = table_get(&compute->last_volumes, name);

	// The network ignores the name of a volume that is not in a list; Console doesn't.
	if (compute->n_volumes == 1)
		return str_eq(compute->volumes[0]->name_assignment.text, name);
	if (first)
		return first->name_assignment.text.len || last->name_assignment.text.len;
	// One that is not in a list is called "default" whatever its name says, and goes by that name here.
	return compute->n_volumes == 1 && str_eq(compute->volumes[0]->name_assignment.text, name);
}

static void check_mounts(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_map *mounts = &assignment->service->params.storage;

	for (size_t i = 0; i < mounts->n; i++) {
		const struct sdl_entry *mount = mounts->items[i];
		struct diag *diag;

		if (has_volume_named(assignment->compute, mount->name) || mark_known_mistake(run, mount->key))
			continue;
		diag = diag_add(run, &rule_console_mount, mount->key,
				"Akash Console requires a volume with name: %s in the profile",
				quoted(run, mount->name));
		lacks_resource(run, diag, assignment->compute, "storage.*.name");
		diag_help(run, diag, "add name: %s to the volume", escaped(run, mount->name));
	}
}

// Units other than the number 0 require attributes, even "0".
static void check_gpu(struct run *run, const struct sdl_gpu *gpu)
{
	const struct js_pairs *pairs = js_pairs_of(run->arena, ynode_resolve(gpu->at));
	const struct js_pair *units = js_get(pairs, "units");
	const struct ynode *node = units ? ynode_resolve(units->value) : NULL;
	struct js_value value;
	struct diag *diag;

	if (!node || js_get(pairs, "attributes"))
		return;
	value = js_value_of(node);
	if ((value.type == JS_INTEGER && !(value.number < 0 || value.number > 0)) ||
	    mark_known_mistake(run, units->value))
		return;
	diag = diag_add(run, &rule_console_conflict, units->value, "Akash Console requires attributes for a GPU");
	diag_help(run, diag, "write the number 0 without quotes, or add attributes");
}

// The volumes of a profile that each service on it must mount.
struct persistent {
	const struct sdl_volume **items;
	size_t n, cap;
};

static struct persistent *check_compute(struct run *run, const struct sdl_compute *compute)
{
	struct persistent *persistent = arena_zalloc(run->arena, sizeof(*persistent));

	check_console_numbers(run, compute);
	check_size(run, &compute->memory.size);
	for (size_t i = 0; i < compute->n_volumes; i++) {
		const struct sdl_volume *volume = compute->volumes[i];

		check_size(run, &volume->size);
		if (!volume->is_bad && is_persistent_to_console(volume))
			ARENA_PUSH(run->arena, persistent->items, persistent->n, persistent->cap) = volume;
	}
	if (compute->gpu.at)
		check_gpu(run, &compute->gpu);
	return persistent;
}

static void check_assignment(struct run *run, const struct sdl_assignment *assignment, struct table *computes)
{
	struct persistent *persistent;
	bool has_unknown;
	void **slot;

	if (!assignment->service || assignment->service->entry.is_bad || !assignment->compute ||
	    assignment->compute->entry.is_bad)
		return;
	slot = table_put(run->arena, computes,
			 (struct str){ (const char *)&assignment->compute, sizeof(assignment->compute) });
	if (!*slot)
		*slot = check_compute(run, assignment->compute);
	persistent = *slot;
	// An unknown mount is meant for one of the volumes, most likely, and was reported.
	has_unknown = has_unknown_mount(assignment);
	for (size_t i = 0; i < persistent->n && !has_unknown && !diags_are_full(run, &rule_console_mount); i++)
		check_mount(run, assignment, persistent->items[i]);
	check_mounts(run, assignment);
}

static void check_assignments(struct run *run, const struct sdl *sdl)
{
	struct table computes = { 0 };

	for (size_t i = 0; i < sdl->n_groups; i++)
		for (size_t j = 0; j < sdl->groups[i]->n_assignments; j++)
			check_assignment(run, sdl->groups[i]->assignments[j], &computes);
}

// One number and protocol per address, where `port` stands for a missing `as`.
static void check_address(struct run *run, struct table *ports, const struct sdl_expose *expose,
			  const struct sdl_to *to)
{
	struct strbuf key;
	void **first;
	struct diag *diag;

	if (to->ip.is_bad || to->ip.text.len == 0)
		return;
	key = strbuf_in(run->arena);
	strbuf_add(&key, to->ip.text.ptr, to->ip.text.len);
	strbuf_printf(&key, "-%u-", (unsigned)(expose->as.at ? expose->as.value : expose->port.value));
	if (expose->proto.text.len == 0 || str_is_nocase(expose->proto.text, "tcp"))
		strbuf_puts(&key, "TCP");
	else
		strbuf_add(&key, expose->proto.text.ptr, expose->proto.text.len);
	first = table_put(run->arena, ports, (struct str){ key.text, key.len });
	if (*first && !mark_known_mistake(run, to->ip.at)) {
		diag = diag_add(run, &rule_console_conflict, to->ip.at,
				"Akash Console allows each port number only once per protocol of an IP address");
		diag_related(run, diag, ynode_span(*first), "the other one");
		diag_help(run, diag, "give each port its own \"as\"");
	}
	if (!*first)
		*first = (void *)to->ip.at;
}

static void check_addresses(struct run *run, const struct sdl *sdl)
{
	struct table ports = { 0 };

	for (size_t i = 0; i < sdl->services.n; i++) {
		const struct sdl_service *service = (const struct sdl_service *)sdl->services.items[i];

		for (size_t j = 0; j < service->n_expose; j++)
			for (size_t k = 0; k < service->expose[j]->n_to; k++)
				check_address(run, &ports, service->expose[j], service->expose[j]->to[k]);
	}
}

void check_console_links(struct run *run)
{
	check_services(run, run->sdl);
	check_assignments(run, run->sdl);
	check_addresses(run, run->sdl);
}
