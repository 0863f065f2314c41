// SPDX-License-Identifier: Apache-2.0
// In: a policy in JSON (schemas/policy.schema.json). Out: struct policy, or what is wrong with it and where.
#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/edit_distance.h"
#include "base/glob.h"
#include "base/json_place.h"
#include "diag/levels.h"
#include "policy/policy.h"
#include "sdl/quantity.h"

enum { DEEPEST_POLICY = 8, MAX_KEYS = 16 };

struct reader {
	struct arena *arena;
	const char *path;
	struct str text;
	struct policy *policy;
	struct policy_error *error;
	bool has_failed;
};

struct key;

typedef void read_fn(struct reader *reader, const struct json_at *at, const json_t *value, void *out);

struct key {
	const char *name;
	read_fn *read;
	size_t offset;          // of what it fills, into the parent's
	const struct key *keys; // of an object; ends with a NULL name
};

// The first fault is the one that is told.
static void fail(struct reader *reader, const struct json_at *at, bool is_key, const char *message)
{
	struct json_place place;

	if (reader->has_failed)
		return;
	place = json_place_of(reader->text, at, is_key);
	reader->has_failed = true;
	*reader->error = (struct policy_error){ reader->path, place.line, place.column, message };
}

static struct str text_of(struct reader *reader, const json_t *value)
{
	size_t len = json_string_length(value);

	return (struct str){ arena_strndup(reader->arena, json_string_value(value), len), len };
}

static bool expect(struct reader *reader, const struct json_at *at, bool is_right, const char *expected)
{
	if (!is_right)
		fail(reader, at, false, arena_printf(reader->arena, "expected %s", expected));
	return is_right;
}

static const char *shown(struct reader *reader, const char *text)
{
	struct strbuf buf;

	strbuf_init(&buf, reader->arena);
	strbuf_add_escaped(&buf, str_of(text));
	return buf.text;
}

static void unknown_key(struct reader *reader, const struct json_at *at, const struct key *keys)
{
	const char *names[MAX_KEYS], *meant;
	size_t n = 0;

	for (; keys->name && n < MAX_KEYS; keys++)
		names[n++] = keys->name;
	meant = nearest(str_of(at->key), names, n);
	if (meant)
		fail(reader, at, true, arena_printf(reader->arena, "unknown key \"%s\"; did you mean \"%s\"?",
						    shown(reader, at->key), meant));
	else
		fail(reader, at, true, arena_printf(reader->arena, "unknown key \"%s\"", shown(reader, at->key)));
}

static void read_object(struct reader *reader, const struct json_at *at, const json_t *object, const struct key *keys,
			void *out)
{
	const char *name;
	json_t *value;

	if (!expect(reader, at, json_is_object(object), "an object"))
		return;
	json_object_foreach((json_t *)object, name, value) {
		struct json_at member = { .parent = at, .key = name };
		const struct key *key = keys;

		while (key->name && strcmp(key->name, name) != 0)
			key++;
		if (!key->name)
			unknown_key(reader, &member, keys);
		else if (key->keys)
			read_object(reader, &member, value, key->keys, (char *)out + key->offset);
		else if (key->read)
			key->read(reader, &member, value, (char *)out + key->offset);
	}
}

static void read_bool(struct reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	if (expect(reader, at, json_is_boolean(value), "true or false"))
		*(bool *)out = json_is_true(value);
}

static void read_text(struct reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	if (expect(reader, at, json_is_string(value), "text"))
		*(struct str *)out = text_of(reader, value);
}

static void read_list(struct reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct policy_list *list = out;
	size_t i;
	json_t *item;

	if (!expect(reader, at, json_is_array(value), "a list of texts"))
		return;
	*list = (struct policy_list){ .is_set = true };
	list->items = arena_alloc(reader->arena, json_array_size(value) * sizeof(*list->items));
	json_array_foreach((json_t *)value, i, item) {
		struct json_at at_item = { .parent = at, .index = i };

		if (expect(reader, &at_item, json_is_string(item), "text"))
			list->items[list->n++] = text_of(reader, item);
	}
}

