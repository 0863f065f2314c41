// SPDX-License-Identifier: Apache-2.0
// In: what a deployment requests. Out: JSON as the network's SDK marshals it, to the letter.
#include "base/arena.h"
#include "catalogue/providers.h"
#include "diag/diag.h"
#include "match/gpu_candidates.h"
#include "report/formats.h"
#include "report/json.h"
#include "report/max_price.h"
#include "report/money.h"
#include "report/resources_group.h"
#include "report/should_cost.h"
#include "sdl/network.h"
#include "sdl/resources.h"

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

// Adds "gpus" and "ceiling" beside the groups of a file.
static void put_resource_facts(struct json *json, json_t *file, struct run *run, const struct resources *resources)
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

struct state {
	struct json json;
	json_t *files;
};

static json_t *put_object(struct json *json, json_t *object, const char *key)
{
	return json_put(json, object, key, json_object());
}

static json_t *put_list(struct json *json, json_t *object, const char *key)
{
	return json_put(json, object, key, json_array());
}

// {"val": "512"}: the chain's integers are text.
static void put_value(struct json *json, json_t *object, const char *key, uint64_t value)
{
	const char *text = arena_printf(json->arena, "%llu", (unsigned long long)value);

	json_put_text(json, put_object(json, object, key), "val", str_of(text));
}

// An empty key or value is left out.
static void push_attribute(struct json *json, json_t *list, struct str key, struct str value)
{
	json_t *attribute = json_push(json, list, json_object());

	if (key.len)
		json_put_text(json, attribute, "key", key);
	if (value.len)
		json_put_text(json, attribute, "value", value);
}

// A list tagged !!null, in its own order. An empty one is left out.
static void put_raw_attributes(struct json *json, json_t *object, const struct raw_list *raw)
{
	json_t *list = raw->n ? put_list(json, object, "attributes") : NULL;

	for (size_t i = 0; i < raw->n; i++)
		push_attribute(json, list, raw->items[i]->key.text, raw->items[i]->value.text);
}

static void put_cpu(struct json *json, json_t *resource, const struct sdl_cpu *cpu)
{
	json_t *object = put_object(json, resource, "cpu"), *attributes;

	put_value(json, object, "units", cpu->units.value);
	put_raw_attributes(json, object, &cpu->raw_attributes);
	if (cpu->arch.n == cpu->n_old_arch || cpu->raw_attributes.n)
		return;
	attributes = put_list(json, object, "attributes");
	push_attribute(json, attributes, STR("arch"), cpu->arch.items[cpu->n_old_arch].text);
}

static void put_storage(struct json *json, json_t *resource, const struct sdl_compute *compute)
{
	json_t *list = put_list(json, resource, "storage");

	for (size_t i = 0; i < compute->n_volumes; i++) {
		const struct sdl_volume *volume = compute->volumes[i];
		json_t *object = json_push(json, list, json_object()), *attributes;

		json_put_text(json, object, "name", volume->name);
		put_value(json, object, "size", volume->size.value);
		put_raw_attributes(json, object, &volume->raw_attributes);
		if (!volume->has_attributes)
			continue;
		attributes = put_list(json, object, "attributes");
		if (volume->class_name.len)
			push_attribute(json, attributes, STR("class"), volume->class_name);
		push_attribute(json, attributes, STR("persistent"), volume->persistent);
	}
}

static const struct str *sorted_keys(struct arena *arena, const struct sdl_gpu *gpu)
{
	struct str *keys = arena_alloc(arena, gpu->n_models * sizeof(*keys));

	for (size_t i = 0; i < gpu->n_models; i++) {
		size_t j = i;

		for (; j > 0 && str_cmp(gpu->models[i]->key, keys[j - 1]) < 0; j--)
			keys[j] = keys[j - 1];
		keys[j] = gpu->models[i]->key;
	}
	return keys;
}

static void put_gpu(struct json *json, json_t *resource, const struct sdl_gpu *gpu)
{
	json_t *object = put_object(json, resource, "gpu"), *attributes;
	const struct str *keys;

	put_value(json, object, "units", gpu->units.value);
	put_raw_attributes(json, object, &gpu->raw_attributes);
	if (gpu->attributes != GPU_ATTRIBUTES_OK || gpu->raw_attributes.n)
		return;
	attributes = put_list(json, object, "attributes");
	if (gpu->interconnect.group.text.len)
		push_attribute(json, attributes, str_of(network.interconnect.group_key), gpu->interconnect.group.text);
	keys = sorted_keys(json->arena, gpu);
	for (size_t i = 0; i < gpu->n_models; i++)
		push_attribute(json, attributes, keys[i], STR("true"));
	if (gpu->n_models == 0)
		push_attribute(json, attributes, STR("vendor/nvidia/model/*"), STR("true"));
}

