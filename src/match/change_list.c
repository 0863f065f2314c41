// SPDX-License-Identifier: Apache-2.0
// In: what a deployment requests, and what providers have. Out: the SDL changes that may help.
#include "match/change_list.h"

#include "base/arena.h"
#include "match/interconnect.h"

// Models, variants and classes that are taken from the providers: more would only be tried in vain, or take too long.
enum { MAX_NAMES = 16 };

struct name_list {
	struct str items[MAX_NAMES];
	size_t n;
};

static void add_name(struct name_list *names, struct str name)
{
	for (size_t i = 0; i < names->n; i++)
		if (str_eq(names->items[i], name))
			return;
	if (names->n < MAX_NAMES && name.len)
		names->items[names->n++] = name;
}

// Unless it is there already, or has no place.
static void add_change(struct change_list *list, struct change change)
{
	if (!change.at)
		return;
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].kind == change.kind && list->items[i].at == change.at &&
		    str_eq(list->items[i].to, change.to))
			return;
	ARENA_PUSH(list->arena, list->items, list->n, list->cap) = change;
}

typedef void card_fn(void *context, const struct gpu_card_id *card);

static void each_card(const struct inventory *inventory, card_fn *tell, void *context)
{
	for (size_t i = 0; i < inventory->n_providers; i++) {
		const struct provider *provider = inventory->providers[i];

		for (size_t j = 0; j < provider->n_nodes; j++)
			for (size_t k = 0; k < provider->nodes[j].n_cards; k++)
				tell(context, &provider->nodes[j].cards[k].id);
		for (size_t j = 0; j < provider->n_offers; j++)
			tell(context, &provider->offers[j].card);
	}
}

struct search {
	const struct wanted_unit *unit;
	struct str model; // whose variants are looked for, or "": other models
	struct name_list names;
};

static bool is_listed(const struct wanted_unit *unit, struct str name)
{
	for (size_t i = 0; i < unit->n_models; i++)
		if (str_eq(unit->models[i].name, name) || str_is(unit->models[i].name, "*"))
			return true;
	return false;
}

static void look_at(void *context, const struct gpu_card_id *card)
{
	struct search *search = context;

	if (card->vendor.len && !str_eq(card->vendor, search->unit->models[0].vendor))
		return;
	if (search->model.len == 0 && !is_listed(search->unit, card->name))
		add_name(&search->names, card->name);
	if (search->model.len && str_eq(card->name, search->model))
		add_name(&search->names, card->memory);
}

static void add_models(struct change_list *list, const struct wanted_unit *unit)
{
	const struct sdl_gpu *gpu = &unit->from->compute->gpu;
	struct search search = { .unit = unit };

	if (gpu->n_models == 0)
		return;
	each_card(list->inventory, look_at, &search);
	for (size_t i = 0; i < search.names.n; i++)
		add_change(list, (struct change){ .kind = CHANGE_MODEL,
						  .at = gpu->models[gpu->n_models - 1]->at,
						  .owner = unit->from->compute->entry.name,
						  .to = search.names.items[i] });
}

static void add_variants(struct change_list *list, const struct wanted_unit *unit, const struct sdl_gpu_model *model)
{
	struct search search = { .unit = unit, .model = model->model.text };
	struct wanted_gpu parts;
	struct change change = { .owner = unit->from->compute->entry.name, .part = model->model.text };

	if (!model_from_key(model->key, &parts))
		return;
	change.kind = CHANGE_INTERFACE;
	change.at = model->interface.at;
	change.from = parts.interface;
	add_change(list, change);
	change.kind = CHANGE_RAM;
	change.at = model->ram.at;
	change.from = parts.memory;
	if (model->ram.at)
		each_card(list->inventory, look_at, &search);
	for (size_t i = 0; i < search.names.n; i++) {
		change.to = search.names.items[i];
		if (!str_eq(change.to, change.from))
			add_change(list, change);
	}
	change.to = STR("");
	add_change(list, change);
}

static void add_gpus(struct change_list *list, const struct wanted_unit *unit)
{
	const struct sdl_gpu *gpu = &unit->from->compute->gpu;

	if (unit->gpus == 0 || unit->n_models == 0)
		return;
	for (size_t i = 0; i < gpu->n_models; i++)
		add_variants(list, unit, gpu->models[i]);
	add_models(list, unit);
}

// Both are large changes: the software has to change too.
static void add_joining(struct change_list *list, const struct wanted_unit *unit)
{
	struct str owner = unit->from->compute->entry.name;

	if (!str_is(unit->arch, "amd64"))
		add_change(list, (struct change){ .kind = CHANGE_ARCH,
						  .at = unit->arch_at,
						  .owner = owner,
						  .from = unit->arch,
						  .to = STR("amd64") });
	if (unit->interconnect.len)
		add_change(list, (struct change){ .kind = CHANGE_INTERCONNECT,
						  .at = unit->interconnect_at,
						  .owner = owner,
						  .from = unit->interconnect });
}

static void add_classes(struct change_list *list, const struct wanted_unit *unit)
{
	struct name_list classes = { .n = 0 };

	for (size_t i = 0; i < list->inventory->n_providers; i++)
		for (size_t j = 0; j < list->inventory->providers[i]->n_pools; j++)
			add_name(&classes, list->inventory->providers[i]->pools[j].class_name);
	for (size_t i = 0; i < unit->n_volumes; i++)
		for (size_t j = 0; unit->volumes[i].kind == VOLUME_PERSISTENT && j < classes.n; j++) {
			const struct wanted_volume *volume = &unit->volumes[i];

			if (!str_eq(classes.items[j], volume->class_name) && !str_is(classes.items[j], "ram"))
				add_change(list, (struct change){ .kind = CHANGE_CLASS,
								  .at = volume->from->class_at,
								  .owner = unit->from->compute->entry.name,
								  .part = volume->from->name,
								  .from = volume->class_name,
								  .to = classes.items[j] });
		}
}