// One text, or a list of them.
static void read_texts(struct reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct policy_list *list = out;

	if (!json_is_string(value)) {
		read_list(reader, at, value, out);
		return;
	}
	*list = (struct policy_list){ .items = arena_alloc(reader->arena, sizeof(*list->items)), .n = 1, .is_set = true };
	list->items[0] = text_of(reader, value);
}

static void read_quantity(struct reader *reader, const struct json_at *at, const json_t *value, void *out,
			  bool is_cpu)
{
	struct policy_quantity *quantity = out;
	enum quantity_fault fault;
	uint32_t millicpu = 0;
	const char *expected = is_cpu ? "an amount of CPU in quotes, such as \"4\" or \"500m\"" : "a size in quotes, such as \"16Gi\"";

	if (!expect(reader, at, json_is_string(value), expected))
		return;
	quantity->text = text_of(reader, value);
	if (is_cpu) {
		fault = cpu_from_str(quantity->text, &millicpu);
		quantity->value = millicpu;
	} else {
		fault = bytes_from_str(quantity->text, false, &quantity->value);
	}
	quantity->is_set = expect(reader, at, fault == QUANTITY_OK, expected);
}

static void read_cpu(struct reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	read_quantity(reader, at, value, out, true);
}

static void read_bytes(struct reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	read_quantity(reader, at, value, out, false);
}

static void read_count(struct reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct policy_quantity *quantity = out;

	if (!expect(reader, at, json_is_integer(value) && json_integer_value(value) >= 0, "a whole number of 0 or more"))
		return;
	quantity->value = (uint64_t)json_integer_value(value);
	quantity->text = str_of(arena_printf(reader->arena, "%llu", (unsigned long long)quantity->value));
	quantity->is_set = true;
}

// A number, or in quotes as money is written.
static void read_number(struct reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct policy_number *number = out;
	struct amount amount;
	bool is_text = json_is_string(value) && amount_from_str(text_of(reader, value), &amount) == AMOUNT_OK;

	if (!expect(reader, at, is_text || (json_is_number(value) && json_number_value(value) >= 0), "a number of 0 or more"))
		return;
	number->value = is_text ? strtod(json_string_value(value), NULL) : json_number_value(value);
	number->is_set = true;
}

static void read_required_attributes(struct reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	static const struct key keys[] = {
		{ "key", read_text, offsetof(struct policy_attribute, key), NULL },
		{ "value", read_texts, offsetof(struct policy_attribute, values), NULL },
		{ 0 },
	};
	struct policy *policy = out;
	size_t i;
	json_t *item;

	if (!expect(reader, at, json_is_array(value), "a list"))
		return;
	policy->placement.required = arena_zalloc(reader->arena, json_array_size(value) * sizeof(struct policy_attribute));
	json_array_foreach((json_t *)value, i, item) {
		struct json_at at_item = { .parent = at, .index = i };
		struct policy_attribute *attribute = &policy->placement.required[policy->placement.n_required++];

		read_object(reader, &at_item, item, keys, attribute);
		expect(reader, &at_item, attribute->key.len > 0, "an object with \"key\"");
	}
}

static void read_max_per_block(struct reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct policy *policy = out;
	const char *denom;
	json_t *amount;

	if (!expect(reader, at, json_is_object(value), "an object with a denomination and an amount"))
		return;
	policy->pricing.max_per_block = arena_zalloc(reader->arena, json_object_size(value) * sizeof(struct policy_price));
	json_object_foreach((json_t *)value, denom, amount) {
		struct json_at at_amount = { .parent = at, .key = denom };
		struct policy_price *price = &policy->pricing.max_per_block[policy->pricing.n_max_per_block++];

		price->denom = str_of(arena_strndup(reader->arena, denom, strlen(denom)));
		if (!expect(reader, &at_amount, json_is_string(amount), "an amount in quotes, such as \"60000\""))
			continue;
		price->text = text_of(reader, amount);
		expect(reader, &at_amount, amount_from_str(price->text, &price->amount) == AMOUNT_OK,
		       "an amount in quotes, such as \"60000\"");
	}
}

static void read_rate(struct reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	if (!json_is_null(value))
		read_number(reader, at, value, out);
}

