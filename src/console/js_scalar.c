// SPDX-License-Identifier: Apache-2.0
// In: the text of an SDL at a scalar. Out: the scalar's text as js-yaml reads it.
#include "base/arena.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "console/js_scan.h"

static const char unprintable[] = "Akash Console does not accept this character in a value";

struct scalar {
	struct js_reader *reader;
	struct strbuf text;
	uint32_t first, start, end; // of the scalar; of what is to be added
};

static struct scalar scalar_at(struct js_reader *reader)
{
	struct scalar scalar = {
		.reader = reader, .first = reader->place.at, .start = reader->place.at, .end = reader->place.at
	};

	scalar.text = strbuf_in(reader->arena);
	return scalar;
}

// Invalid UTF-8 arrives as U+FFFD, which is printable.
static bool is_printable(const char *text, size_t len, size_t *step)
{
	uint32_t c;

	*step = utf8_decode(text, len, &c);
	if (*step == 0) {
		*step = 1;
		return true;
	}
	return !(c < 0x20 && c != '\t' && c != '\n' && c != '\r') && !(c >= 0x7F && c < 0xA0 && c != 0x85) &&
	       c != 0xFFFE && c != 0xFFFF;
}

void js_check_printable(struct js_reader *reader, uint32_t start, uint32_t end)
{
	size_t step = 1;

	for (uint32_t i = start; i < end && i < reader->len; i += (uint32_t)step)
		if (!is_printable(reader->text + i, reader->len - i, &step))
			js_stop_at(reader, i, unprintable);
}

// Adds what stands from `start` to `end`; in quotes only control characters are refused.
static void add_segment(struct scalar *scalar, bool is_quoted)
{
	struct js_reader *reader = scalar->reader;
	uint32_t end = scalar->end < reader->len ? scalar->end : reader->len;

	if (scalar->start >= end)
		return;
	if (!is_quoted)
		js_check_printable(reader, scalar->start, end);
	for (uint32_t i = scalar->start; is_quoted && i < end; i++)
		if (reader->text[i] != '\t' && (unsigned char)reader->text[i] < 0x20)
			js_stop_at(reader, i, unprintable);
	strbuf_add(&scalar->text, reader->text + scalar->start, end - scalar->start);
}

static void add_folded(struct scalar *scalar, uint32_t n_breaks)
{
	if (n_breaks == 1)
		strbuf_putc(&scalar->text, ' ');
	for (; n_breaks > 1; n_breaks--)
		strbuf_putc(&scalar->text, '\n');
}

static bool finish(struct scalar *scalar, uint32_t end, bool is_plain)
{
	struct ynode *node = js_new_node(scalar->reader, YNODE_SCALAR, scalar->first);

	node->span.end = end < scalar->reader->len ? end : scalar->reader->len;
	node->is_plain = is_plain;
	node->text = (struct str){ scalar->text.text, scalar->text.len };
	scalar->reader->node = node;
	return true;
}

static bool begins_plain(const struct js_reader *reader, bool is_in_flow)
{
	int c = js_peek(reader, 0), next = js_peek(reader, 1);

	if (!c || is_space_or_break(c) || js_is_flow_sign(c) || strchr("#&*!|>'\"%@`", c))
		return false;
	return (c != '?' && c != '-') || !(is_space_or_break(next) || (is_in_flow && js_is_flow_sign(next)));
}

static bool ends_plain(const struct js_reader *reader, int c, bool is_in_flow)
{
	int next = js_peek(reader, 1);

	if (c == ':')
		return is_space_or_break(next) || (is_in_flow && js_is_flow_sign(next));
	if (c == '#')
		return is_space_or_break((unsigned char)reader->text[reader->place.at - 1]);
	return js_is_document_mark(reader) || (is_in_flow && js_is_flow_sign(c));
}

bool js_read_plain(struct js_reader *reader, int indent, bool is_in_flow)
{
	struct scalar scalar = scalar_at(reader);
	struct js_place *place = &reader->place;
	uint32_t first_line = place->line;
	bool is_continued = false;
	int c;

	if (!begins_plain(reader, is_in_flow))
		return false;
	while ((c = js_peek(reader, 0)) != 0 && !ends_plain(reader, c, is_in_flow)) {
		if (is_line_break(c)) {
			struct js_place before = *place;

			js_skip(reader, false);
			if (place->indent < indent) {
				uint32_t first_tab = place->first_tab;

				*place = before;
				place->at = scalar.end;
				place->first_tab = first_tab;
				break;
			}
			first_line = before.line;
			is_continued = true;
			continue;
		}
		if (is_continued) {
			add_segment(&scalar, false);
			add_folded(&scalar, place->line - first_line);
			scalar.start = scalar.end = place->at;
			is_continued = false;
		}
		place->at++;
		if (!is_space(c))
			scalar.end = place->at;
	}
	add_segment(&scalar, false);
	return scalar.text.len > 0 && finish(&scalar, scalar.end, true);
}

