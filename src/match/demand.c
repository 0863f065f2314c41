// SPDX-License-Identifier: Apache-2.0
// In: a group of a deployment. Out: what a provider checks before it bids on the group.
#include "match/demand.h"

#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "match/interconnect.h"

static int64_t capped(uint64_t value)
{
	return value > INT64_MAX ? INT64_MAX : (int64_t)value;
}

// The part up to the next slash, which is taken off.
static struct str take_part(struct str *rest)
{
	const char *slash = rest->len ? memchr(rest->ptr, '/', rest->len) : NULL;
	size_t len = slash ? (size_t)(slash - rest->ptr) : rest->len;
	struct str part = str_slice(*rest, 0, len);

	*rest = str_slice(*rest, slash ? len + 1 : len, rest->len);
	return part;
}

// vendor/nvidia/model/a100/ram/80Gi/interface/sxm
bool model_from_key(struct str key, struct wanted_gpu *model)
{
	struct str rest = key;

	*model = (struct wanted_gpu){ key, STR(""), STR(""), STR(""), STR("") };
	if (!str_is(take_part(&rest), "vendor"))
		return false;
	model->vendor = take_part(&rest);
	if (!str_is(take_part(&rest), "model"))
		return false;
	model->name = take_part(&rest);
	while (rest.len) {
		struct str what = take_part(&rest);

		if (str_is(what, "ram"))
			model->memory = take_part(&rest);
		else if (str_is(what, "interface"))
			model->interface = take_part(&rest);
		else
			return false;
	}
	return true;
}

static struct str *sorted_keys(struct arena *arena, const struct str *keys, size_t n)
{
	struct str *sorted = arena_alloc(arena, n * sizeof(*sorted));

	for (size_t i = 0; i < n; i++) {
		size_t j = i;

		for (; j > 0 && str_cmp(keys[i], sorted[j - 1]) < 0; j--)
			sorted[j] = sorted[j - 1];
		sorted[j] = keys[i];
	}
	return sorted;
}

void unit_set_keys(struct arena *arena, struct wanted_unit *unit, const struct str *keys, size_t n)
{
	unit->gpu_keys = sorted_keys(arena, keys, n);
	unit->n_gpu_keys = n;
	unit->models = arena_alloc(arena, n * sizeof(*unit->models));
	unit->n_models = 0;
	unit->has_bad_key = false;
	for (size_t i = 0; i < n; i++) {
		struct wanted_gpu model;
		size_t at = 0;

		if (!model_from_key(unit->gpu_keys[i], &model)) {
			unit->has_bad_key = true;
			continue;
		}
		while (at < unit->n_models && !str_eq(unit->models[at].name, model.name))
			at++;
		unit->models[at] = model;
		unit->n_models += at == unit->n_models;
	}
}

static void add_models(struct arena *arena, const struct sdl_gpu *gpu, struct wanted_unit *unit)
{
	static const struct str any = { "vendor/nvidia/model/*", sizeof("vendor/nvidia/model/*") - 1 };
	struct str *keys = arena_alloc(arena, (gpu->n_models + 1) * sizeof(*keys));

	for (size_t i = 0; i < gpu->n_models; i++)
		keys[i] = gpu->models[i]->key;
	unit_set_keys(arena, unit, gpu->n_models ? keys : &any, gpu->n_models ? gpu->n_models : 1);
}

static struct wanted_volume volume_of(const struct sdl_volume *volume)
{
	struct wanted_volume wanted = { volume, VOLUME_EPHEMERAL, volume->class_name, capped(volume->size.value) };

	if (str_is(volume->persistent, "true"))
		wanted.kind = VOLUME_PERSISTENT;
	else if (str_is(volume->class_name, "ram"))
		wanted.kind = VOLUME_RAM;
	return wanted;
}