static void read_rates(struct reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	static const struct key keys[] = { { "usd_per_unit", read_rate, offsetof(struct policy_rate, usd), NULL }, { 0 } };
	struct policy *policy = out;
	const char *denom;
	json_t *rate;

	if (!expect(reader, at, json_is_object(value), "an object with a rate for each denomination"))
		return;
	policy->pricing.rates = arena_zalloc(reader->arena, json_object_size(value) * sizeof(struct policy_rate));
	json_object_foreach((json_t *)value, denom, rate) {
		struct json_at at_rate = { .parent = at, .key = denom };
		struct policy_rate *out_rate = &policy->pricing.rates[policy->pricing.n_rates++];

		out_rate->denom = str_of(arena_strndup(reader->arena, denom, strlen(denom)));
		read_object(reader, &at_rate, rate, keys, out_rate);
	}
}

static void read_level(struct reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	if (expect(reader, at, json_is_string(value), "\"error\", \"warning\", \"info\" or \"off\""))
		expect(reader, at, severity_from_name(text_of(reader, value), out), "\"error\", \"warning\", \"info\" or \"off\"");
}

// "error", or { "level": "error" }.
static void read_rule(struct reader *reader, const struct json_at *at, const json_t *value, enum severity *severity)
{
	static const struct key keys[] = { { "level", read_level, 0, NULL }, { 0 } };

	if (json_is_object(value))
		read_object(reader, at, value, keys, severity);
	else
		read_level(reader, at, value, severity);
}

static bool has_rule(struct str glob)
{
	for (size_t i = 0; i < n_all_rules; i++)
		if (glob_matches(glob, str_of(all_rules[i]->id)))
			return true;
	return false;
}

static void read_rules(struct reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct policy *policy = out;
	const char *rule;
	json_t *level;

	if (!expect(reader, at, json_is_object(value), "an object with a level for each rule"))
		return;
	json_object_foreach((json_t *)value, rule, level) {
		struct json_at at_level = { .parent = at, .key = rule };
		enum severity severity = SEVERITY_OFF;

		read_rule(reader, &at_level, level, &severity);
		if (!levels_change(policy->levels, str_of(rule), LEVEL_SET, severity))
			fail(reader, &at_level, true, arena_printf(reader->arena, "there is no rule \"%s\"", shown(reader, rule)));
	}
}

static bool is_digit_at(struct str text, size_t i)
{
	return text.ptr[i] >= '0' && text.ptr[i] <= '9';
}

static void read_day(struct reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct str text = json_is_string(value) ? text_of(reader, value) : STR("");
	int day = 0;

	for (size_t i = 0; i < text.len && text.len == 10; i++) {
		bool is_dash = i == 4 || i == 7;

		if (is_dash ? text.ptr[i] != '-' : !is_digit_at(text, i))
			text.len = 0;
		else if (!is_dash)
			day = day * 10 + (text.ptr[i] - '0');
	}
	if (expect(reader, at, text.len == 10 && day / 100 % 100 >= 1 && day / 100 % 100 <= 12 && day % 100 >= 1 && day % 100 <= 31,
		   "a day such as \"2026-12-31\""))
		*(int *)out = day;
}

static void read_exceptions(struct reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	static const struct key keys[] = {
		{ "file", read_text, offsetof(struct policy_exception, file), NULL },
		{ "rule", read_text, offsetof(struct policy_exception, rule), NULL },
		{ "level", read_level, offsetof(struct policy_exception, level), NULL },
		{ "until", read_day, offsetof(struct policy_exception, until), NULL },
		{ "reason", read_text, offsetof(struct policy_exception, reason), NULL },
		{ 0 },
	};
	struct policy *policy = out;
	size_t i;
	json_t *item;

	if (!expect(reader, at, json_is_array(value), "a list"))
		return;
	policy->exceptions = arena_zalloc(reader->arena, json_array_size(value) * sizeof(struct policy_exception));
	json_array_foreach((json_t *)value, i, item) {
		struct json_at at_item = { .parent = at, .index = i };
		struct policy_exception *exception = &policy->exceptions[policy->n_exceptions++];

		*exception = (struct policy_exception){ .file = STR("*") };
		read_object(reader, &at_item, item, keys, exception);
		expect(reader, &at_item, exception->rule.len > 0 && exception->reason.len > 0, "an object with \"rule\" and \"reason\"");
		if (exception->rule.len && !has_rule(exception->rule))
			fail(reader, &at_item, false, "there is no rule of that name");
	}
}