// The line break of a quoted text and the spaces around it.
static void fold_quoted(struct scalar *scalar)
{
	add_segment(scalar, true);
	add_folded(scalar, (uint32_t)js_skip(scalar->reader, false));
	scalar->start = scalar->end = scalar->reader->place.at;
}

static bool read_quoted_char(struct scalar *scalar, int c)
{
	struct js_reader *reader = scalar->reader;

	if (is_line_break(c)) {
		fold_quoted(scalar);
	} else if (js_is_document_mark(reader)) {
		return js_stop(reader, "the document ends inside a quoted text");
	} else {
		reader->place.at++;
		if (!is_space(c))
			scalar->end = reader->place.at;
	}
	return true;
}

// What stands up to here, spaces at its end too.
static void add_up_to_here(struct scalar *scalar)
{
	scalar->end = scalar->reader->place.at;
	add_segment(scalar, true);
}

bool js_read_single_quoted(struct js_reader *reader)
{
	struct scalar scalar = scalar_at(reader);
	int c;

	if (js_peek(reader, 0) != '\'')
		return false;
	scalar.start = scalar.end = ++reader->place.at;
	while ((c = js_peek(reader, 0)) != 0) {
		if (c != '\'') {
			read_quoted_char(&scalar, c);
			continue;
		}
		add_up_to_here(&scalar);
		reader->place.at++;
		if (js_peek(reader, 0) != '\'')
			return finish(&scalar, reader->place.at, false);
		scalar.start = reader->place.at++;
		scalar.end = reader->place.at;
	}
	return js_stop(reader, "the file ends inside a quoted text");
}

static int hex_digit(int c)
{
	if (is_digit(c))
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_hex(struct scalar *scalar, int n_digits)
{
	struct js_reader *reader = scalar->reader;
	uint32_t code = 0;
	char utf8[4];

	for (int i = 0; i < n_digits; i++) {
		int digit = hex_digit(js_peek(reader, 1));

		reader->place.at++;
		if (digit < 0)
			return js_stop(reader, "missing hexadecimal digit");
		code = code << 4 | (uint32_t)digit;
	}
	strbuf_add(&scalar->text, utf8, utf8_write(code <= 0x10FFFF ? code : 0xFFFD, utf8));
	reader->place.at++;
	return true;
}

static bool read_escape(struct scalar *scalar)
{
	static const char names[] = "0abt\tnvfre \"/\\N_LP";
	static const char *const values[] = { NULL,       "\a",       "\b",           "\t",          "\t", "\n", "\v",
					      "\f",       "\r",       "\x1B",         " ",           "\"", "/",  "\\",
					      "\xC2\x85", "\xC2\xA0", "\xE2\x80\xA8", "\xE2\x80\xA9" };
	struct js_reader *reader = scalar->reader;
	int c;
	const char *name;

	add_up_to_here(scalar);
	reader->place.at++;
	c = js_peek(reader, 0);
	name = c ? strchr(names, c) : NULL;
	if (is_line_break(c)) {
		js_skip(reader, false);
	} else if (name) {
		if (values[name - names])
			strbuf_puts(&scalar->text, values[name - names]);
		else
			strbuf_putc(&scalar->text, '\0');
		reader->place.at++;
	} else if (c == 'x' || c == 'u' || c == 'U') {
		read_hex(scalar, c == 'x' ? 2 : c == 'u' ? 4 : 8);
	} else {
		return js_stop_at(reader, reader->place.at - 1, "Akash Console does not support this escape");
	}
	scalar->start = scalar->end = reader->place.at;
	return true;
}

bool js_read_double_quoted(struct js_reader *reader)
{
	struct scalar scalar = scalar_at(reader);
	int c;

	if (js_peek(reader, 0) != '"')
		return false;
	scalar.start = scalar.end = ++reader->place.at;
	while ((c = js_peek(reader, 0)) != 0) {
		if (c == '"') {
			add_up_to_here(&scalar);
			return finish(&scalar, ++reader->place.at, false);
		}
		if (c == '\\')
			read_escape(&scalar);
		else
			read_quoted_char(&scalar, c);
	}
	return js_stop(reader, "the file ends inside a quoted text");
}
