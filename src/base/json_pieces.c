// SPDX-License-Identifier: Apache-2.0
// In: JSON with a long list in it. Out: its items, read one after another.
#include "base/json_pieces.h"

#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/json_from_text.h"

// What may follow the list in its object: how the chain continues a long list.
enum { MAX_REST = 4096 };

static size_t skip_blanks(struct str text, size_t at)
{
	while (at < text.len && is_space_or_break(text.ptr[at]))
		at++;
	return at;
}

static bool has_at(struct str text, size_t at, char c)
{
	return at < text.len && text.ptr[at] == c;
}

// Behind the bracket that closes the one at `at`, or the end of the text.
static size_t skip_list(struct str text, size_t at)
{
	size_t depth = 0;

	for (; at < text.len; at++) {
		char c = text.ptr[at];

		if (c == '"') {
			for (at++; at < text.len && text.ptr[at] != '"'; at++)
				at += text.ptr[at] == '\\';
			continue;
		}
		depth += c == '[' || c == '{';
		if ((c == ']' || c == '}') && --depth == 0)
			return at + 1;
	}
	return text.len;
}

// Nothing, or only "pagination", which is kept.
static bool is_end_of_object(struct json_pieces *pieces, struct arena *arena, size_t at)
{
	struct str text = pieces->text;
	json_error_t fault;
	struct json_place place;
	char *copy;

	at = skip_blanks(text, at);
	if (has_at(text, at, '}'))
		return skip_blanks(text, at + 1) == text.len;
	if (!has_at(text, at, ',') || text.len - at > MAX_REST)
		return false;
	copy = arena_strndup(arena, text.ptr + at, text.len - at);
	copy[0] = '{';
	pieces->rest =
		json_from_text(arena, (struct str){ copy, text.len - at }, JSON_REJECT_DUPLICATES, &fault, &place);
	return json_object_size(pieces->rest) == 1 && json_object_get(pieces->rest, "pagination");
}

// Behind the key and its colon, or 0.
static size_t skip_key(struct str text, size_t at, const char *key)
{
	size_t len = strlen(key);

	if (!has_at(text, at, '"') || !str_has_prefix(str_slice(text, at + 1, text.len), key) ||
	    !has_at(text, at + 1 + len, '"'))
		return 0;
	at = skip_blanks(text, at + len + 2);
	return has_at(text, at, ':') ? at + 1 : 0;
}

bool json_pieces_begin(struct json_pieces *pieces, struct arena *arena, struct str text, const char *key)
{
	size_t at = skip_blanks(text, 0);
	bool is_bare = has_at(text, at, '[');

	*pieces = (struct json_pieces){ .text = text, .json = json_handle(arena) };
	if (!is_bare && !has_at(text, at, '{'))
		return false;
	if (!is_bare) {
		at = skip_key(text, skip_blanks(text, at + 1), key);
		at = skip_blanks(text, at);
		if (at == 0 || !has_at(text, at, '['))
			return false;
	}
	pieces->at = at + 1;
	return is_bare ? skip_blanks(text, skip_list(text, at)) == text.len
		       : is_end_of_object(pieces, arena, skip_list(text, at));
}

const json_t *json_pieces_next(struct json_pieces *pieces, size_t flags)
{
	struct str text = pieces->text;
	json_error_t fault;

	json_decref(*pieces->json);
	*pieces->json = NULL;
	pieces->is_done = pieces->is_last;
	if (pieces->is_last)
		return NULL;
	*pieces->json =
		json_loadb(text.ptr + pieces->at, text.len - pieces->at, flags | JSON_DISABLE_EOF_CHECK, &fault);
	if (!*pieces->json)
		return NULL;
	pieces->at = skip_blanks(text, pieces->at + (size_t)fault.position);
	pieces->is_last = !has_at(text, pieces->at, ',');
	if (pieces->is_last && !has_at(text, pieces->at, ']'))
		return NULL;
	pieces->at++;
	return *pieces->json;
}