static void read_extends(struct reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	struct policy_list names;

	(void)out;
	read_list(reader, at, value, &names);
}

static void read_version(struct reader *reader, const struct json_at *at, const json_t *value, void *out)
{
	(void)out;
	expect(reader, at, json_is_integer(value) && json_integer_value(value) == 1, "1, the only version there is");
}

#define AT(member) offsetof(struct policy, member)

static const struct key range_cpu[] = {
	{ "min", read_cpu, 0, NULL },
	{ "max", read_cpu, AT(gpu.cpu_max) - AT(gpu.cpu_min), NULL },
	{ 0 },
};
static const struct key range_memory[] = {
	{ "min", read_bytes, 0, NULL },
	{ "max", read_bytes, AT(gpu.memory_max) - AT(gpu.memory_min), NULL },
	{ "min_vram_ratio", read_number, AT(gpu.memory_to_vram_min) - AT(gpu.memory_min), NULL },
	{ 0 },
};
static const struct key gpu_models[] = {
	{ "allow", read_list, AT(gpu.allow), NULL },
	{ "deny", read_list, AT(gpu.deny), NULL },
	{ 0 },
};
static const struct key gpu_units[] = {
	{ "service", read_count, AT(gpu.max_per_service), NULL },
	{ "group", read_count, AT(gpu.max_per_group), NULL },
	{ "deployment", read_count, AT(gpu.max_per_deployment), NULL },
	{ 0 },
};
static const struct key gpu_shm[] = {
	{ "required_from_units", read_count, AT(gpu.shm_from_units), NULL },
	{ "min_per_gpu", read_bytes, AT(gpu.shm_per_gpu), NULL },
	{ 0 },
};
static const struct key gpu_keys[] = {
	{ "vendors", read_list, AT(gpu.vendors), NULL },
	{ "models", NULL, 0, gpu_models },
	{ "interfaces", read_list, AT(gpu.interfaces), NULL },
	{ "require_model", read_bool, AT(gpu.require_model), NULL },
	{ "require_ram_when_ambiguous", read_bool, AT(gpu.require_ram_when_ambiguous), NULL },
	{ "min_vram", read_bytes, AT(gpu.min_vram), NULL },
	{ "max_units", NULL, 0, gpu_units },
	{ "cpu_per_gpu", NULL, AT(gpu.cpu_min), range_cpu },
	{ "memory_per_gpu", NULL, AT(gpu.memory_min), range_memory },
	{ "shm", NULL, 0, gpu_shm },
	{ 0 },
};
static const struct key signer_keys[] = {
	{ "any_of", read_list, AT(placement.signed_by_any), NULL },
	{ "all_of", read_list, AT(placement.signed_by_all), NULL },
	{ 0 },
};
static const struct key placement_keys[] = {
	{ "require_attributes", read_required_attributes, 0, NULL },
	{ "forbid_attributes", read_list, AT(placement.forbidden), NULL },
	{ "require_signed_by", NULL, 0, signer_keys },
	{ "allow_signed_by", read_list, AT(placement.allowed_signers), NULL },
	{ 0 },
};
static const struct key pricing_keys[] = {
	{ "denoms", read_list, AT(pricing.denoms), NULL },
	{ "max_per_block", read_max_per_block, 0, NULL },
	{ "max_per_gpu_hour_usd", read_number, AT(pricing.max_per_gpu_hour_usd), NULL },
	{ "max_deployment_month_usd", read_number, AT(pricing.max_deployment_month_usd), NULL },
	{ "rates", read_rates, 0, NULL },
	{ 0 },
};
static const struct key registry_keys[] = {
	{ "allow", read_list, AT(images.allow), NULL },
	{ "deny", read_list, AT(images.deny), NULL },
	{ 0 },
};
static const struct key image_keys[] = {
	{ "registries", NULL, 0, registry_keys },
	{ "require_digest", read_bool, AT(images.require_digest), NULL },
	{ "forbid_tags", read_list, AT(images.forbidden_tags), NULL },
	{ 0 },
};
static const struct key storage_keys[] = {
	{ "classes", read_list, AT(storage.classes), NULL },
	{ "max_volumes", read_count, AT(storage.max_volumes), NULL },
	{ "max_total", read_bytes, AT(storage.max_total), NULL },
	{ 0 },
};
static const struct key root_keys[] = {
	{ "$schema", NULL, 0, NULL },
	{ "version", read_version, 0, NULL },
	{ "name", read_text, AT(name), NULL },
	{ "extends", read_extends, 0, NULL },
	{ "rules", read_rules, 0, NULL },
	{ "gpu", NULL, 0, gpu_keys },
	{ "placement", NULL, 0, placement_keys },
	{ "pricing", NULL, 0, pricing_keys },
	{ "images", NULL, 0, image_keys },
	{ "storage", NULL, 0, storage_keys },
	{ "exceptions", read_exceptions, 0, NULL },
	{ 0 },
};

