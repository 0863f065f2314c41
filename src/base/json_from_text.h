// SPDX-License-Identifier: Apache-2.0
// In: JSON. Out: jansson's values, which the arena releases; or jansson's error, with its place.
#ifndef AKASHLINT_BASE_JSON_FROM_TEXT_H
#define AKASHLINT_BASE_JSON_FROM_TEXT_H

#include <jansson.h>

#include "base/json_place.h"

// NULL to begin with. What is put there outlives no jump and no error: arena_clear releases it.
json_t **json_handle(struct arena *arena);
// `flags` are json_loadb's. NULL for invalid JSON: *error is then jansson's own, and *place is never 0. If jansson
// reports that memory ran out, calls arena_out_of_memory.
json_t *json_from_text(struct arena *arena, struct str text, size_t flags, json_error_t *error,
		       struct json_place *place);

#endif
