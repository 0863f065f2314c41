// SPDX-License-Identifier: Apache-2.0
// In: JSON as programs in JavaScript write it. Out: JSON whose texts are Unicode.
#include "lsp/json_surrogates.h"

#include "base/arena.h"
#include "base/ascii.h"

enum { ESCAPE_LEN = 6 }; // \uXXXX

// The unit that an escape stands for; 0 for anything else: U+0000 is no surrogate either.
static unsigned unit_at(struct str json, size_t at)
{
	unsigned unit = 0;

	if (json.len - at < ESCAPE_LEN || json.ptr[at] != '\\' || json.ptr[at + 1] != 'u')
		return 0;
	for (size_t i = at + 2; i < at + ESCAPE_LEN; i++) {
		char c = json.ptr[i], lower = (char)(c | 0x20);

		if (is_digit(c))
			unit = unit * 16 + (unsigned)(c - '0');
		else if (lower >= 'a' && lower <= 'f')
			unit = unit * 16 + (unsigned)(lower - 'a' + 10);
		else
			return 0;
	}
	return unit;
}

static bool is_high(unsigned unit)
{
	return unit >= 0xD800 && unit < 0xDC00;
}

static bool is_low(unsigned unit)
{
	return unit >= 0xDC00 && unit < 0xE000;
}

struct str without_lone_surrogates(struct arena *arena, struct str json)
{
	const char *backslash = json.len ? memchr(json.ptr, '\\', json.len) : NULL;
	char *copy = NULL;

	for (size_t at; backslash; backslash = memchr(json.ptr + at, '\\', json.len - at)) {
		unsigned unit;

		at = (size_t)(backslash - json.ptr);
		unit = unit_at(json, at);
		if (is_high(unit) && is_low(unit_at(json, at + ESCAPE_LEN))) {
			at += 2 * ESCAPE_LEN;
		} else if (is_high(unit) || is_low(unit)) {
			copy = copy ? copy : arena_strndup(arena, json.ptr, json.len);
			memcpy(copy + at, "\\uFFFD", ESCAPE_LEN);
			json.ptr = copy;
			at += ESCAPE_LEN;
		} else {
			at += at + 2 <= json.len ? 2 : 1; // an escaped backslash is no beginning
		}
	}
	return json;
}