static void close_json(void *handle)
{
	json_decref(handle);
}

// All rules at their defaults, those of policies on.
static void init_policy(struct arena *arena, struct policy *policy)
{
	*policy = (struct policy){ .levels = arena_alloc(arena, n_all_rules) };
	levels_init(policy->levels);
	levels_change(policy->levels, STR("policy-*"), LEVEL_ENABLE, SEVERITY_OFF);
}

static json_t *parse(struct reader *reader)
{
	json_error_t json_error;
	json_t *json = json_loadb(reader->text.ptr, reader->text.len, JSON_REJECT_DUPLICATES, &json_error);
	struct strbuf safe;

	if (json) {
		arena_defer(reader->arena, close_json, json);
		return json;
	}
	strbuf_init(&safe, reader->arena);
	strbuf_add_escaped(&safe, str_of(json_error.text));
	*reader->error = (struct policy_error){ reader->path, json_error.line > 0 ? (unsigned)json_error.line : 0,
						json_error.column > 0 ? (unsigned)json_error.column : 1, safe.text };
	return NULL;
}

// The file as JSON, faults told at their places, laid over what it extends: objects key by key, lists as a whole.
static json_t *load(struct reader *reader, const struct policy_loader *loader, int depth)
{
	const struct json_at root = { 0 };
	json_t *json = parse(reader), *merged, *name;
	size_t i;

	if (!json)
		return NULL;
	init_policy(reader->arena, reader->policy);
	read_object(reader, &root, json, root_keys, reader->policy);
	if (!json_object_get(json, "version"))
		fail(reader, &root, false, "expected \"version\": 1");
	if (depth > DEEPEST_POLICY)
		fail(reader, &root, false, "too many policies that extend one another");
	merged = json_object();
	if (!merged)
		arena_out_of_memory(reader->arena);
	arena_defer(reader->arena, close_json, merged);
	json_array_foreach(json_object_get(json, "extends"), i, name) {
		struct reader base = *reader;
		json_t *base_json;

		if (reader->has_failed)
			return NULL;
		if (strcmp(json_string_value(name), "builtin:akash-mainnet") == 0)
			continue; // the network's own limits hold anyway
		if (!loader->load(loader->context, reader->path, json_string_value(name), &base.path, &base.text, reader->error))
			return NULL;
		base_json = load(&base, loader, depth + 1);
		if (!base_json)
			return NULL;
		if (json_object_update_recursive(merged, base_json))
			arena_out_of_memory(reader->arena);
	}
	if (json_object_update_recursive(merged, json))
		arena_out_of_memory(reader->arena);
	return reader->has_failed ? NULL : merged;
}

bool policy_from_json(struct arena *arena, const struct policy_loader *loader, const char *path, struct str text,
		      struct policy *policy, struct policy_error *error)
{
	struct reader reader = { .arena = arena, .path = path, .text = text, .policy = policy, .error = error };
	const struct json_at root = { 0 };
	json_t *json = load(&reader, loader, 0);

	if (!json)
		return false;
	init_policy(arena, policy);
	read_object(&reader, &root, json, root_keys, policy);
	return true;
}

bool policy_list_has(const struct policy_list *list, struct str text)
{
	for (size_t i = 0; i < list->n; i++)
		if (glob_matches(list->items[i], text))
			return true;
	return false;
}
