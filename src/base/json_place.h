// SPDX-License-Identifier: Apache-2.0
// In: a JSON text that jansson has read, and a way into it. Out: the place of that value in the text.
#ifndef AKASHLINT_BASE_JSON_PLACE_H
#define AKASHLINT_BASE_JSON_PLACE_H

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

// The place of the value, or with `is_key` of its key.
struct json_place json_place_of(struct str text, const struct json_at *at, bool is_key);

#endif
