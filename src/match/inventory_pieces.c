// SPDX-License-Identifier: Apache-2.0
// In: the text of a long list of providers. Out: its items, read one after another.
//
// A provider takes ten times the room of its text while jansson holds it, and its memory serves the next one too: a
// thousand providers are read in half the time, and in the memory of one.
#include "base/arena.h"
#include "base/json_from_text.h"
#include "match/inventory_reader.h"

// What may follow the list in its object: the chain tells there how to go on.
enum { MAX_REST = 4096 };

static size_t skip_blanks(struct str text, size_t at)
{
	while (at < text.len && text.ptr[at] && strchr(" \t\r\n", text.ptr[at]))
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

// Nothing, or only what tells of further pages.
static bool is_end_of_object(struct arena *arena, struct str text, size_t at)
{
	json_error_t fault;
	struct json_place place;
	const json_t *rest;
	char *copy;

	at = skip_blanks(text, at);
	if (has_at(text, at, '}'))
		return skip_blanks(text, at + 1) == text.len;
	if (!has_at(text, at, ',') || text.len - at > MAX_REST)
		return false;
	copy = arena_strndup(arena, text.ptr + at, text.len - at);
	copy[0] = '{';
	rest = json_from_text(arena, (struct str){ copy, text.len - at }, JSON_REJECT_DUPLICATES, &fault, &place);
	return json_object_size(rest) == 1 && json_object_get(rest, "pagination");
}

// Where the items begin, or 0: "[…]", or "{"providers": […]}".
static size_t start_of_items(struct arena *arena, struct str text)
{
	static const char key[] = "\"providers\"";
	size_t at = skip_blanks(text, 0);

	if (has_at(text, at, '['))
		return skip_blanks(text, skip_list(text, at)) == text.len ? at + 1 : 0;
	if (!has_at(text, at, '{'))
		return 0;
	at = skip_blanks(text, at + 1);
	if (!str_has_prefix(str_slice(text, at, text.len), key))
		return 0;
	at = skip_blanks(text, at + sizeof(key) - 1);
	if (!has_at(text, at, ':'))
		return 0;
	at = skip_blanks(text, at + 1);
	return has_at(text, at, '[') && is_end_of_object(arena, text, skip_list(text, at)) ? at + 1 : 0;
}

bool read_in_pieces(struct inventory_reader *reader, read_item_fn *read, size_t flags)
{
	struct str text = reader->json.text;
	size_t at = start_of_items(reader->json.arena, text);
	json_t **json = json_handle(reader->json.arena);

	for (size_t index = 0; at; index++) {
		struct member item = { 0 };
		json_error_t fault;
		bool is_last;

		*json = json_loadb(text.ptr + at, text.len - at, flags | JSON_DISABLE_EOF_CHECK, &fault);
		if (!*json)
			return false;
		at = skip_blanks(text, at + (size_t)fault.position);
		is_last = !has_at(text, at, ',');
		if (is_last && !has_at(text, at, ']'))
			return false;
		item.value = *json;
		if (!read(reader, &item, index, index == 0 && is_last))
			return false;
		json_decref(*json);
		*json = NULL;
		if (is_last)
			return true;
		at++;
	}
	return false;
}