static void fill_unit(struct arena *arena, const struct resource_unit *from, struct wanted_unit *unit)
{
	const struct sdl_compute *compute = from->compute;
	const struct sdl_interconnect *interconnect = &compute->gpu.interconnect;
	const struct sdl_cpu *cpu = &compute->cpu;
	const struct leaf_str *arch = cpu->arch.n > cpu->n_old_arch ? &cpu->arch.items[cpu->n_old_arch] : NULL;

	*unit = (struct wanted_unit){
		.from = from,
		.count = from->count,
		.cpu = capped(compute->cpu.units.value),
		.memory = capped(compute->memory.size.value),
		.gpus = capped(compute->gpu.units.value),
		.arch = arch ? arch->text : STR("amd64"),
		.arch_at = arch ? arch->at : NULL,
		.interconnect = interconnect->group.text,
		.interconnect_at = interconnect->at,
		.n_volumes = compute->n_volumes,
	};
	if (unit->gpus)
		add_models(arena, &compute->gpu, unit);
	unit->volumes = arena_alloc(arena, (compute->n_volumes + 1) * sizeof(*unit->volumes));
	for (size_t i = 0; i < compute->n_volumes; i++)
		unit->volumes[i] = volume_of(compute->volumes[i]);
}

static bool is_address(const struct resource_endpoint *endpoint, uint32_t number)
{
	return endpoint->kind == ENDPOINT_LEASED_IP && endpoint->sequence_number == number;
}

// Before this endpoint of this unit.
static bool has_address(const struct resource_group *group, size_t unit, size_t endpoint, uint32_t number)
{
	for (size_t i = 0; i <= unit; i++)
		for (size_t j = 0; j < (i < unit ? group->units[i]->n_endpoints : endpoint); j++)
			if (is_address(&group->units[i]->endpoints[j], number))
				return true;
	return false;
}

// Addresses are told apart by their numbers.
static int64_t leased_ips_of(const struct resource_group *group)
{
	int64_t n = 0;

	for (size_t i = 0; i < group->n_units; i++)
		for (size_t j = 0; j < group->units[i]->n_endpoints; j++) {
			const struct resource_endpoint *endpoint = &group->units[i]->endpoints[j];

			n += endpoint->kind == ENDPOINT_LEASED_IP &&
			     !has_address(group, i, j, endpoint->sequence_number);
		}
	return n;
}

struct demand demand_from_group(struct arena *arena, const struct resource_group *group)
{
	struct demand demand = { .group = group, .n_units = group->n_units, .leased_ips = leased_ips_of(group) };
	const struct sdl_map *attributes = &group->placement->attributes;

	demand.units = arena_alloc(arena, (group->n_units + 1) * sizeof(*demand.units));
	for (size_t i = 0; i < group->n_units; i++)
		fill_unit(arena, group->units[i], &demand.units[i]);
	for (size_t i = 0; i < attributes->n; i++) {
		const struct sdl_attribute *attribute = (const struct sdl_attribute *)attributes->items[i];

		ARENA_PUSH(arena, demand.attributes.items, demand.attributes.n, demand.attributes.cap) =
			attribute_of(arena, attribute->entry.name, attribute->value.text);
	}
	if (group->tee_type.len)
		ARENA_PUSH(arena, demand.attributes.items, demand.attributes.n, demand.attributes.cap) =
			attribute_of(arena, STR("tee/type"), group->tee_type);
	demand.fabric = wanted_fabric(&demand.attributes);
	return demand;
}

struct str folded_interface(struct arena *arena, struct str interface)
{
	char *text = arena_strndup(arena, interface.ptr, interface.len);

	for (size_t i = 0; i < interface.len; i++)
		text[i] = to_lower(text[i]);
	interface.ptr = text;
	return str_has_prefix(interface, "sxm") ? STR("sxm") : interface;
}

bool interface_is(struct str card, struct str wanted)
{
	if (card.len >= 3 && str_is_nocase(str_slice(card, 0, 3), "sxm"))
		return str_is(wanted, "sxm");
	if (card.len != wanted.len)
		return false;
	for (size_t i = 0; i < card.len; i++)
		if (to_lower(card.ptr[i]) != wanted.ptr[i])
			return false;
	return true;
}

bool model_matches(const struct wanted_gpu *model, const struct gpu_card_id *card)
{
	return (model->memory.len == 0 || str_eq(model->memory, card->memory)) &&
	       (model->interface.len == 0 || interface_is(card->interface, model->interface));
}

const struct wanted_gpu *model_for_card(const struct wanted_gpu *models, size_t n, const struct gpu_card_id *card)
{
	const struct wanted_gpu *any = NULL;

	for (size_t i = 0; i < n; i++) {
		if (!str_eq(models[i].vendor, card->vendor))
			continue;
		if (str_eq(models[i].name, card->name))
			return &models[i];
		if (str_is(models[i].name, "*"))
			any = &models[i];
	}
	return any;
}
