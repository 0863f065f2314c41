// SPDX-License-Identifier: Apache-2.0
// In: the bytes of a file. Out: UTF-8 text and the line and column of each offset.
#ifndef AKASHLINT_SOURCE_SOURCE_H
#define AKASHLINT_SOURCE_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

// Larger files are not read at all: an SDL is a few kilobytes, offsets are 32 bits.
enum { SOURCE_MAX_BYTES = 64 * 1024 * 1024 };

// Bytes of the text, half open.
struct span {
	uint32_t start, end;
};

// 1-based; columns count code points; a byte order mark has no column.
struct position {
	uint32_t line, column;
};

struct source {
	struct arena *arena;
	const char *name;
	const char *text; // as in the file, or converted from UTF-16
	uint32_t len;
	bool is_converted; // offsets are not those of the file
	bool is_ascii;
	bool has[UINT8_MAX + 1]; // the bytes that occur: a pass that looks for rare ones asks here first
	uint32_t *line_starts;   // made at the first question
	uint32_t n_lines, cap_lines;
	char *shown; // the text for people, with secrets hidden; NULL: there are none
};

// `bytes` and `name` are borrowed. A file in UTF-16 with a byte order mark is converted;
// a broken surrogate becomes invalid UTF-8, which the parser then rejects.
void source_init(struct source *source, struct arena *arena, const char *name, const char *bytes, uint32_t len);
// The text of a file in UTF-8, which is the file itself but for UTF-16.
struct str utf8_from_file(struct arena *arena, struct str bytes);
struct position source_position(struct source *source, uint32_t offset);
// 0-based. Which column it is takes as long as the line, the line does not.
uint32_t source_line_index(struct source *source, uint32_t offset);
// The line (1-based) without its line break.
struct str source_line(struct source *source, uint32_t line);
// Whether a part of the text has the byte; most texts have not.
static inline bool source_has(const struct source *source, char c, struct str part)
{
	return source->has[(unsigned char)c] && memchr(part.ptr, c, part.len);
}
uint32_t source_n_lines(struct source *source);
// LF, CRLF and CR end a line, as in editors; YAML's other line breaks do not.
// In any text: the end of the line at `at`, and the beginning of the next line.
size_t line_end_in(struct str text, size_t at);
size_t next_line_in(struct str text, size_t end);
// The same of a source, and where its line begins: the first one behind a byte order mark.
uint32_t source_line_end(const struct source *source, uint32_t at);
uint32_t source_next_line(const struct source *source, uint32_t end);
uint32_t source_line_start(const struct source *source, uint32_t at);
// Where the line above begins; `start` is where a line begins that is not the first.
uint32_t source_line_above(const struct source *source, uint32_t start);
// The first byte from the start of a line on that is not a space.
uint32_t source_line_text(const struct source *source, uint32_t start);
// Bytes before `at` in its line, and whether they are spaces.
uint32_t source_indent(const struct source *source, uint32_t at);
bool source_begins_line(const struct source *source, uint32_t at);
// The line break after the first line: "\n", "\r\n" or "\r"; "\n" if there is only one line.
const char *source_line_break(const struct source *source);
struct str source_text(const struct source *source, struct span span);
// From now on people see asterisks in place of these bytes. Only source_shown knows of it.
void source_hide(struct source *source, struct span span);
// Bytes of the text as people may see them.
const char *source_shown(const struct source *source, const char *text);
// Length of the UTF-8 byte order mark that the text begins with: 0 or 3.
uint32_t source_bom(const struct source *source);

#endif
