// SPDX-License-Identifier: Apache-2.0
// In: the text of an SDL. Out: the tree that js-yaml makes of it for Akash Console, or where it stops.
#include "console/js_reader.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "console/js_scan.h"
#include "console/js_value.h"
#include "yaml/properties.h"

static const char alias_properties[] = "an alias can't have a tag or an anchor";

static bool is_name_end(int c)
{
	return !c || is_space_or_break(c) || js_is_flow_sign(c);
}

static struct str read_name(struct js_reader *reader)
{
	uint32_t start = ++reader->place.at;

	while (!is_name_end(js_peek(reader, 0)))
		reader->place.at++;
	if (reader->place.at == start)
		js_stop(reader, "missing name after & or *");
	return (struct str){ reader->text + start, reader->place.at - start };
}

static bool read_anchor(struct js_reader *reader)
{
	if (js_peek(reader, 0) != '&')
		return false;
	if (reader->properties.anchor.ptr)
		return js_stop(reader, "a second anchor");
	reader->properties.anchor = read_name(reader);
	return true;
}

static bool read_alias(struct js_reader *reader)
{
	uint32_t start = reader->place.at;
	struct ynode *node;
	struct str name;

	if (js_peek(reader, 0) != '*')
		return false;
	name = read_name(reader);
	node = js_new_node(reader, YNODE_ALIAS, start);
	node->text = name;
	node->target = table_get(&reader->anchors, name);
	if (!node->target)
		js_stop_at(reader, start, "undefined anchor");
	else if (node->target->kind == YNODE_ALIAS)
		node->target = node->target->target;
	js_skip(reader, true);
	reader->node = node;
	return true;
}

// Anchors that were set while something was only tried are taken back.
static void take_back_anchors(struct js_reader *reader, size_t n_before)
{
	while (reader->n_anchors_log > n_before) {
		struct js_anchor *anchor = &reader->anchors_log[--reader->n_anchors_log];

		*table_put(reader->arena, &reader->anchors, anchor->name) = anchor->node;
	}
}

// A tag or an anchor on the line of a key belongs to the key, if there is a mapping.
static bool read_mapping_from(struct js_reader *reader, struct js_place start, int flow_indent)
{
	struct js_place before = reader->place;
	struct js_properties properties = reader->properties;
	size_t n_anchors = reader->n_anchors_log;

	reader->place = start;
	reader->properties = (struct js_properties){ 0 };
	reader->node = NULL;
	if (js_read_block_mapping(reader, (int)(start.at - start.line_start), flow_indent) && reader->node &&
	    reader->node->kind == YNODE_MAPPING)
		return true;
	take_back_anchors(reader, n_anchors);
	reader->place = before;
	reader->properties = properties;
	reader->node = NULL;
	return false;
}

struct node_read {
	int parent_indent, flow_indent;
	enum js_context context;
	bool is_block, may_be_collection, is_at_new_line, has_start;
	int side;              // of the parent's indentation: -1 left of it, 0 at it, 1 right of it
	struct js_place start; // of the first property
};

static void look_at_indent(struct js_reader *reader, struct node_read *read)
{
	int indent = reader->place.indent;

	read->is_at_new_line = true;
	read->side = (indent > read->parent_indent) - (indent < read->parent_indent);
}

static void read_properties(struct js_reader *reader, struct node_read *read)
{
	for (;;) {
		struct js_place place = reader->place;
		int c = js_peek(reader, 0);

		// On a line of its own a second one begins a key.
		if (read->is_at_new_line &&
		    ((c == '!' && reader->properties.tag.ptr) || (c == '&' && reader->properties.anchor.ptr)))
			return;
		if (!js_read_tag(reader) && !read_anchor(reader))
			return;
		if (!read->has_start)
			read->start = place;
		read->has_start = true;
		if (js_skip(reader, true)) {
			look_at_indent(reader, read);
			read->may_be_collection = read->is_block;
		} else {
			read->may_be_collection = false;
		}
	}
}

static bool read_scalar(struct js_reader *reader, const struct node_read *read)
{
	if ((read->is_block && js_read_block_scalar(reader, read->flow_indent)) || js_read_single_quoted(reader) ||
	    js_read_double_quoted(reader))
		return true;
	if (read_alias(reader)) {
		if (reader->properties.tag.ptr || reader->properties.anchor.ptr)
			js_stop(reader, alias_properties);
		return true;
	}
	return js_read_plain(reader, read->flow_indent, read->context == JS_IN_FLOW);
}

