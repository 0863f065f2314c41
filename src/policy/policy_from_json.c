// SPDX-License-Identifier: Apache-2.0
// In: a policy in JSON (schemas/policy.schema.json). Out: struct policy, or what is wrong with it and where.
#include <string.h>

#include "base/arena.h"
#include "base/glob.h"
#include "base/json_from_text.h"
#include "base/utf8.h"
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

// jansson has stopped behind the text that it names, if it names one; a person looks for its beginning.
static unsigned column_of(const struct policy_reader *reader, const json_error_t *error)
{
	const char *near = strstr(error->text, " near '");
	size_t end = error->position > 0 ? (size_t)error->position : 0, len = 0;
	unsigned column = error->column > 0 ? (unsigned)error->column : 0;

	if (near) {
		near += strlen(" near '");
		len = strlen(near) - 1;
	}
	if (strstr(error->text, "near end of file") || strstr(error->text, "unable to decode"))
		return column + 1;
	if (len > 0 && len <= end && end <= reader->text.len && memcmp(reader->text.ptr + end - len, near, len) == 0)
		return column + 1 - (unsigned)utf8_count(near, len);
	return column > 0 ? column : 1;
}

static json_t *parse(struct policy_reader *reader)
{
	json_error_t error;
	struct json_place place;
	json_t *json = json_from_text(reader->arena, reader->text, JSON_REJECT_DUPLICATES, &error, &place);

	if (!json)
		*reader->error = (struct policy_error){
			.path = reader->path,
			.line = place.line,
			.column = column_of(reader, &error),
			.message = arena_printf(reader->arena, "invalid JSON: %s", policy_shown(reader, error.text)),
		};
	return json;
}

// Of the rules that fit a name the last one counts, so that what is laid over goes behind all that it may change.
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

	json_object_foreach(json_object_get(json, "rules"), rule, setting)
		move_to_end(arena, rules, rule);
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

// The file that an item of "extends" names. False after a fault, which is told at the item.
static bool open_base(struct policy_reader *reader, const struct json_at *at, const char *name,
		      struct policy_reader *base)
{
	const char *message = "it cannot be read from here";

	*base = *reader;
	base->extended_by = reader;
	if (strncmp(name, "builtin:", strlen("builtin:")) == 0) {
		policy_fail(reader, at, false, "there is no \"%s\"; expected \"builtin:akash-mainnet\", or a file",
			    policy_shown(reader, name));
	} else if (depth_of(reader) == DEEPEST_POLICY || *reader->n_files == MAX_FILES) {
		policy_fail(reader, at, false, "too many policies that extend one another");
	} else if (!reader->loader || !reader->loader->load(reader->loader->context, reader->path, name, &base->path,
							    &base->text, &message)) {
		policy_fail(reader, at, false, "can't extend \"%s\": %s", policy_shown(reader, name), message);
	} else if (is_extended_by(reader, base->path)) {
		policy_fail(reader, at, false, "a policy can't extend itself");
	}
	return !reader->has_failed;
}

// The file as JSON, laid over what it extends: objects key by key, lists as a whole. NULL after a fault.
static json_t *load(struct policy_reader *reader)
{
	json_t **merged = json_handle(reader->arena), *json, *name, *base_json;
	const struct json_at at_extends = { .parent = &root, .key = "extends" };
	size_t i;

	++*reader->n_files;
	if (str_has_prefix(reader->text, "\xEF\xBB\xBF"))
		reader->text = str_slice(reader->text, 3, reader->text.len);
	if (reader->text.len > POLICY_MAX_BYTES) {
		*reader->error = (struct policy_error){ .path = reader->path, .message = "more than 1 MiB: too large for a policy" };
		return NULL;
	}
	json = parse(reader);
	if (!json)
		return NULL;
	init_policy(reader->arena, reader->policy);
	policy_read_object(reader, &root, json, policy_keys, reader->policy);
	if (!json_object_get(json, "version"))
		policy_fail(reader, &root, false, "expected \"version\": 1");
	*merged = json_object();
	if (!*merged)
		arena_out_of_memory(reader->arena);
	json_array_foreach(json_object_get(json, "extends"), i, name) {
		const struct json_at at = { .parent = &at_extends, .index = i };
		struct policy_reader base;

		if (reader->has_failed)
			return NULL;
		if (strcmp(json_string_value(name), "builtin:akash-mainnet") == 0)
			continue; // the network's own limits hold anyway
		base_json = open_base(reader, &at, json_string_value(name), &base) ? load(&base) : NULL;
		if (!base_json)
			return NULL;
		lay_over(reader->arena, *merged, base_json);
	}
	if (reader->has_failed)
		return NULL;
	lay_over(reader->arena, *merged, json);
	return *merged;
}

bool policy_from_json(struct arena *arena, const struct policy_loader *loader, const char *path, struct str text,
		      struct policy *policy, struct policy_error *error)
{
	size_t n_files = 0;
	struct policy_reader reader = {
		.arena = arena,
		.loader = loader,
		.path = path,
		.text = text,
		.policy = policy,
		.error = error,
		.n_files = &n_files,
	};
	json_t *json = load(&reader);

	if (!json)
		return false;
	init_policy(arena, policy);
	policy_read_object(&reader, &root, json, policy_keys, policy);
	return !reader.has_failed;
}

bool policy_list_has(const struct policy_list *list, struct str text)
{
	for (size_t i = 0; i < list->n; i++)
		if (glob_matches(list->items[i], text))
			return true;
	return false;
}
