// SPDX-License-Identifier: Apache-2.0
// In: what a deployment requests. Out: JSON on what can answer it and what it may cost.
#include "report/resources_facts.h"

#include "base/arena.h"
#include "catalogue/providers.h"
#include "match/gpu_candidates.h"
#include "report/max_price.h"
#include "report/money.h"
#include "report/should_cost.h"

static void put_gi(struct json *json, json_t *object, const char *key, uint32_t memory)
{
	json_put_text(json, object, key, str_of(arena_printf(json->arena, "%uGi", (unsigned)memory)));
}

static void put_money(struct json *json, json_t *object, const char *key, double amount)
{
	json_put_text(json, object, key, exact_money(json->arena, amount));
}

static void push_card(struct json *json, json_t *list, const struct gpu_card *card)
{
	json_t *object = json_push(json, list, json_object()), *variants;

	json_put_text(json, object, "model", str_of(card->name));
	variants = json_put(json, object, "variants", json_array());
	for (size_t i = 0; i < card->n_variants; i++) {
		json_t *variant = json_push(json, variants, json_object());

		put_gi(json, variant, "memory", card->variants[i].memory_gi);
		json_put_text(json, variant, "interface", str_of(card->variants[i].interface));
	}
}

static void push_gpus(struct json *json, json_t *list, struct run *run, const struct resource_group *group,
		      const struct sdl_assignment *assignment)
{
	const struct sdl_gpu *gpu = &assignment->compute->gpu;
	const struct gpu_candidates candidates = gpu_candidates(run->arena, run->settings->catalogue, gpu);
	json_t *object = json_push(json, list, json_object()), *requests, *cards;
	size_t n_keys;
	const struct str *keys = gpu_request_keys(run->arena, gpu, &n_keys);

	json_put_text(json, object, "group", group->name);
	json_put_text(json, object, "service", assignment->service->entry.name);
	json_put_number(json, object, "count", assignment->count.value);
	json_put_number(json, object, "units", gpu->units.value);
	requests = json_put(json, object, "requests", json_array());
	for (size_t i = 0; i < n_keys; i++)
		json_push_text(json, requests, keys[i]);
	cards = json_put(json, object, "cards", json_array());
	for (size_t i = 0; i < candidates.n; i++)
		push_card(json, cards, &candidates.cards[i]);
	if (candidates.n == 0)
		return;
	put_gi(json, object, "least_memory", candidates.least_memory);
	put_gi(json, object, "most_memory", candidates.most_memory);
}

static void put_max_price(struct json *json, json_t *object, const struct max_price *max_price)
{
	json_put_text(json, object, "denom", max_price->denom);
	put_money(json, object, "per_hour", max_price_per_hour(max_price));
	put_money(json, object, "per_month", max_price_per_month(max_price));
	if (max_price->usd_per_unit > 0) {
		put_money(json, object, "usd_per_hour", max_price_per_hour(max_price) * max_price->usd_per_unit);
		put_money(json, object, "usd_per_month", max_price_per_month(max_price) * max_price->usd_per_unit);
	}
}

static struct max_price push_group(struct json *json, json_t *list, struct run *run, const struct resource_group *group)
{
	json_t *object = json_push(json, list, json_object()), *services;
	struct max_price sum = { 0 };
	struct should_cost cost;

	json_put_text(json, object, "group", group->name);
	services = json_put(json, object, "services", json_array());
	for (size_t i = 0; i < group->n_units; i++)
		for (size_t j = 0; j < group->units[i]->n_assignments; j++) {
			const struct sdl_assignment *assignment = group->units[i]->assignments[j];
			struct max_price max_price = max_price_of(run->settings, assignment);
			json_t *service = json_push(json, services, json_object());

			json_put_text(json, service, "service", assignment->service->entry.name);
			json_put_number(json, service, "count", assignment->count.value);
			put_max_price(json, service, &max_price);
			max_price_add(&sum, &max_price);
		}
	put_max_price(json, object, &sum);
	cost = should_cost_of(run, group);
	put_should_cost(json, object, &cost);
	return sum;
}

void put_resource_facts(struct json *json, json_t *file, struct run *run, const struct resources *resources)
{
	json_t *gpus = json_put(json, file, "gpus", json_array()), *object, *groups;
	struct max_price sum = { 0 };

	for (size_t i = 0; i < resources->n_groups; i++)
		for (size_t j = 0; j < resources->groups[i]->n_units; j++) {
			const struct resource_unit *unit = resources->groups[i]->units[j];

			for (size_t k = 0; unit->compute->gpu.units.value && k < unit->n_assignments; k++)
				push_gpus(json, gpus, run, resources->groups[i], unit->assignments[k]);
		}
	object = json_put(json, file, "ceiling", json_object());
	json_put_number(json, object, "blocks_per_month", (uint64_t)providers.blocks_per_month);
	groups = json_put(json, object, "groups", json_array());
	for (size_t i = 0; i < resources->n_groups; i++) {
		struct max_price max_price = push_group(json, groups, run, resources->groups[i]);

		max_price_add(&sum, &max_price);
	}
	put_max_price(json, object, &sum);
}
