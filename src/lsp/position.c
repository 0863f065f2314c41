// SPDX-License-Identifier: Apache-2.0
// In: offsets of a text. Out: positions as a client counts them, and back.
#include "lsp/position.h"

#include "base/utf8.h"

// A character: its bytes, and what it counts.
static size_t step(struct str rest, enum encoding encoding, uint32_t *units)
{
	uint32_t c = 0;
	size_t len = utf8_decode(rest.ptr, rest.len, &c);

	len = len ? len : 1;
	*units = 1;
	if (encoding == ENCODING_UTF8)
		*units = (uint32_t)len;
	else if (encoding == ENCODING_UTF16 && c > 0xFFFF)
		*units = 2;
	return len;
}

uint32_t offset_from_position(struct str text, struct client_position position, enum encoding encoding)
{
	uint32_t character = 0, units;
	size_t at = 0, end = line_end_in(text, 0), len;

	for (uint32_t line = 0; line < position.line; line++) {
		at = next_line_in(text, end);
		if (at == end)
			return (uint32_t)text.len;
		end = line_end_in(text, at);
	}
	for (; at < end; at += len, character += units) {
		len = step(str_slice(text, at, end), encoding, &units);
		if (character + units > position.character)
			break;
	}
	return (uint32_t)at;
}

static uint32_t units_in(struct str text, enum encoding encoding)
{
	uint32_t sum = 0, units;

	for (size_t at = 0; at < text.len; sum += units)
		at += step(str_slice(text, at, text.len), encoding, &units);
	return sum;
}

struct client_position position_from_last(struct last_position *last, struct source *source, uint32_t offset,
					  enum encoding encoding)
{
	uint32_t line, start;
	struct span between;

	offset = offset < source->len ? offset : source->len;
	line = source_line_index(source, offset);
	start = source->line_starts[line];
	// Back to the start of the line where that is nearer.
	if (last->at.line != line || last->offset - start > 2 * (offset - start))
		*last = (struct last_position){ start, { line, 0 } };
	if (last->offset <= offset) {
		between = (struct span){ last->offset, offset };
		last->at.character += units_in(source_text(source, between), encoding);
	} else {
		between = (struct span){ offset, last->offset };
		last->at.character -= units_in(source_text(source, between), encoding);
	}
	last->offset = offset;
	return last->at;
}