static void put_endpoints(struct json *json, json_t *resource, const struct resource_unit *unit)
{
	json_t *list = put_list(json, resource, "endpoints");

	for (size_t i = 0; i < unit->n_endpoints; i++) {
		json_t *endpoint = json_push(json, list, json_object());

		if (unit->endpoints[i].kind)
			json_put_number(json, endpoint, "kind", unit->endpoints[i].kind);
		json_put_number(json, endpoint, "sequence_number", unit->endpoints[i].sequence_number);
	}
}

static void push_unit(struct json *json, json_t *list, const struct resource_unit *unit)
{
	json_t *object = json_push(json, list, json_object()), *resource = put_object(json, object, "resource"), *price;
	struct strbuf amount = strbuf_in(json->arena);

	json_put_number(json, resource, "id", unit->id);
	put_cpu(json, resource, &unit->compute->cpu);
	put_value(json, put_object(json, resource, "memory"), "size", unit->compute->memory.size.value);
	put_storage(json, resource, unit->compute);
	put_gpu(json, resource, &unit->compute->gpu);
	put_endpoints(json, resource, unit);
	json_put_number(json, object, "count", unit->count);
	price = put_object(json, object, "price");
	json_put_text(json, price, "denom", unit->price->denom.text);
	amount_to_text(&amount, &unit->price->amount.value);
	json_put_text(json, price, "amount", (struct str){ amount.text, amount.len });
}

// null where the list is not there, and not an empty one.
static void put_signers(struct json *json, json_t *object, const char *key, const struct leaf_list *signers)
{
	const struct ynode *node = signers->at ? ynode_resolve(signers->at) : NULL;
	json_t *list;

	if (!node || node->kind != YNODE_SEQUENCE) {
		json_put(json, object, key, json_null());
		return;
	}
	list = put_list(json, object, key);
	for (size_t i = 0; i < signers->n; i++) {
		json_t *signer = json_stringn(signers->items[i].text.ptr, signers->items[i].text.len);

		json_push(json, list, signer ? signer : json_string("\xEF\xBF\xBD"));
	}
}

static void put_requirements(struct json *json, json_t *object, const struct resource_group *group)
{
	const struct sdl_map *attributes = &group->placement->attributes;
	json_t *requirements = put_object(json, object, "requirements");
	json_t *signed_by = put_object(json, requirements, "signed_by"), *list;
	bool has_tee = group->tee_type.len > 0;

	put_signers(json, signed_by, "all_of", &group->placement->all_of);
	put_signers(json, signed_by, "any_of", &group->placement->any_of);
	if (attributes->n == 0 && !has_tee && !group->placement->has_raw_attributes) {
		json_put(json, requirements, "attributes", json_null());
		return;
	}
	list = put_list(json, requirements, "attributes");
	for (size_t i = 0; i < attributes->n; i++) {
		const struct sdl_attribute *attribute = (const struct sdl_attribute *)attributes->items[i];

		if (has_tee && str_cmp(STR("tee/type"), attribute->entry.name) < 0) {
			push_attribute(json, list, STR("tee/type"), group->tee_type);
			has_tee = false;
		}
		push_attribute(json, list, attribute->entry.name, attribute->value.text);
	}
	if (has_tee)
		push_attribute(json, list, STR("tee/type"), group->tee_type);
}

void push_resource_group(struct json *json, json_t *list, const struct resource_group *group)
{
	json_t *object = json_push(json, list, json_object()), *units;

	json_put_text(json, object, "name", group->name);
	put_requirements(json, object, group);
	units = put_list(json, object, "resources");
	for (size_t i = 0; i < group->n_units; i++)
		push_unit(json, units, group->units[i]);
}

static void begin(struct report *report)
{
	struct state *state = arena_alloc(report->arena, sizeof(*state));

	json_begin(&state->json, report->arena, json_object);
	state->files = put_list(&state->json, state->json.root, "files");
	report->state = state;
}

static void add_file(struct report *report, struct run *run)
{
	struct state *state = report->state;
	json_t *file = json_push(&state->json, state->files, json_object()), *groups;
	struct resources resources;

	json_put_text(&state->json, file, "file", str_of(run->source.name));
	if (!run->sdl || run->is_rejected) {
		json_put(&state->json, file, "groups", json_null());
		return;
	}
	resources = resources_from_sdl(run->arena, run->sdl);
	groups = put_list(&state->json, file, "groups");
	for (size_t i = 0; i < resources.n_groups; i++)
		push_resource_group(&state->json, groups, resources.groups[i]);
	put_resource_facts(&state->json, file, run, &resources);
}

static void end(struct report *report)
{
	struct state *state = report->state;

	json_write(&state->json, &report->out);
}

const struct report_format report_resources_json = { .name = "json", .begin = begin, .file = add_file, .end = end };
