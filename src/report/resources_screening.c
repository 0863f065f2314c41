// SPDX-License-Identifier: Apache-2.0
// In: what a deployment requests. Out: requests for Akash Console's bid screening, one line for each group.
#include <stdlib.h>

#include "base/arena.h"
#include "report/formats.h"
#include "report/json.h"
#include "report/resources_group.h"
#include "sdl/resources.h"

// The answer has incidents by day, and a day begins somewhere.
static const char time_zone[] = "UTC";
static const int64_t second = 1000000000;

static const json_t *member(const json_t *object, const char *key, const char *inner)
{
	return json_object_get(json_object_get(object, key), inner);
}

// Null is refused.
static void put_list(struct json *json, json_t *object, const char *key, const json_t *list)
{
	json_put(json, object, key, json_is_array(list) ? json_incref((json_t *)list) : json_array());
}

static void put_same(struct json *json, json_t *object, const char *key, const json_t *value)
{
	if (value)
		json_put(json, object, key, json_incref((json_t *)value));
}

static void put_measured(struct json *json, json_t *object, const json_t *from, const char *key, const char *old_key)
{
	put_same(json, object, key, json_object_get(from, old_key));
	put_list(json, object, "attributes", json_object_get(from, "attributes"));
}

static void push_volume(struct json *json, json_t *list, const json_t *volume)
{
	json_t *object = json_push_object(json, list);

	put_same(json, object, "name", json_object_get(volume, "name"));
	put_measured(json, object, volume, "quantity", "size");
}

static void push_endpoint(struct json *json, json_t *list, const json_t *endpoint)
{
	static const char *const kinds[] = { NULL, "RANDOM_PORT", "LEASED_IP" };
	json_int_t kind = json_integer_value(json_object_get(endpoint, "kind"));
	json_t *object = json_push_object(json, list);

	if (kind > 0)
		json_put_text(json, object, "kind", str_of(kinds[kind]));
	put_same(json, object, "sequenceNumber", json_object_get(endpoint, "sequence_number"));
}

// Whole numbers only, so that a part of one counts as one.
static void put_price(struct json *json, json_t *object, const json_t *price)
{
	const char *amount = json_string_value(json_object_get(price, "amount"));
	json_t *own = json_put_object(json, object, "price");
	size_t whole = strcspn(amount, ".");
	unsigned long long number = strtoull(amount, NULL, 10);

	number += amount[whole] && strspn(amount + whole + 1, "0") < strlen(amount + whole + 1);
	put_same(json, own, "denom", json_object_get(price, "denom"));
	json_put_text(json, own, "amount", str_of(arena_printf(json->arena, "%llu", number)));
}

static void push_unit(struct json *json, json_t *list, const json_t *unit)
{
	const json_t *from = json_object_get(unit, "resource"), *volumes = json_object_get(from, "storage");
	const json_t *endpoints = json_object_get(from, "endpoints");
	json_t *object = json_push_object(json, list), *resource = json_put_object(json, object, "resource"), *items;

	put_same(json, resource, "id", json_object_get(from, "id"));
	put_measured(json, json_put_object(json, resource, "cpu"), json_object_get(from, "cpu"), "units", "units");
	put_measured(json, json_put_object(json, resource, "memory"), json_object_get(from, "memory"), "quantity",
		     "size");
	put_measured(json, json_put_object(json, resource, "gpu"), json_object_get(from, "gpu"), "units", "units");
	items = json_put_array(json, resource, "storage");
	for (size_t i = 0; i < json_array_size(volumes); i++)
		push_volume(json, items, json_array_get(volumes, i));
	items = json_put_array(json, resource, "endpoints");
	for (size_t i = 0; i < json_array_size(endpoints); i++)
		push_endpoint(json, items, json_array_get(endpoints, i));
	put_same(json, object, "count", json_object_get(unit, "count"));
	put_price(json, object, json_object_get(unit, "price"));
}

static void put_requirements(struct json *json, const json_t *from)
{
	json_t *requirements = json_put_object(json, json->root, "requirements");
	json_t *signed_by = json_put_object(json, requirements, "signedBy");

	put_list(json, signed_by, "allOf", member(from, "signed_by", "all_of"));
	put_list(json, signed_by, "anyOf", member(from, "signed_by", "any_of"));
	put_list(json, requirements, "attributes", json_object_get(from, "attributes"));
}

static void add_request(struct report *report, struct run *run, const struct resource_group *group)
{
	struct json whole, json;
	const json_t *from, *units;
	json_t *list;

	json_begin(&whole, run->arena, json_array);
	push_resource_group(&whole, whole.root, group);
	from = json_array_get(whole.root, 0);
	units = json_object_get(from, "resources");
	json_begin(&json, run->arena, json_object);
	put_requirements(&json, json_object_get(from, "requirements"));
	list = json_put_array(&json, json.root, "resources");
	for (size_t i = 0; i < json_array_size(units); i++)
		push_unit(&json, list, json_array_get(units, i));
	json_put_text(&json, json.root, "timezone", str_of(time_zone));
	if (group->min_notice > 0)
		json_put_number(&json, json.root, "reclamationWindow",
				(uint64_t)(group->min_notice / second + (group->min_notice % second > 0)));
	json_write_line(&json, &report->out);
}

static void add_file(struct report *report, struct run *run)
{
	struct resources resources;

	if (!run->sdl || run->is_rejected)
		return;
	resources = resources_from_sdl(run->arena, run->sdl);
	for (size_t i = 0; i < resources.n_groups; i++)
		add_request(report, run, resources.groups[i]);
}

const struct report_format report_resources_screening = { .name = "screening", .file = add_file };