// The network refuses an interconnect without it.
static bool is_needed(const struct demand *demand, struct str key)
{
	for (size_t i = 0; i < demand->n_units; i++)
		if (demand->units[i].interconnect.len && str_is(key, "capabilities/gpu-interconnect"))
			return true;
	return false;
}

// Where nodes have one and the other, a provider passes over those of the other then.
static void add_fabrics(struct change_list *list, const struct ynode *at)
{
	static const char *const fabrics[] = { "infiniband", "roce" };

	for (size_t i = 0; i < COUNT_OF(fabrics) && list->demand->fabric.len == 0; i++) {
		const char *key = arena_printf(list->arena, "%s%s", fabric_prefix, fabrics[i]);

		add_change(list, (struct change){ .kind = CHANGE_FABRIC,
						  .at = at,
						  .part = str_of(key),
						  .to = str_of(arena_printf(list->arena, "%s=true", key)) });
	}
}

static void add_placement(struct change_list *list)
{
	const struct sdl_placement *placement = list->demand->group->placement;

	for (size_t i = 0; i < placement->attributes.n && i < list->demand->attributes.n; i++) {
		const struct provider_attribute *wanted = &list->demand->attributes.items[i];

		if (is_needed(list->demand, wanted->key)) {
			add_fabrics(list, placement->attributes.items[i]->key);
			continue;
		}
		add_change(list,
			   (struct change){ .kind = CHANGE_ATTRIBUTE,
					    .at = placement->attributes.items[i]->key,
					    .from = str_of(arena_printf(list->arena, "%.*s=%.*s", (int)wanted->key.len,
									wanted->key.ptr, (int)wanted->value.len,
									wanted->value.ptr)) });
	}
	for (size_t i = 0; i < placement->all_of.n; i++)
		add_change(list, (struct change){ .kind = CHANGE_SIGNED_BY,
						  .at = placement->all_of.items[i].at,
						  .from = placement->all_of.items[i].text });
	if (placement->any_of.n)
		add_change(list, (struct change){
					 .kind = CHANGE_SIGNED_BY, .at = placement->any_of.at, .from = STR("anyOf") });
}

// At least half of the request is kept: with less it would be another service. Amounts are tried in round
// steps, so that there are few of them.
enum { LEAST_SHARE = 2, STEPS_OF_BYTES = 16, STEPS_OF_OTHERS = 32 };

static int64_t step_of(enum change_kind kind, int64_t asked)
{
	static const int64_t millicpus[] = { 10, 50, 100, 250, 500, 1000, 2000, 4000, 8000, 16000 };
	int64_t step = 1;

	if (kind == CHANGE_CPU) {
		for (size_t i = 0; i < COUNT_OF(millicpus); i++)
			if (i == 0 || asked / millicpus[i] >= STEPS_OF_OTHERS / 2)
				step = millicpus[i];
		return step;
	}
	if (kind == CHANGE_GPUS || kind == CHANGE_COUNT)
		return asked / STEPS_OF_OTHERS + 1;
	while (step <= asked / STEPS_OF_BYTES / 2)
		step *= 2;
	return step;
}

static void add_amount(struct change_list *list, struct change change)
{
	change.step = step_of(change.kind, change.asked);
	change.least = (change.asked + LEAST_SHARE - 1) / LEAST_SHARE;
	change.least = (change.least + change.step - 1) / change.step * change.step;
	if (change.least < change.asked)
		add_change(list, change);
}

static void add_amounts(struct change_list *list, const struct wanted_unit *unit)
{
	const struct sdl_compute *compute = unit->from->compute;
	struct change change = { .owner = compute->entry.name };

	change.kind = CHANGE_MEMORY;
	change.at = compute->memory.size.at;
	change.asked = unit->memory;
	add_amount(list, change);
	change.kind = CHANGE_CPU;
	change.at = compute->cpu.units.at;
	change.asked = unit->cpu;
	add_amount(list, change);
	change.kind = CHANGE_GPUS;
	change.at = compute->gpu.units.at;
	change.asked = unit->gpus;
	add_amount(list, change);
	for (size_t i = 0; i < unit->n_volumes; i++) {
		change.kind = CHANGE_STORAGE;
		change.at = unit->volumes[i].from->size.at;
		change.asked = unit->volumes[i].size;
		change.part = unit->volumes[i].from->name;
		add_amount(list, change);
	}
	change.kind = CHANGE_COUNT;
	change.part = STR("");
	for (size_t i = 0; i < unit->from->n_assignments; i++) {
		change.at = unit->from->assignments[i]->count.at;
		change.asked = unit->from->assignments[i]->count.value;
		change.owner = unit->from->assignments[i]->service->entry.name;
		add_amount(list, change);
	}
}

struct change_list change_list(struct arena *arena, const struct demand *demand, const struct inventory *inventory)
{
	struct change_list list = { .arena = arena, .demand = demand, .inventory = inventory };

	add_placement(&list);
	for (size_t i = 0; i < demand->n_units; i++) {
		add_gpus(&list, &demand->units[i]);
		add_joining(&list, &demand->units[i]);
	}
	for (size_t i = 0; i < demand->n_units; i++)
		add_classes(&list, &demand->units[i]);
	for (size_t i = 0; i < demand->n_units; i++)
		add_amounts(&list, &demand->units[i]);
	return list;
}
