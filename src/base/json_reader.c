// SPDX-License-Identifier: Apache-2.0
// In: a JSON text. Out: its values, or the first fault in it and its place.
#include "base/json_reader.h"

#include "base/arena.h"
#include "base/edit_distance.h"
#include "base/json_from_text.h"
#include "base/utf8.h"

struct json_reader json_reader_of(struct arena *arena, struct str text, struct json_fault *fault)
{
	*fault = (struct json_fault){ 0 };
	return (struct json_reader){ arena, text, fault, false };
}

// jansson stops after the text that it quotes, if any; a person looks for its beginning.
static unsigned column_of(const struct json_reader *reader, const json_error_t *error, unsigned column)
{
	const char *near = strstr(error->text, " near '");
	size_t end = error->position > 0 ? (size_t)error->position : 0, len = 0;

	if (near) {
		near += strlen(" near '");
		len = strlen(near) - 1;
	}
	if (error->column > 0 && (strstr(error->text, "near end of file") || strstr(error->text, "unable to decode")))
		return column + 1;
	if (len > 0 && len <= end && end <= reader->text.len && memcmp(reader->text.ptr + end - len, near, len) == 0)
		return (unsigned)error->column + 1 - (unsigned)utf8_count(near, len);
	return column;
}

// An unreadable token is cut short: it may come from the wrong file.
static const char *without_token(struct json_reader *reader, const char *text)
{
	enum { SHOWN = 16 };
	const char *token = strstr(text, " near '");

	if (!token || strlen(token += strlen(" near '")) <= SHOWN + 1)
		return text;
	return arena_printf(reader->arena, "%.*s…'", (int)(token - text) + SHOWN, text);
}

json_t *json_read(struct json_reader *reader, size_t flags)
{
	struct json_place place;
	json_error_t error;
	json_t *json = json_from_text(reader->arena, reader->text, flags, &error, &place);

	if (json)
		return json;
	place.column = column_of(reader, &error, place.column);
	reader->has_failed = true;
	reader->fault->place = place;
	reader->fault->message =
		arena_printf(reader->arena, "invalid JSON: %s", json_shown(reader, without_token(reader, error.text)));
	return NULL;
}

bool json_fail(struct json_reader *reader, const struct json_at *at, bool is_key, const char *format, ...)
{
	va_list args;

	if (reader->has_failed)
		return false;
	reader->has_failed = true;
	va_start(args, format);
	reader->fault->message = arena_vprintf(reader->arena, format, args);
	va_end(args);
	if (at)
		reader->fault->place = json_place_of(reader->text, at, is_key);
	return false;
}

bool json_expected(struct json_reader *reader, const struct json_at *at, const char *what)
{
	return json_fail(reader, at, false, "expected %s", what);
}

const char *json_shown(struct json_reader *reader, const char *text)
{
	return escaped_text(reader->arena, str_of(text));
}

bool json_unknown_key(struct json_reader *reader, const struct json_at *at, const char *const *known, size_t n)
{
	const char *meant = nearest(str_of(at->key), known, n), *key = json_shown(reader, at->key);

	if (meant)
		return json_fail(reader, at, true, "unknown key \"%s\"; did you mean \"%s\"?", key, meant);
	return json_fail(reader, at, true, "unknown key \"%s\"", key);
}

bool json_check_keys(struct json_reader *reader, const struct json_at *at, const json_t *object,
		     const char *const *known)
{
	const char *key;
	json_t *value;
	size_t n = 0;

	while (known[n])
		n++;
	json_object_foreach((json_t *)object, key, value)
	{
		const struct json_at member = { .parent = at, .key = key };
		size_t i = 0;

		while (i < n && strcmp(known[i], key) != 0)
			i++;
		if (i == n)
			return json_unknown_key(reader, &member, known, n);
	}
	return true;
}

const char *json_text(struct json_reader *reader, const struct json_at *at, const json_t *object, const char *key)
{
	const struct json_at member = { .parent = at, .key = key };
	const json_t *value = json_object_get(object, key);

	if (json_is_string(value))
		return json_string_value(value);
	if (value)
		json_expected(reader, &member, "text");
	else
		json_fail(reader, at, false, "missing key \"%s\"", key);
	return NULL;
}
