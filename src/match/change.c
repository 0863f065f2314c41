// SPDX-License-Identifier: Apache-2.0
// In: what a deployment requests, and one change of its SDL. Out: what it would request with the change.
#include "match/change.h"

#include "base/arena.h"
#include "match/interconnect.h"

static const char *key_text(struct arena *arena, const struct wanted_gpu *model)
{
	struct strbuf key = strbuf_in(arena);

	strbuf_puts(&key, "vendor/");
	strbuf_add(&key, model->vendor.ptr, model->vendor.len);
	strbuf_puts(&key, "/model/");
	strbuf_add(&key, model->name.ptr, model->name.len);
	if (model->memory.len) {
		strbuf_puts(&key, "/ram/");
		strbuf_add(&key, model->memory.ptr, model->memory.len);
	}
	if (model->interface.len) {
		strbuf_puts(&key, "/interface/");
		strbuf_add(&key, model->interface.ptr, model->interface.len);
	}
	return key.text;
}

// An entry of the list as it is after the change.
static struct str changed_key(struct arena *arena, const struct sdl_gpu_model *entry, const struct change *change)
{
	struct wanted_gpu model;
	bool has_ram = change->kind == CHANGE_RAM && entry->ram.at == change->at;
	bool has_interface = change->kind == CHANGE_INTERFACE && entry->interface.at == change->at;

	if ((!has_ram && !has_interface) || !model_from_key(entry->key, &model))
		return entry->key;
	if (has_ram)
		model.memory = change->to;
	if (has_interface)
		model.interface = change->to;
	return str_of(key_text(arena, &model));
}

static void change_models(struct arena *arena, struct wanted_unit *unit, const struct change *change)
{
	const struct sdl_gpu *gpu = &unit->from->compute->gpu;
	struct str *keys = arena_alloc(arena, (gpu->n_models + 1) * sizeof(*keys));
	size_t n = 0;
	struct wanted_gpu model;

	if (gpu->n_models == 0 || unit->gpus == 0)
		return;
	for (; n < gpu->n_models; n++)
		keys[n] = changed_key(arena, gpu->models[n], change);
	if (change->kind == CHANGE_MODEL && gpu->models[n - 1]->at == change->at && model_from_key(keys[0], &model)) {
		model.name = change->to;
		model.memory = model.interface = STR("");
		keys[n++] = str_of(key_text(arena, &model));
	}
	unit_set_keys(arena, unit, keys, n);
}

static void change_volumes(struct arena *arena, struct wanted_unit *unit, const struct change *change)
{
	struct wanted_volume *volumes = arena_alloc(arena, (unit->n_volumes + 1) * sizeof(*volumes));

	for (size_t i = 0; i < unit->n_volumes; i++) {
		volumes[i] = unit->volumes[i];
		if (change->kind == CHANGE_STORAGE && volumes[i].from->size.at == change->at)
			volumes[i].size = change->amount;
		if (change->kind == CHANGE_CLASS && volumes[i].from->class_at == change->at)
			volumes[i].class_name = change->to;
	}
	unit->volumes = volumes;
}

static void change_unit(struct arena *arena, struct wanted_unit *unit, const struct change *change)
{
	const struct sdl_compute *compute = unit->from->compute;

	if (change->kind == CHANGE_MEMORY && compute->memory.size.at == change->at)
		unit->memory = change->amount;
	else if (change->kind == CHANGE_CPU && compute->cpu.units.at == change->at)
		unit->cpu = change->amount;
	else if (change->kind == CHANGE_GPUS && compute->gpu.units.at == change->at)
		unit->gpus = change->amount;
	else if (change->kind == CHANGE_ARCH && unit->arch_at == change->at)
		unit->arch = change->to;
	else if (change->kind == CHANGE_INTERCONNECT && unit->interconnect_at == change->at)
		unit->interconnect = STR("");
	else if (change->kind == CHANGE_STORAGE || change->kind == CHANGE_CLASS)
		change_volumes(arena, unit, change);
	else if (change->kind == CHANGE_MODEL || change->kind == CHANGE_RAM || change->kind == CHANGE_INTERFACE)
		change_models(arena, unit, change);
	for (size_t i = 0; change->kind == CHANGE_COUNT && i < unit->from->n_assignments; i++)
		if (unit->from->assignments[i]->count.at == change->at)
			unit->count -= (uint32_t)(change->asked - change->amount);
}

