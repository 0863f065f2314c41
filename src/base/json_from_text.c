// SPDX-License-Identifier: Apache-2.0
// In: JSON. Out: jansson's values, which the arena releases; or jansson's error, with its place; the place of a value.
#include "base/json_from_text.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

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

// jansson keeps no places. The text is known to be well-formed below, so that brackets and quotes are
// all there is to look at.
static size_t skip_blanks(struct str text, size_t at)
{
	while (at < text.len && memchr(" \t\r\n,:", text.ptr[at], 6))
		at++;
	return at;
}

static size_t skip_string(struct str text, size_t at)
{
	for (at++; at < text.len && text.ptr[at] != '"'; at++)
		at += text.ptr[at] == '\\';
	return at + 1;
}

static size_t skip_value(struct str text, size_t at)
{
	size_t depth = 0;

	do {
		char c = at < text.len ? text.ptr[at] : '\0';

		if (c == '"') {
			at = skip_string(text, at);
			continue;
		}
		depth += c == '{' || c == '[';
		depth -= depth && (c == '}' || c == ']');
		at++;
	} while (at < text.len && (depth || !memchr(",]} \t\r\n", text.ptr[at], 7)));
	return at;
}

// Keys with escapes are not found; the place is then that of the object.
static bool has_key(struct str text, size_t at, const char *key)
{
	size_t len = strlen(key);

	return at + len + 2 <= text.len && memcmp(text.ptr + at + 1, key, len) == 0 && text.ptr[at + len + 1] == '"';
}

static size_t offset_of(struct str text, const struct json_at *at, bool wants_key)
{
	size_t start, offset;

	if (!at->parent)
		return skip_blanks(text, 0);
	start = offset_of(text, at->parent, false);
	offset = skip_blanks(text, start + 1);
	for (size_t i = 0; offset < text.len && text.ptr[offset] != '}' && text.ptr[offset] != ']'; i++) {
		size_t value = at->key ? skip_blanks(text, skip_string(text, offset)) : offset;

		if (at->key ? has_key(text, offset, at->key) : i == at->index)
			return wants_key ? offset : value;
		offset = skip_blanks(text, skip_value(text, value));
	}
	return start;
}

struct json_place json_place_of(struct str text, const struct json_at *at, bool is_key)
{
	struct json_place place = { 1, 1 };
	size_t offset = offset_of(text, at, is_key), line = 0;

	for (size_t i = 0; i < offset && i < text.len; i++)
		if (text.ptr[i] == '\n') {
			place.line++;
			line = i + 1;
		}
	if (line < offset && offset <= text.len)
		place.column += (unsigned)utf8_count(text.ptr + line, offset - line);
	return place;
}
