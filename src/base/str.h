// SPDX-License-Identifier: Apache-2.0
// In: bytes. Out: slices of them (struct str) and text built piece by piece (struct strbuf).
#ifndef AKASHLINT_BASE_STR_H
#define AKASHLINT_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/ascii.h"

struct arena;

// A borrowed slice of bytes. Not NUL-terminated; may hold any byte.
struct str {
	const char *ptr;
	size_t len;
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })

static inline struct str str_of(const char *text)
{
	return (struct str){ text, strlen(text) };
}

// These two are what most of the time of a run goes into: most texts differ in their first byte.
static inline bool str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || (a.ptr[0] == b.ptr[0] && memcmp(a.ptr, b.ptr, a.len) == 0));
}

static inline bool str_is(struct str s, const char *text)
{
	size_t i = 0;

	while (i < s.len && text[i] && text[i] == s.ptr[i])
		i++;
	return i == s.len && text[i] == '\0';
}

static inline bool str_has_prefix(struct str s, const char *prefix)
{
	size_t len = strlen(prefix);

	return s.len >= len && memcmp(s.ptr, prefix, len) == 0;
}

static inline struct str str_slice(struct str s, size_t from, size_t to)
{
	return (struct str){ from ? s.ptr + from : s.ptr, to - from };
}

bool str_has_suffix(struct str s, const char *suffix);
// Byte order, as Go's sort.Strings: <0, 0, >0.
int str_cmp(struct str a, struct str b);
// Same text but for the case of ASCII letters.
bool is_same_nocase(const char *a, const char *b, size_t len);
static inline bool str_eq_nocase(struct str a, struct str b)
{
	return a.len == b.len && is_same_nocase(a.ptr, b.ptr, a.len);
}
// Whether the text has this part; the case of ASCII letters does not count.
bool has_part(struct str text, struct str part);
// Whether `text` is one of a NULL-terminated list.
bool is_one_of(struct str text, const char *const *list);

static inline bool str_is_nocase(struct str s, const char *text)
{
	size_t i = 0;

	while (i < s.len && text[i] && to_lower(text[i]) == to_lower(s.ptr[i]))
		i++;
	return i == s.len && text[i] == '\0';
}

// Grows in an arena; never fails (see arena.h). `text` is always NUL-terminated.
struct strbuf {
	struct arena *arena;
	char *text;
	size_t len, cap;
};

struct strbuf strbuf_in(struct arena *arena);
void strbuf_add(struct strbuf *buf, const char *bytes, size_t len);
void strbuf_puts(struct strbuf *buf, const char *text);
void strbuf_putc(struct strbuf *buf, char c);
void strbuf_printf(struct strbuf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Appends input text so that it can't drive a terminal or forge a report: control
// characters, line breaks, bidirectional overrides and broken UTF-8 become escapes.
void strbuf_add_escaped(struct strbuf *buf, struct str s);
// The same as a text of its own.
const char *escaped_text(struct arena *arena, struct str s);

#endif
