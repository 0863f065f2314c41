// SPDX-License-Identifier: Apache-2.0
// In: a JSON text. Out: its values, or the first fault in it and its place.
#ifndef AKASHLINT_BASE_JSON_READER_H
#define AKASHLINT_BASE_JSON_READER_H

#include <jansson.h>

#include "base/json_from_text.h"

struct json_fault {
	struct json_place place; // line 0: of the file as a whole
	const char *message;     // one line; what comes from the text is escaped
	const char *path;        // of the file, where several are read
};

struct json_reader {
	struct arena *arena;
	struct str text;
	struct json_fault *fault; // the first one
	bool has_failed;
};

struct json_reader json_reader_of(struct arena *arena, struct str text, struct json_fault *fault);
// NULL after a fault. `flags` are json_loadb's; the arena releases the values.
json_t *json_read(struct json_reader *reader, size_t flags);

// At the value, or with `is_key` at its key; at NULL: the file as a whole. Always false.
bool json_fail(struct json_reader *reader, const struct json_at *at, bool is_key, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
// "expected …"; always false.
bool json_expected(struct json_reader *reader, const struct json_at *at, const char *what);
// Escaped, for a message.
const char *json_shown(struct json_reader *reader, const char *text);
// Reports that the key of `at` is unknown, with the nearest of the n known ones. Always false.
bool json_unknown_key(struct json_reader *reader, const struct json_at *at, const char *const *known, size_t n);
// False after a fault: there is a key that is none of the NULL-terminated list.
bool json_check_keys(struct json_reader *reader, const struct json_at *at, const json_t *object,
		     const char *const *known);
// The text under a key that must be there; NULL after a fault.
const char *json_text(struct json_reader *reader, const struct json_at *at, const json_t *object, const char *key);

#endif
