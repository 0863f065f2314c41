// SPDX-License-Identifier: Apache-2.0
// In: the file that --write-baseline has written. Out: the known findings, or what is wrong with it and where.
#include <jansson.h>
#include <string.h>

#include "cli/baseline.h"

enum { MAX_FINDINGS = 1000000, MAX_COUNT = 1000000 };

struct reader {
	struct baseline *baseline;
	struct json_reader json;
};

static bool read_count(struct reader *reader, const struct json_at *at, const json_t *object, uint64_t *count)
{
	const struct json_at member = { .parent = at, .key = "count" };
	const json_t *value = json_object_get(object, "count");

	if (!value)
		return json_fail(&reader->json, at, false, "missing \"count\"");
	if (!json_is_integer(value) || json_integer_value(value) < 1 || json_integer_value(value) > MAX_COUNT)
		return json_fail(&reader->json, &member, false, "expected a whole number from 1 to 1000000");
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
		return json_fail(&reader->json, at, false, "expected an object with file, path, rule, hash and count");
	if (!json_check_keys(&reader->json, at, object, keys))
		return false;
	known.file = json_text(&reader->json, at, object, "file");
	known.path = known.file ? json_text(&reader->json, at, object, "path") : NULL;
	known.rule = known.path ? json_text(&reader->json, at, object, "rule") : NULL;
	known.hash = known.rule ? json_text(&reader->json, at, object, "hash") : NULL;
	if (!known.hash || !read_count(reader, at, object, &count))
		return false;
	if (!is_hash(known.hash))
		return json_fail(&reader->json, &hash_at, false,
				 "expected a hash of 16 digits in lower case: 0 to 9 and a to f");
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
		return json_fail(&reader->json, &root, false,
				 "not a baseline: expected an object with \"version\" and \"findings\"");
	if (!json_check_keys(&reader->json, &root, json, keys))
		return false;
	if (!json_is_integer(version) || json_integer_value(version) < 1 ||
	    json_integer_value(version) > BASELINE_VERSION)
		return json_expected(&reader->json, &version_at, "1 or 2, the supported versions of a baseline");
	reader->baseline->version = (unsigned)json_integer_value(version);
	if (!json_is_array(findings) || json_array_size(findings) > MAX_FINDINGS)
		return json_fail(&reader->json, &findings_at, false, "expected a list of at most 1000000 findings");
	for (size_t i = 0; i < json_array_size(findings); i++) {
		const struct json_at at = { .parent = &findings_at, .index = i };

		if (!read_finding(reader, &at, json_array_get(findings, i)))
			return false;
	}
	return true;
}

bool baseline_from_json(struct baseline *baseline, struct str text, struct json_fault *fault)
{
	struct reader reader = { baseline, json_reader_of(baseline->arena, text, fault) };
	const json_t *json = json_read(&reader.json, JSON_REJECT_DUPLICATES);

	return json && read_all(&reader, json);
}