// tee/type, which is no attribute of the placement, stays.
static void drop_attribute(struct arena *arena, struct demand *demand, const struct change *change)
{
	const struct sdl_map *map = &demand->group->placement->attributes;
	struct attribute_list list = { 0 };

	for (size_t i = 0; i < demand->attributes.n; i++)
		if (i >= map->n || map->items[i]->key != change->at)
			ARENA_PUSH(arena, list.items, list.n, list.cap) = demand->attributes.items[i];
	demand->attributes = list;
	demand->fabric = wanted_fabric(&list);
}

static void add_attribute(struct arena *arena, struct demand *demand, struct str key)
{
	struct attribute_list list = { 0 };

	for (size_t i = 0; i < demand->attributes.n; i++)
		ARENA_PUSH(arena, list.items, list.n, list.cap) = demand->attributes.items[i];
	ARENA_PUSH(arena, list.items, list.n, list.cap) = attribute_of(arena, key, STR("true"));
	demand->attributes = list;
	demand->fabric = wanted_fabric(&list);
}

// One of allOf, or all of anyOf.
static void drop_auditor(struct arena *arena, struct demand *demand, const struct change *change)
{
	struct sdl_placement *placement = arena_alloc(arena, sizeof(*placement));
	struct resource_group *group = arena_alloc(arena, sizeof(*group));
	struct leaf_list all_of = { 0 };

	*group = *demand->group;
	*placement = *group->placement;
	for (size_t i = 0; i < placement->all_of.n; i++)
		if (placement->all_of.items[i].at != change->at)
			ARENA_PUSH(arena, all_of.items, all_of.n, all_of.cap) = placement->all_of.items[i];
	placement->all_of = all_of;
	if (placement->any_of.at == change->at)
		placement->any_of.n = 0;
	group->placement = placement;
	demand->group = group;
}

static bool is_of_compute(const struct change *change, const struct sdl_compute *compute)
{
	const struct sdl_gpu *gpu = &compute->gpu;

	for (size_t i = 0; i < compute->n_volumes; i++)
		if (compute->volumes[i]->size.at == change->at || compute->volumes[i]->class_at == change->at)
			return true;
	for (size_t i = 0; i < gpu->n_models; i++)
		if (gpu->models[i]->at == change->at || gpu->models[i]->ram.at == change->at ||
		    gpu->models[i]->interface.at == change->at)
			return true;
	return compute->memory.size.at == change->at || compute->cpu.units.at == change->at ||
	       gpu->units.at == change->at;
}

bool change_is_of_unit(const struct change *change, const struct wanted_unit *unit)
{
	for (size_t i = 0; i < unit->from->n_assignments; i++)
		if (unit->from->assignments[i]->count.at == change->at)
			return true;
	return unit->arch_at == change->at || unit->interconnect_at == change->at ||
	       is_of_compute(change, unit->from->compute);
}

struct demand demand_changed(struct arena *arena, const struct demand *demand, const struct change *change)
{
	struct demand changed = *demand;

	changed.units = arena_alloc(arena, (demand->n_units + 1) * sizeof(*changed.units));
	for (size_t i = 0; i < demand->n_units; i++) {
		changed.units[i] = demand->units[i];
		change_unit(arena, &changed.units[i], change);
	}
	if (change->kind == CHANGE_ATTRIBUTE)
		drop_attribute(arena, &changed, change);
	if (change->kind == CHANGE_FABRIC)
		add_attribute(arena, &changed, change->part);
	if (change->kind == CHANGE_SIGNED_BY)
		drop_auditor(arena, &changed, change);
	return changed;
}
