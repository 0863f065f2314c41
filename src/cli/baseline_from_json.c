// SPDX-License-Identifier: Apache-2.0
// In: the file that --write-baseline has written. Out: the known findings, or what is wrong with it and where.
#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/json_from_text.h"
#include "cli/baseline.h"

enum { MAX_FINDINGS = 1000000, MAX_COUNT = 1000000 };

struct reader {
	struct baseline *baseline;
	struct str text;
	struct baseline_error *error;
};

static bool fail(struct reader *reader, const struct json_at *at, bool is_key, const char *message)
{
	*reader->error = (struct baseline_error){ json_place_of(reader->text, at, is_key), message };
	return false;
}

static bool check_keys(struct reader *reader, const struct json_at *at, const json_t *object, const char *const *known)
{
	struct arena *arena = reader->baseline->arena;
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)object, key, value) {
		const struct json_at member = { .parent = at, .key = key };
		size_t i = 0;

		while (known[i] && strcmp(known[i], key) != 0)
			i++;
		if (!known[i])
			return fail(reader, &member, true,
				    arena_printf(arena, "unknown key \"%s\"", escaped_text(arena, str_of(key))));
	}
	return true;
}

// NULL after an error.
static const char *read_text(struct reader *reader, const struct json_at *at, const json_t *object, const char *key)
{
	const struct json_at member = { .parent = at, .key = key };
	const json_t *value = json_object_get(object, key);

	if (json_is_string(value))
		return json_string_value(value);
	if (value)
		fail(reader, &member, false, "expected text");
	else
		fail(reader, at, false, arena_printf(reader->baseline->arena, "there is no \"%s\"", key));
	return NULL;
}

static bool read_count(struct reader *reader, const struct json_at *at, const json_t *object, uint64_t *count)
{
	const struct json_at member = { .parent = at, .key = "count" };
	const json_t *value = json_object_get(object, "count");

	if (!value)
		return fail(reader, at, false, "there is no \"count\"");
	if (!json_is_integer(value) || json_integer_value(value) < 1 || json_integer_value(value) > MAX_COUNT)
		return fail(reader, &member, false, "expected a whole number from 1 to 1000000");
	*count = (uint64_t)json_integer_value(value);
	return true;
}

static bool is_hash(const char *text)
{
	return strspn(text, "0123456789abcdef") == BASELINE_HASH_LEN && text[BASELINE_HASH_LEN] == '\0';
}

static bool read_finding(struct reader *reader, const struct json_at *at, const json_t *object)
{
	static const char *const keys[] = { "file", "path", "rule", "hash", "count", NULL };
	const struct json_at hash_at = { .parent = at, .key = "hash" };
	struct known known = { 0 };
	uint64_t count = 0;

	if (!json_is_object(object))
		return fail(reader, at, false, "expected an object with file, path, rule, hash and count");
	if (!check_keys(reader, at, object, keys))
		return false;
	known.file = read_text(reader, at, object, "file");
	known.path = known.file ? read_text(reader, at, object, "path") : NULL;
	known.rule = known.path ? read_text(reader, at, object, "rule") : NULL;
	known.hash = known.rule ? read_text(reader, at, object, "hash") : NULL;
	if (!known.hash || !read_count(reader, at, object, &count))
		return false;
	if (!is_hash(known.hash))
		return fail(reader, &hash_at, false, "expected a hash of 16 digits in lower case: 0 to 9 and a to f");
	baseline_entry(reader->baseline, &known)->n += count;
	return true;
}

static bool read_all(struct reader *reader, const json_t *json)
{
	static const char *const keys[] = { "$schema", "tool", "version", "findings", NULL };
	const struct json_at root = { 0 };
	const struct json_at version_at = { .parent = &root, .key = "version" };
	const struct json_at findings_at = { .parent = &root, .key = "findings" };
	const json_t *version = json_object_get(json, "version"), *findings = json_object_get(json, "findings");

	if (!json_is_object(json) || !version || !findings)
		return fail(reader, &root, false, "expected an object with \"version\" and \"findings\": no baseline");
	if (!check_keys(reader, &root, json, keys))
		return false;
	if (!json_is_integer(version) || json_integer_value(version) != BASELINE_VERSION)
		return fail(reader, &version_at, false, "expected 1, the only version of a baseline that this program knows");
	if (!json_is_array(findings) || json_array_size(findings) > MAX_FINDINGS)
		return fail(reader, &findings_at, false, "expected a list of at most 1000000 findings");
	for (size_t i = 0; i < json_array_size(findings); i++) {
		const struct json_at at = { .parent = &findings_at, .index = i };

		if (!read_finding(reader, &at, json_array_get(findings, i)))
			return false;
	}
	return true;
}

bool baseline_from_json(struct baseline *baseline, struct str text, struct baseline_error *error)
{
	struct reader reader = { baseline, text, error };
	json_error_t fault;
	const json_t *json;

	*error = (struct baseline_error){ { 0, 0 }, NULL };
	json = json_from_text(baseline->arena, text, JSON_REJECT_DUPLICATES, &fault, &error->place);
	if (json)
		return read_all(&reader, json);
	error->message = escaped_text(baseline->arena, str_of(fault.text));
	return false;
}
