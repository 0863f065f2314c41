// SPDX-License-Identifier: Apache-2.0
// In: a policy in JSON (schemas/policy.schema.json). Out: struct policy, or what is wrong with it and where.
#include <string.h>

#include "base/arena.h"
#include "base/glob.h"
#include "base/json_from_text.h"
#include "diag/levels.h"
#include "policy/policy_reader.h"

// How deep policies extend one another, and how many files that may be.
enum { DEEPEST_POLICY = 8, MAX_FILES = 64 };

static const struct json_at root = { 0 };

// All rules at their defaults, those of policies on.
static void init_policy(struct arena *arena, struct policy *policy)
{
	*policy = (struct policy){ .levels = arena_alloc(arena, n_all_rules) };
	levels_init(policy->levels);
	levels_change(policy->levels, STR("policy-*"), LEVEL_ENABLE, SEVERITY_OFF);
}

// The last matching rule wins, so that overrides go after what they change.
static void move_to_end(struct arena *arena, json_t *rules, const char *rule)
{
	json_t *setting = json_incref(json_object_get(rules, rule));

	if (!setting)
		return;
	json_object_del(rules, rule);
	if (json_object_set_new(rules, rule, setting))
		arena_out_of_memory(arena);
}

static void lay_over(struct arena *arena, json_t *merged, json_t *json)
{
	json_t *rules = json_object_get(merged, "rules"), *setting;
	const char *rule;

	json_object_foreach(json_object_get(json, "rules"), rule, setting) move_to_end(arena, rules, rule);
	if (json_object_update_recursive(merged, json))
		arena_out_of_memory(arena);
}

static bool is_extended_by(const struct policy_reader *reader, const char *path)
{
	for (; reader; reader = reader->extended_by)
		if (strcmp(reader->path, path) == 0)
			return true;
	return false;
}

static size_t depth_of(const struct policy_reader *reader)
{
	size_t depth = 0;

	for (; reader->extended_by; reader = reader->extended_by)
		depth++;
	return depth;
}

// The file that an item of "extends" names. False after a fault, which is reported at the item.
static bool open_base(struct policy_reader *reader, const struct json_at *at, const char *name,
		      struct policy_reader *base)
{
	const char *message = "it can't be read from here";

	*base = *reader;
	base->extended_by = reader;
	if (strncmp(name, "builtin:", strlen("builtin:")) == 0) {
		json_fail(&reader->json, at, false,
			  "unknown policy \"%s\": expected \"builtin:akash-mainnet\", or a file",
			  json_shown(&reader->json, name));
	} else if (depth_of(reader) == DEEPEST_POLICY || *reader->n_files == MAX_FILES) {
		json_fail(&reader->json, at, false, "too many policies extend each other");
	} else if (!reader->loader || !reader->loader->load(reader->loader->context, reader->path, name, &base->path,
							    &base->json.text, &message)) {
		json_fail(&reader->json, at, false, "can't extend \"%s\": %s", json_shown(&reader->json, name),
			  message);
	} else if (is_extended_by(reader, base->path)) {
		json_fail(&reader->json, at, false, "a policy can't extend itself");
	}
	return !reader->json.has_failed;
}

// The file as JSON, laid over what it extends: objects key by key, lists as a whole. NULL after a fault.
static json_t *load(struct policy_reader *reader)
{
	json_t **merged = json_handle(reader->json.arena), *json, *name, *base_json;
	const struct json_at at_extends = { .parent = &root, .key = "extends" };
	size_t i;

	++*reader->n_files;
	reader->json.fault->path = reader->path;
	if (str_has_prefix(reader->json.text, "\xEF\xBB\xBF"))
		reader->json.text = str_slice(reader->json.text, 3, reader->json.text.len);
	if (reader->json.text.len > POLICY_MAX_BYTES)
		json_fail(&reader->json, NULL, false, "too large for a policy: more than 1 MiB");
	json = reader->json.has_failed ? NULL : json_read(&reader->json, JSON_REJECT_DUPLICATES);
	if (!json)
		return NULL;
	init_policy(reader->json.arena, reader->policy);
	policy_read_object(reader, &root, json, policy_keys, reader->policy);
	if (!json_object_get(json, "version"))
		json_fail(&reader->json, &root, false, "expected \"version\": 1");
	*merged = json_object();
	if (!*merged)
		arena_out_of_memory(reader->json.arena);
	json_array_foreach(json_object_get(json, "extends"), i, name)
	{
		const struct json_at at = { .parent = &at_extends, .index = i };
		struct policy_reader base;

		if (reader->json.has_failed)
			return NULL;
		if (strcmp(json_string_value(name), "builtin:akash-mainnet") == 0)
			continue; // the network's own limits hold anyway
		base_json = open_base(reader, &at, json_string_value(name), &base) ? load(&base) : NULL;
		if (!base_json)
			return NULL;
		reader->json.fault->path = reader->path;
		lay_over(reader->json.arena, *merged, base_json);
	}
	if (reader->json.has_failed)
		return NULL;
	lay_over(reader->json.arena, *merged, json);
	return *merged;
}

bool policy_from_json(struct arena *arena, const struct policy_loader *loader, const char *path, struct str text,
		      struct policy *policy, struct json_fault *fault)
{
	size_t n_files = 0;
	struct policy_reader reader = {
		.json = json_reader_of(arena, text, fault),
		.loader = loader,
		.path = path,
		.policy = policy,
		.n_files = &n_files,
	};
	json_t *json = load(&reader);

	if (!json)
		return false;
	init_policy(arena, policy);
	policy_read_object(&reader, &root, json, policy_keys, policy);
	return !reader.json.has_failed;
}

bool policy_list_has(const struct policy_list *list, struct str text)
{
	for (size_t i = 0; i < list->n; i++)
		if (glob_matches(list->items[i], text))
			return true;
	return false;
}
