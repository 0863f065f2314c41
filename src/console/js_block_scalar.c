// SPDX-License-Identifier: Apache-2.0
// In: the text of an SDL at "|" or ">". Out: the scalar below it as js-yaml reads it.
#include "base/arena.h"
#include "base/ascii.h"
#include "console/js_scan.h"

enum chomping { CHOMP_CLIP, CHOMP_STRIP, CHOMP_KEEP };

struct block {
	struct js_reader *reader;
	struct strbuf text;
	enum chomping chomping;
	bool is_folded, is_indent_known, has_content, is_more_indented;
	int indent, n_empty;
};

static bool read_header(struct block *block)
{
	struct js_reader *reader = block->reader;
	int base = block->indent;

	for (reader->place.at++;; reader->place.at++) {
		int c = js_peek(reader, 0);

		if (c == '+' || c == '-') {
			if (block->chomping != CHOMP_CLIP)
				return js_stop(reader, "a second + or - after | or >");
			block->chomping = c == '+' ? CHOMP_KEEP : CHOMP_STRIP;
		} else if (is_digit(c)) {
			if (c == '0' || block->is_indent_known)
				return js_stop(reader, "an indentation of 0, or a second one, after | or >");
			block->indent = base + (c - '0') - 1;
			block->is_indent_known = true;
		} else {
			break;
		}
	}
	if (!is_space(js_peek(reader, 0)))
		return true;
	while (is_space(js_peek(reader, 0)))
		reader->place.at++;
	if (js_peek(reader, 0) == '#')
		while (js_peek(reader, 0) && !is_line_break(js_peek(reader, 0)))
			reader->place.at++;
	return true;
}

static void add_breaks(struct block *block, int n)
{
	for (; n > 0; n--)
		strbuf_putc(&block->text, '\n');
}

static void add_line_start(struct block *block, int c)
{
	int n_all = block->has_content ? block->n_empty + 1 : block->n_empty;

	if (!block->is_folded || is_space(c)) {
		add_breaks(block, n_all);
	} else if (block->is_more_indented) {
		add_breaks(block, block->n_empty + 1);
	} else if (block->n_empty == 0) {
		if (block->has_content)
			strbuf_putc(&block->text, ' ');
	} else {
		add_breaks(block, block->n_empty);
	}
	block->is_more_indented = block->is_folded && is_space(c);
}

static void read_line(struct block *block)
{
	struct js_reader *reader = block->reader;
	uint32_t start = reader->place.at;

	add_line_start(block, js_peek(reader, 0));
	block->has_content = block->is_indent_known = true;
	block->n_empty = 0;
	while (js_peek(reader, 0) && !is_line_break(js_peek(reader, 0)))
		reader->place.at++;
	js_check_printable(reader, start, reader->place.at);
	if (start < reader->len)
		strbuf_add(&block->text, reader->text + start, reader->place.at - start);
}

static void read_indent(struct block *block)
{
	struct js_place *place = &block->reader->place;

	js_skip_break(block->reader);
	for (place->indent = 0;
	     (!block->is_indent_known || place->indent < block->indent) && js_peek(block->reader, 0) == ' ';
	     place->at++)
		place->indent++;
	if (!block->is_indent_known && place->indent > block->indent)
		block->indent = place->indent;
}

static void chomp(struct block *block)
{
	if (block->chomping == CHOMP_KEEP)
		add_breaks(block, block->has_content ? block->n_empty + 1 : block->n_empty);
	else if (block->chomping == CHOMP_CLIP && block->has_content)
		add_breaks(block, 1);
}

bool js_read_block_scalar(struct js_reader *reader, int indent)
{
	struct block block = { .reader = reader, .indent = indent, .is_folded = js_peek(reader, 0) == '>' };
	uint32_t start = reader->place.at, end;

	if (js_peek(reader, 0) != '|' && js_peek(reader, 0) != '>')
		return false;
	block.text = strbuf_in(reader->arena);
	read_header(&block);
	end = reader->place.at;
	while (js_peek(reader, 0)) {
		read_indent(&block);
		if (is_line_break(js_peek(reader, 0))) {
			block.n_empty++;
			continue;
		}
		if (!block.is_indent_known && block.indent == 0)
			js_stop(reader, "a block of text that is not indented");
		if (reader->place.indent < block.indent) {
			chomp(&block);
			break;
		}
		read_line(&block);
		end = reader->place.at;
	}
	reader->node = js_new_node(reader, YNODE_SCALAR, start);
	if (end < reader->node->span.end)
		reader->node->span.end = end;
	reader->node->text = (struct str){ block.text.text, block.text.len };
	return true;
}
