// SPDX-License-Identifier: Apache-2.0
// In: the bytes of a file. Out: UTF-8 text and the line and column of each offset.
#include "source/source.h"

#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/utf8.h"

static uint32_t utf16_unit(const unsigned char *at, bool is_big)
{
	return is_big ? (uint32_t)at[0] << 8 | at[1] : (uint32_t)at[1] << 8 | at[0];
}

static struct str utf8_from_utf16(struct arena *arena, const unsigned char *bytes, size_t len, bool is_big)
{
	char utf8[4];
	struct strbuf out = strbuf_in(arena);

	for (size_t i = 2; i < len;) {
		uint32_t unit = i + 1 < len ? utf16_unit(bytes + i, is_big) : 0xDC00, low = 0;

		i += 2;
		if (unit >= 0xD800 && unit < 0xDC00 && i + 1 < len)
			low = utf16_unit(bytes + i, is_big);
		if (low >= 0xDC00 && low < 0xE000) {
			unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
			i += 2;
		}
		strbuf_add(&out, utf8, utf8_write(unit, utf8));
	}
	return (struct str){ out.text, out.len };
}

struct str utf8_from_file(struct arena *arena, struct str bytes)
{
	const unsigned char *b = (const unsigned char *)bytes.ptr;
	bool is_little = bytes.len >= 2 && b[0] == 0xFF && b[1] == 0xFE,
	     is_big = bytes.len >= 2 && b[0] == 0xFE && b[1] == 0xFF;

	return is_little || is_big ? utf8_from_utf16(arena, b, bytes.len, is_big) : bytes;
}

static void look_at_bytes(struct source *source)
{
	const unsigned char *at = (const unsigned char *)source->text, *end = at + source->len;
	bool *has = source->has;

	for (; end - at >= 4; at += 4)
		has[at[0]] = has[at[1]] = has[at[2]] = has[at[3]] = true;
	while (at < end)
		has[*at++] = true;
	source->is_ascii = !memchr(source->has + 0x80, true, sizeof(source->has) - 0x80);
}

void source_init(struct source *source, struct arena *arena, const char *name, const char *bytes, uint32_t len)
{
	struct str text = utf8_from_file(arena, (struct str){ bytes, len });

	*source = (struct source){ .arena = arena, .name = name, .text = text.ptr, .len = (uint32_t)text.len };
	source->is_converted = text.ptr != bytes;
	look_at_bytes(source);
}

uint32_t source_bom(const struct source *source)
{
	return source->len >= 3 && memcmp(source->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

size_t line_end_in(struct str text, size_t at)
{
	while (at < text.len && !is_line_break(text.ptr[at]))
		at++;
	return at;
}

size_t next_line_in(struct str text, size_t end)
{
	if (end + 1 < text.len && text.ptr[end] == '\r' && text.ptr[end + 1] == '\n')
		return end + 2;
	return end < text.len ? end + 1 : end;
}

static struct str all_of(const struct source *source)
{
	return (struct str){ source->text, source->len };
}

uint32_t source_line_end(const struct source *source, uint32_t at)
{
	const char *end;

	if (source->has['\r'] || at >= source->len)
		return (uint32_t)line_end_in(all_of(source), at);
	end = memchr(source->text + at, '\n', source->len - at);
	return end ? (uint32_t)(end - source->text) : source->len;
}

uint32_t source_next_line(const struct source *source, uint32_t end)
{
	return (uint32_t)next_line_in(all_of(source), end);
}

uint32_t source_line_start(const struct source *source, uint32_t at)
{
	uint32_t first = source_bom(source);

	while (at > first && !is_line_break(source->text[at - 1]))
		at--;
	return at;
}

uint32_t source_line_above(const struct source *source, uint32_t start)
{
	uint32_t end = start - 1;

	if (end > 0 && source->text[end] == '\n' && source->text[end - 1] == '\r')
		end--;
	return source_line_start(source, end);
}

uint32_t source_line_text(const struct source *source, uint32_t start)
{
	while (start < source->len && source->text[start] == ' ')
		start++;
	return start;
}

uint32_t source_indent(const struct source *source, uint32_t at)
{
	return at - source_line_start(source, at);
}

bool source_begins_line(const struct source *source, uint32_t at)
{
	return source_line_text(source, source_line_start(source, at)) >= at;
}

const char *source_line_break(const struct source *source)
{
	uint32_t end = source_line_end(source, 0);

	if (end == source->len || source->text[end] == '\n')
		return "\n";
	return source_next_line(source, end) == end + 2 ? "\r\n" : "\r";
}

static void find_lines(struct source *source)
{
	ARENA_PUSH(source->arena, source->line_starts, source->n_lines, source->cap_lines) = 0;
	for (uint32_t end = 0; (end = source_line_end(source, end)) < source->len;) {
		end = source_next_line(source, end);
		ARENA_PUSH(source->arena, source->line_starts, source->n_lines, source->cap_lines) = end;
	}
}

uint32_t source_line_index(struct source *source, uint32_t offset)
{
	uint32_t low = 0, high;

	if (source->n_lines == 0)
		find_lines(source);
	high = source->n_lines;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (source->line_starts[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

struct position source_position(struct source *source, uint32_t offset)
{
	uint32_t line, start;

	if (offset > source->len)
		offset = source->len;
	line = source_line_index(source, offset);
	start = source->line_starts[line];
	if (line == 0)
		start = source_bom(source);
	if (start > offset)
		start = offset;
	return (struct position){ line + 1, (uint32_t)utf8_count(source->text + start, offset - start) + 1 };
}

uint32_t source_n_lines(struct source *source)
{
	source_line_index(source, 0);
	return source->n_lines;
}

struct str source_line(struct source *source, uint32_t line)
{
	uint32_t start, end;

	if (line < 1 || line > source_n_lines(source))
		return STR("");
	start = line == 1 ? source_bom(source) : source->line_starts[line - 1];
	end = line < source->n_lines ? source->line_starts[line] : source->len;
	while (end > start && is_line_break(source->text[end - 1]))
		end--;
	return (struct str){ source->text + start, end - start };
}

struct str source_text(const struct source *source, struct span span)
{
	return (struct str){ source->text + span.start, span.end - span.start };
}

void source_hide(struct source *source, struct span span)
{
	if (!source->shown)
		source->shown = arena_strndup(source->arena, source->text, source->len);
	for (uint32_t i = span.start; i < span.end && i < source->len; i++)
		if (source->shown[i] != '\n' && source->shown[i] != '\r')
			source->shown[i] = '*';
}

const char *source_shown(const struct source *source, const char *text)
{
	return source->shown ? source->shown + (text - source->text) : text;
}