static bool read_content(struct js_reader *reader, const struct node_read *read)
{
	int indent = (int)(reader->place.at - reader->place.line_start), c = js_peek(reader, 0);
	bool is_read;

	if (read->side == 0)
		return read->may_be_collection && js_read_block_list(reader, indent);
	if (read->may_be_collection &&
	    (js_read_block_list(reader, indent) || js_read_block_mapping(reader, indent, read->flow_indent)))
		return true;
	if (js_read_flow(reader, read->flow_indent))
		return true;
	is_read = (read->has_start && read->is_block && !read->may_be_collection && c != '|' && c != '>' &&
		   read_mapping_from(reader, read->start, read->flow_indent)) ||
		  read_scalar(reader, read);
	return is_read;
}

static void apply_properties(struct js_reader *reader)
{
	struct js_properties *own = &reader->properties;
	struct ynode *node = reader->node;

	if (!own->tag.ptr && !own->anchor.ptr)
		return;
	if (!node) {
		node = reader->node = js_new_node(reader, YNODE_SCALAR, reader->place.at);
		node->is_plain = true;
	}
	if (own->tag.ptr) {
		node->has_bang = str_is(own->tag, "!");
		node->has_tag = !node->has_bang;
		node->tag_text = own->tag;
		node->tag = tag_type(own->tag);
	}
	if (own->anchor.ptr) {
		node->anchor = own->anchor;
		js_set_anchor(reader, own->anchor, node);
	}
}

bool js_read_node(struct js_reader *reader, int parent_indent, enum js_context context, bool may_seek,
		  bool may_be_compact)
{
	bool is_block = context == JS_BLOCK_IN || context == JS_BLOCK_OUT, has_content = false;
	struct node_read read = { .parent_indent = parent_indent,
				  .flow_indent = is_block ? parent_indent + 1 : parent_indent,
				  .context = context,
				  .is_block = is_block,
				  .may_be_collection = is_block,
				  .side = 1 };

	if (reader->depth >= JS_DEEPEST)
		return js_stop(reader, "Akash Console reads at most 100 levels");
	reader->depth++;
	reader->properties = (struct js_properties){ 0 };
	reader->node = NULL;
	if (may_seek && js_skip(reader, true))
		look_at_indent(reader, &read);
	if (read.side == 1)
		read_properties(reader, &read);
	read.may_be_collection = read.may_be_collection && (read.is_at_new_line || may_be_compact);
	if (read.side == 1 || (context == JS_BLOCK_OUT && read.side == 0))
		has_content = read_content(reader, &read);
	if (!has_content)
		reader->node = NULL;
	has_content |= reader->properties.tag.ptr != NULL || reader->properties.anchor.ptr != NULL;
	apply_properties(reader);
	reader->depth--;
	return has_content;
}

static bool read_document(struct js_reader *reader, struct ynode **root)
{
	bool has_directives = js_read_directives(reader);

	js_skip(reader, true);
	if (reader->place.indent == 0 && js_peek(reader, 0) == '-' && js_peek(reader, 1) == '-' &&
	    js_peek(reader, 2) == '-') {
		reader->place.at += 3;
		js_skip(reader, true);
	} else if (has_directives) {
		return js_stop(reader, "a directive must be followed by \"---\"");
	}
	js_read_node(reader, reader->place.indent - 1, JS_BLOCK_OUT, false, true);
	*root = reader->node;
	js_skip(reader, true);
	if (js_is_document_mark(reader)) {
		if (js_peek(reader, 0) == '.') {
			reader->place.at += 3;
			js_skip(reader, true);
		}
		return !js_peek(reader, 0) || js_stop(reader, "a second document");
	}
	return !js_peek(reader, 0) || js_stop(reader, "the document ends before this");
}

struct js_document js_read(struct run *run)
{
	const struct source *source = &run->source;
	struct js_reader reader = { .run = run,
				    .arena = run->arena,
				    .text = source->text,
				    .len = source->len,
				    .place = { .first_tab = JS_NO_TAB } };
	const char *nul = source->len ? memchr(source->text, '\0', source->len) : NULL;
	struct ynode *root = NULL;

	reader.place.at = reader.place.line_start = source_bom(source);
	if (source->is_converted)
		js_stop(&reader, "Akash Console reads only UTF-8");
	else if (nul)
		js_stop_at(&reader, (uint32_t)(nul - source->text), "Akash Console does not accept a NUL character");
	for (; js_peek(&reader, 0) == ' '; reader.place.at++)
		reader.place.indent++;
	if (js_peek(&reader, 0))
		read_document(&reader, &root);
	return (struct js_document){ reader.problem ? NULL : root, reader.problem, reader.problem_at };
}
