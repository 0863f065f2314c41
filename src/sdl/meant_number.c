// SPDX-License-Identifier: Apache-2.0
// In: a number as people write it. Out: the number as the network reads it.
#include "sdl/meant_number.h"

#include <string.h>

static struct str without_blanks(struct str text)
{
	while (text.len && (text.ptr[0] == ' ' || text.ptr[0] == '\t'))
		text = str_slice(text, 1, text.len);
	while (text.len && (text.ptr[text.len - 1] == ' ' || text.ptr[text.len - 1] == '\t'))
		text.len--;
	return text;
}

static size_t n_digits_at(struct str text, size_t at)
{
	size_t n = 0;

	while (at + n < text.len && is_digit(text.ptr[at + n]))
		n++;
	return n;
}

// What stands between digits: in front of three of them, and after one to three, it makes groups of thousands.
static bool is_grouping(struct str text, size_t first, size_t at)
{
	char mark = text.ptr[at];
	bool is_whole = first > 1 || text.ptr[0] != '0';

	return memchr(", _'", mark, 4) && n_digits_at(text, at + 1) == 3 && first <= 3 && is_whole;
}

bool number_meant(struct str text, struct strbuf *out, struct str *rest)
{
	static const char *const money[] = { "$", "\xE2\x82\xAC", "US$", "USD" };
	size_t first, at;

	text = without_blanks(text);
	for (size_t i = 0; i < COUNT_OF(money); i++)
		if (str_has_prefix(text, money[i]))
			text = without_blanks(str_slice(text, strlen(money[i]), text.len));
	first = at = n_digits_at(text, 0);
	if (first == 0)
		return false;
	strbuf_add(out, text.ptr, first);
	while (at < text.len && is_grouping(text, first, at)) {
		strbuf_add(out, text.ptr + at + 1, 3);
		at += 4;
	}
	if (at < text.len && (text.ptr[at] == '.' || text.ptr[at] == ',') && n_digits_at(text, at + 1)) {
		size_t n = n_digits_at(text, at + 1);

		strbuf_putc(out, '.');
		strbuf_add(out, text.ptr + at + 1, n);
		at += 1 + n;
	}
	*rest = without_blanks(str_slice(text, at, text.len));
	return true;
}
