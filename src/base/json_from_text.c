// SPDX-License-Identifier: Apache-2.0
// In: JSON. Out: jansson's values, which the arena releases; or jansson's error, with its place.
#include "base/json_from_text.h"

#include "base/arena.h"

static void close_json(void *handle)
{
	json_decref(*(json_t **)handle);
}

json_t **json_handle(struct arena *arena)
{
	json_t **json = arena_zalloc(arena, sizeof(*json));

	arena_defer(arena, close_json, json);
	return json;
}

json_t *json_from_text(struct arena *arena, struct str text, size_t flags, json_error_t *error,
		       struct json_place *place)
{
	json_t **json = json_handle(arena);

	*error = (json_error_t){ 0 };
	*json = json_loadb(text.ptr, text.len, flags, error);
	if (*json)
		return *json;
	// jansson does not report every failed allocation.
	if (!error->text[0] || json_error_code(error) == json_error_out_of_memory)
		arena_out_of_memory(arena);
	place->line = error->line > 0 ? (unsigned)error->line : 1;
	place->column = error->column > 0 ? (unsigned)error->column : 1;
	return NULL;
}
