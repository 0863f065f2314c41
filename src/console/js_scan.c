// SPDX-License-Identifier: Apache-2.0
// In: the text of an SDL. Out: its characters, spaces and comments as js-yaml reads them.
#include "console/js_scan.h"

#include "base/arena.h"
#include "base/ascii.h"

int js_peek(const struct js_reader *reader, uint32_t ahead)
{
	uint32_t at = reader->place.at + ahead;

	if (reader->problem)
		return 0;
	if (at < reader->len)
		return (unsigned char)reader->text[at];
	return at == reader->len && at > 0 && !is_line_break((unsigned char)reader->text[at - 1]) ? '\n' : 0;
}

bool js_is_flow_sign(int c)
{
	return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
}

bool js_stop_at(struct js_reader *reader, uint32_t at, const char *problem)
{
	if (!reader->problem) {
		reader->problem = problem;
		reader->problem_at = at < reader->len ? at : reader->len;
	}
	return false;
}

bool js_stop(struct js_reader *reader, const char *problem)
{
	return js_stop_at(reader, reader->place.at, problem);
}

void js_skip_break(struct js_reader *reader)
{
	struct js_place *place = &reader->place;

	if (!is_line_break(js_peek(reader, 0))) {
		js_stop(reader, "missing line break");
		return;
	}
	place->at += js_peek(reader, 0) == '\r' && js_peek(reader, 1) == '\n' ? 2 : 1;
	place->line++;
	place->line_start = place->at;
	place->first_tab = JS_NO_TAB;
}

int js_skip(struct js_reader *reader, bool has_comments)
{
	struct js_place *place = &reader->place;
	int n_breaks = 0;

	for (;; n_breaks++) {
		for (; is_space(js_peek(reader, 0)); place->at++)
			if (js_peek(reader, 0) == '\t' && place->first_tab == JS_NO_TAB)
				place->first_tab = place->at;
		if (has_comments && js_peek(reader, 0) == '#')
			while (js_peek(reader, 0) && !is_line_break(js_peek(reader, 0)))
				place->at++;
		if (!is_line_break(js_peek(reader, 0)))
			return n_breaks;
		js_skip_break(reader);
		for (place->indent = 0; js_peek(reader, 0) == ' '; place->at++)
			place->indent++;
	}
}

bool js_is_document_mark(const struct js_reader *reader)
{
	int c = js_peek(reader, 0);

	return reader->place.at == reader->place.line_start && (c == '-' || c == '.') && js_peek(reader, 1) == c &&
	       js_peek(reader, 2) == c && (!js_peek(reader, 3) || is_space_or_break(js_peek(reader, 3)));
}

struct ynode *js_new_node(struct js_reader *reader, enum ynode_kind kind, uint32_t start)
{
	struct ynode *node = arena_zalloc(reader->arena, sizeof(*node));
	uint32_t end = reader->place.at < reader->len ? reader->place.at : reader->len;

	node->kind = kind;
	node->text = STR("");
	node->span = (struct span){ start < end ? start : end, end };
	return node;
}

void js_set_anchor(struct js_reader *reader, struct str name, struct ynode *node)
{
	void **slot = table_put(reader->arena, &reader->anchors, name);

	ARENA_PUSH(reader->arena, reader->anchors_log, reader->n_anchors_log, reader->cap_anchors_log) =
		(struct js_anchor){ name, *slot };
	*slot = node;
}
