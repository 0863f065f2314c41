// SPDX-License-Identifier: Apache-2.0
// In: the text of an SDL. Out: what the parts of the js-yaml reader share: where it is, and what it has read last.
#ifndef AKASHLINT_CONSOLE_JS_SCAN_H
#define AKASHLINT_CONSOLE_JS_SCAN_H

#include "base/table.h"
#include "yaml/node.h"

enum { JS_NO_TAB = UINT32_MAX };

// Tag and anchor that stand before a node; ptr is NULL where there is none.
struct js_properties {
	struct str tag, anchor;
};

struct js_place {
	uint32_t at, line, line_start;
	int indent;         // of the line: its spaces
	uint32_t first_tab; // of the line, in its leading spaces; or JS_NO_TAB
};

struct js_anchor {
	struct str name;
	struct ynode *node;
};

struct js_reader {
	struct run *run;
	struct arena *arena;
	const char *text;
	uint32_t len;
	struct js_place place;
	struct js_properties properties; // of the node that was read last
	struct ynode *node;              // that node; NULL for none
	int depth;
	struct table handles;          // %TAG
	struct table anchors;          // their nodes
	struct js_anchor *anchors_log; // what each anchor was before it was set, while something is only tried
	size_t n_anchors_log, cap_anchors_log;
	bool has_version;
	const char *problem;
	uint32_t problem_at;
};

// 0 behind the end; a line break is added where the last line has none.
int js_peek(const struct js_reader *reader, uint32_t ahead);
bool js_is_flow_sign(int c);
// Stops: the first problem counts, and there is nothing more to read.
bool js_stop(struct js_reader *reader, const char *problem);
bool js_stop_at(struct js_reader *reader, uint32_t at, const char *problem);
// Blanks, line breaks and comments; returns the number of line breaks.
int js_skip(struct js_reader *reader, bool has_comments);
void js_skip_break(struct js_reader *reader);
// Stops at a character that js-yaml refuses in unquoted text.
void js_check_printable(struct js_reader *reader, uint32_t start, uint32_t end);
// "---" or "..." at the start of a line.
bool js_is_document_mark(const struct js_reader *reader);
struct ynode *js_new_node(struct js_reader *reader, enum ynode_kind kind, uint32_t start);
void js_set_anchor(struct js_reader *reader, struct str name, struct ynode *node);

// Each returns false where something else stands; what it reads is in reader->node.
bool js_read_plain(struct js_reader *reader, int indent, bool is_in_flow);
bool js_read_single_quoted(struct js_reader *reader);
bool js_read_double_quoted(struct js_reader *reader);
bool js_read_block_scalar(struct js_reader *reader, int indent);
bool js_read_flow(struct js_reader *reader, int indent);
bool js_read_block_list(struct js_reader *reader, int indent);
bool js_read_block_mapping(struct js_reader *reader, int indent, int flow_indent);

enum js_context { JS_IN_FLOW, JS_FLOW_KEY, JS_BLOCK_IN, JS_BLOCK_OUT };

// A node with its properties; false where there is none.
bool js_read_node(struct js_reader *reader, int parent_indent, enum js_context context, bool may_seek,
		  bool may_be_compact);
bool js_read_tag(struct js_reader *reader);
bool js_read_directives(struct js_reader *reader);

#endif
