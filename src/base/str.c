// SPDX-License-Identifier: Apache-2.0
// In: bytes. Out: slices compared, text built, input text made safe to show.
#include "base/str.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/utf8.h"

bool str_has_suffix(struct str s, const char *suffix)
{
	size_t len = strlen(suffix);

	return s.len >= len && memcmp(s.ptr + s.len - len, suffix, len) == 0;
}

int str_cmp(struct str a, struct str b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.ptr, b.ptr, len) : 0;

	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool is_same_nocase(const char *a, const char *b, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (to_lower(a[i]) != to_lower(b[i]))
			return false;
	return true;
}

bool has_part(struct str text, struct str part)
{
	char first = part.len ? to_lower(part.ptr[0]) : '\0';

	for (size_t i = 0; i + part.len <= text.len; i++)
		if (part.len == 0 ||
		    (to_lower(text.ptr[i]) == first && str_eq_nocase(str_slice(text, i, i + part.len), part)))
			return true;
	return false;
}

bool is_one_of(struct str text, const char *const *list)
{
	for (; *list; list++)
		if (str_is(text, *list))
			return true;
	return false;
}

struct strbuf strbuf_in(struct arena *arena)
{
	struct strbuf buf = { .arena = arena, .text = arena_alloc(arena, 64), .cap = 64 };

	buf.text[0] = '\0';
	return buf;
}

static void reserve(struct strbuf *buf, size_t more)
{
	size_t cap = buf->cap;

	if (cap - buf->len > more)
		return;
	while (cap - buf->len <= more)
		cap *= 2;
	buf->text = arena_grow(buf->arena, buf->text, buf->cap, cap);
	buf->cap = cap;
}

void strbuf_add(struct strbuf *buf, const char *bytes, size_t len)
{
	reserve(buf, len);
	if (len)
		memcpy(buf->text + buf->len, bytes, len);
	buf->len += len;
	buf->text[buf->len] = '\0';
}

void strbuf_puts(struct strbuf *buf, const char *text)
{
	strbuf_add(buf, text, strlen(text));
}

void strbuf_putc(struct strbuf *buf, char c)
{
	strbuf_add(buf, &c, 1);
}

static void add_number(struct strbuf *buf, unsigned number)
{
	char digits[16], *first = digits + sizeof(digits);

	do
		*--first = (char)('0' + number % 10);
	while (number /= 10);
	strbuf_add(buf, first, (size_t)(digits + sizeof(digits) - first));
}

static void add_format(struct strbuf *buf, const char *format, va_list args)
{
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(buf->text + buf->len, buf->cap - buf->len, format, args);
	if (len > 0 && (size_t)len >= buf->cap - buf->len) {
		reserve(buf, (size_t)len);
		vsnprintf(buf->text + buf->len, (size_t)len + 1, format, again);
	}
	buf->len += len > 0 ? (size_t)len : 0;
	va_end(again);
}

// Nearly all that is printed are texts, which vsnprintf takes ten times as long for.
static void add_vprintf(struct strbuf *buf, const char *format, va_list args)
{
	const char *percent;

	for (; (percent = strchr(format, '%')); format = percent + 2) {
		strbuf_add(buf, format, (size_t)(percent - format));
		if (percent[1] == 's') {
			strbuf_puts(buf, va_arg(args, const char *));
		} else if (percent[1] == 'u') {
			add_number(buf, va_arg(args, unsigned));
		} else {
			add_format(buf, percent, args);
			return;
		}
	}
	strbuf_puts(buf, format);
}

void strbuf_printf(struct strbuf *buf, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_vprintf(buf, format, args);
	va_end(args);
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
	struct strbuf buf = strbuf_in(arena);

	add_vprintf(&buf, format, args);
	return buf.text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = arena_vprintf(arena, format, args);
	va_end(args);
	return text;
}

void strbuf_add_escaped(struct strbuf *buf, struct str s)
{
	for (size_t i = 0, plain; i < s.len;) {
		uint32_t c;
		size_t len;

		for (plain = i; plain < s.len && s.ptr[plain] >= ' ' && s.ptr[plain] <= '~';)
			plain++;
		if (plain > i) {
			strbuf_add(buf, s.ptr + i, plain - i);
			i = plain;
			continue;
		}
		len = utf8_decode(s.ptr + i, s.len - i, &c);
		if (len == 0) {
			strbuf_printf(buf, "\\x%02x", (unsigned char)s.ptr[i++]);
			continue;
		}
		if (c == '\n')
			strbuf_puts(buf, "\\n");
		else if (c == '\r')
			strbuf_puts(buf, "\\r");
		else if (c == '\t')
			strbuf_puts(buf, "\\t");
		else if (utf8_is_unprintable(c))
			strbuf_printf(buf, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
		else
			strbuf_add(buf, s.ptr + i, len);
		i += len;
	}
}

const char *escaped_text(struct arena *arena, struct str s)
{
	struct strbuf buf = strbuf_in(arena);

	strbuf_add_escaped(&buf, s);
	return buf.text;
}
