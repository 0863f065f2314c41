// SPDX-License-Identifier: Apache-2.0
// In: JSON. Out: jansson's values, which the arena releases; or jansson's error, with its place; the place of a value.
#ifndef AKASHLINT_BASE_JSON_FROM_TEXT_H
#define AKASHLINT_BASE_JSON_FROM_TEXT_H

#include <jansson.h>

#include "base/str.h"

// A value is given by its parent, and its key or index in it. The root has no parent.
struct json_at {
	const struct json_at *parent;
	const char *key; // NULL: `index` counts
	size_t index;
};

struct json_place {
	unsigned line, column; // 1-based; columns count code points
};

// NULL to begin with. What is put there outlives no jump and no error: arena_clear releases it.
json_t **json_handle(struct arena *arena);
// `flags` are json_loadb's. NULL for invalid JSON: *error is then jansson's own, and *place is never 0. If jansson
// reports that memory ran out, calls arena_out_of_memory.
json_t *json_from_text(struct arena *arena, struct str text, size_t flags, json_error_t *error,
		       struct json_place *place);

// The place of the value, or with `is_key` of its key.
struct json_place json_place_of(struct str text, const struct json_at *at, bool is_key);

#endif
