// SPDX-License-Identifier: Apache-2.0
// In: a source. Out: the tree of its first document, as the network's YAML decoder sees it.
#include "yaml/tree_from_source.h"

#include <string.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/table.h"
#include "yaml/bridge.h"
#include "yaml/decode.h"
#include "yaml/properties.h"
#include "yaml/soft_pass.h"
#include "yaml/syntax_error.h"
#include "yaml/yaml_rules.h"

struct frame {
	struct ynode *node;
	size_t first_pending; // its children among builder.pending
	size_t column;
	bool is_indentless; // a list at the column of its key opens no level of indentation
};

struct builder {
	struct run *run;
	struct arena *arena;
	struct bridge bridge;
	yaml_parser_t parser;
	yaml_event_t event; // here and not on the stack: a jump out of memory must find it
	bool has_parser, has_event;
	uint32_t n_read;
	bool is_ascii, is_printable; // the whole text; printable with its blanks, tabs and line breaks
	struct { uint32_t index, byte; } cursor; // libyaml counts code points
	struct table anchors;
	struct frame *frames;
	size_t n_frames, cap_frames;
	struct ynode **pending; // children of all open collections, innermost last
	size_t n_pending, cap_pending;
	uint32_t flow_depth, block_depth;
	uint64_t depth_work;
	bool has_merge, has_odd_key; // a key that is no scalar
	bool has_unknown_alias;
	struct ynode *root;
};

enum step { STEP_GO_ON, STEP_DONE, STEP_RETRY, STEP_FAILED };

static void close_parser(void *handle)
{
	struct builder *builder = handle;

	if (builder->has_event)
		yaml_event_delete(&builder->event);
	if (builder->has_parser)
		yaml_parser_delete(&builder->parser);
	builder->has_event = builder->has_parser = false;
}

// The network's parser reads 512 bytes at a time and checks every character of what it has read,
// even behind the end of the document: so does libyaml when it is fed in the same portions. Where no
// character can be refused there is no difference.
static int feed(void *handle, unsigned char *buffer, size_t size, size_t *size_read)
{
	enum { PORTION = 512 };
	struct builder *builder = handle;
	size_t left_over = (size_t)(builder->parser.raw_buffer.end - builder->parser.raw_buffer.start) - size;
	size_t most = builder->is_printable ? size : PORTION - left_over, n = builder->bridge.len - builder->n_read;

	if (n > most)
		n = most;
	if (n)
		memcpy(buffer, builder->bridge.text + builder->n_read, n);
	builder->n_read += (uint32_t)n;
	*size_read = n;
	return 1;
}

static uint32_t byte_of(struct builder *builder, yaml_mark_t mark)
{
	const char *text = builder->bridge.text;
	uint32_t index = builder->cursor.index, byte = builder->cursor.byte;

	if (builder->is_ascii)
		return (uint32_t)mark.index;
	for (; index < mark.index && byte < builder->bridge.len; index++)
		do
			byte++;
		while (byte < builder->bridge.len && ((unsigned char)text[byte] & 0xC0) == 0x80);
	for (; index > mark.index; index--)
		do
			byte--;
		while (((unsigned char)text[byte] & 0xC0) == 0x80);
	builder->cursor.index = index;
	builder->cursor.byte = byte;
	return byte;
}

static struct ynode *new_node(struct builder *builder, enum ynode_kind kind, const yaml_char_t *anchor,
			      const yaml_char_t *tag)
{
	struct ynode *node = arena_zalloc(builder->arena, sizeof(*node));

	node->kind = kind;
	if (tag && strcmp((const char *)tag, "!") == 0) {
		node->has_bang = true;
	} else if (tag) {
		node->has_tag = true;
		node->tag_text = str_of(arena_strndup(builder->arena, (const char *)tag, strlen((const char *)tag)));
		node->tag = tag_type(node->tag_text);
	}
	if (anchor) {
		node->anchor = str_of(arena_strndup(builder->arena, (const char *)anchor, strlen((const char *)anchor)));
		*table_put(builder->arena, &builder->anchors, node->anchor) = node;
	}
	return node;
}

static void add_child(struct builder *builder, struct ynode *node)
{
	ARENA_PUSH(builder->arena, builder->pending, builder->n_pending, builder->cap_pending) = node;
	if (builder->n_frames == 0)
		builder->root = node;
}

// The text of a scalar, as a slice of the source wherever it stands there as it is.
static struct str scalar_text(struct builder *builder, struct span span, bool is_quoted)
{
	const char *value = (const char *)builder->event.data.scalar.value;
	size_t len = builder->event.data.scalar.length;
	uint32_t start = span.start + is_quoted;

	if (span.end - span.start == len + 2 * (size_t)is_quoted &&
	    (len == 0 || memcmp(builder->bridge.text + start, value, len) == 0))
		return (struct str){ builder->run->source.text + start, len };
	return (struct str){ arena_strndup(builder->arena, value, len), len };
}

static void add_scalar(struct builder *builder)
{
	yaml_event_t *event = &builder->event;
	yaml_scalar_style_t style = event->data.scalar.style;
	struct ynode *node = new_node(builder, YNODE_SCALAR, event->data.scalar.anchor, event->data.scalar.tag);
	bool is_quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
	uint32_t end = byte_of(builder, event->end_mark), start = byte_of(builder, event->start_mark);

	if (event->data.scalar.anchor || event->data.scalar.tag)
		start = skip_properties(builder->bridge.text, start, end);
	if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE)
		while (end > start && is_blank_or_break(builder->bridge.text[end - 1]))
			end--;
	node->span = (struct span){ start, end };
	node->is_plain = style == YAML_PLAIN_SCALAR_STYLE;
	node->text = scalar_text(builder, node->span, is_quoted);
	if (style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
		check_escapes(builder->run, node->span);
	if (node->is_plain && builder->flow_depth)
		check_flow_plain(builder->run, node->span);
	add_child(builder, node);
}

static enum step take_scalar(struct builder *builder)
{
	uint32_t start = byte_of(builder, builder->event.start_mark), end = byte_of(builder, builder->event.end_mark);

	if (builder->flow_depth && builder->event.data.scalar.tag && builder->event.data.scalar.length == 0 &&
	    end < builder->bridge.len && is_tag_cut(builder->bridge.text, start, end)) {
		if (bridge_mend(&builder->bridge, tag_problem, end))
			return STEP_RETRY;
		report_syntax_error(builder->run, tag_problem, end, NULL, end);
		return STEP_FAILED;
	}
	add_scalar(builder);
	return STEP_GO_ON;
}

static void add_alias(struct builder *builder)
{
	const char *name = (const char *)builder->event.data.alias.anchor;
	struct ynode *node = new_node(builder, YNODE_ALIAS, NULL, NULL);

	node->text = str_of(arena_strndup(builder->arena, name, strlen(name)));
	node->span.start = byte_of(builder, builder->event.start_mark);
	node->span.end = byte_of(builder, builder->event.end_mark);
	node->target = table_get(&builder->anchors, node->text);
	if (!node->target) {
		builder->has_unknown_alias = true;
		report_unknown_alias(builder->run, node);
	}
	add_child(builder, node);
}

static bool is_too_deep(struct builder *builder, const struct ynode *node)
{
	if (builder->flow_depth <= YAML_MAX_DEPTH && builder->block_depth <= YAML_MAX_DEPTH)
		return false;
	report_span(builder->run, &rule_yaml_depth, (struct span){ node->span.start, node->span.start + 1 },
		    "nested more than %d levels deep", YAML_MAX_DEPTH);
	return true;
}

static enum step open_collection(struct builder *builder, enum ynode_kind kind)
{
	yaml_event_t *event = &builder->event;
	bool is_mapping = kind == YNODE_MAPPING;
	const yaml_char_t *anchor = is_mapping ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;
	const yaml_char_t *tag = is_mapping ? event->data.mapping_start.tag : event->data.sequence_start.tag;
	struct ynode *node = new_node(builder, kind, anchor, tag);
	struct frame *parent = builder->n_frames ? &builder->frames[builder->n_frames - 1] : NULL;
	struct frame frame = { node, builder->n_pending + 1, event->start_mark.column, false };

	node->is_flow = is_mapping ? event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
				   : event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	node->span.start = byte_of(builder, event->start_mark);
	if (anchor || tag)
		node->span.start = skip_properties(builder->bridge.text, node->span.start, builder->bridge.len);
	frame.is_indentless = !is_mapping && !node->is_flow && parent && parent->node->kind == YNODE_MAPPING &&
			      !parent->node->is_flow && parent->column == frame.column;
	builder->flow_depth += node->is_flow;
	builder->block_depth += !node->is_flow && !frame.is_indentless;
	if (is_too_deep(builder, node))
		return STEP_FAILED;
	add_child(builder, node);
	ARENA_PUSH(builder->arena, builder->frames, builder->n_frames, builder->cap_frames) = frame;
	return STEP_GO_ON;
}

static void close_collection(struct builder *builder)
{
	const struct frame *frame = &builder->frames[--builder->n_frames];
	struct ynode *node = frame->node;
	size_t n = builder->n_pending - frame->first_pending;

	builder->flow_depth -= node->is_flow;
	builder->block_depth -= !node->is_flow && !frame->is_indentless;
	node->n_items = (uint32_t)n;
	node->items = arena_alloc(builder->arena, n * sizeof(struct ynode *));
	if (n)
		memcpy(node->items, builder->pending + frame->first_pending, n * sizeof(struct ynode *));
	builder->n_pending = frame->first_pending;
	for (uint32_t i = 0; i < n; i++) {
		node->items[i]->parent = node;
		node->items[i]->index = i;
	}
	node->span.end = byte_of(builder, builder->event.end_mark);
	if (!node->is_flow && n) {
		// libyaml lets a block end at the next token, comments and all.
		node->span.end = node->items[n - 1]->span.end;
		if (node->kind == YNODE_MAPPING)
			node->span.start = node->items[0]->span.start;
	}
	if (node->kind != YNODE_MAPPING)
		return;
	node->has_duplicate = has_duplicate_key(builder->arena, node);
	for (uint32_t i = 0; i < n; i += 2) {
		builder->has_merge |= is_merge_key(node->items[i]);
		builder->has_odd_key |= node->items[i]->kind != YNODE_SCALAR;
	}
}

static enum step fail(struct builder *builder)
{
	yaml_parser_t *parser = &builder->parser;
	uint32_t offset;

	if (parser->error == YAML_MEMORY_ERROR)
		arena_out_of_memory(builder->arena);
	if (parser->error == YAML_READER_ERROR) {
		report_encoding_error(builder->run, source_bom(&builder->run->source) + (uint32_t)parser->problem_offset);
		return STEP_FAILED;
	}
	offset = byte_of(builder, parser->problem_mark);
	if (parser->error == YAML_SCANNER_ERROR && bridge_mend(&builder->bridge, parser->problem, offset))
		return STEP_RETRY;
	report_syntax_error(builder->run, parser->problem, offset, parser->context,
			    parser->context ? byte_of(builder, parser->context_mark) : offset);
	return STEP_FAILED;
}

static void take_later_token(struct builder *builder, const yaml_token_t *token)
{
	uint32_t start = byte_of(builder, token->start_mark), end = byte_of(builder, token->end_mark);

	if (token->type == YAML_SCALAR_TOKEN && token->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
		check_escapes(builder->run, (struct span){ start, end });
	if (token->type == YAML_STREAM_END_TOKEN || token->type == YAML_NO_TOKEN ||
	    token->type == YAML_DOCUMENT_END_TOKEN || builder->run->has_later_document)
		return;
	builder->run->has_later_document = true;
	report_later_document(builder->run, start);
}

// Of what follows the first document the network scans three tokens and parses none. libyaml
// allows no going back from tokens to events; after the last event there is no need to. It may scan
// more than is asked for, which the network does not: a fault there does not count.
static enum step check_after_document(struct builder *builder, int n_tokens)
{
	yaml_token_type_t type = YAML_NO_TOKEN;

	for (int i = 0; i < n_tokens && type != YAML_STREAM_END_TOKEN; i++) {
		yaml_token_t token;

		if (!yaml_parser_scan(&builder->parser, &token)) {
			bool is_read = i + (builder->parser.tokens.tail - builder->parser.tokens.head) >= n_tokens;

			return is_read ? STEP_DONE : fail(builder);
		}
		type = token.type;
		take_later_token(builder, &token);
		yaml_token_delete(&token);
	}
	return STEP_DONE;
}

static enum step end_document(struct builder *builder)
{
	bool is_implicit = builder->event.data.document_end.implicit;

	// The token that ended the document counts as the first of three; "..." is used up by now.
	return check_after_document(builder, is_implicit ? 3 : 2);
}

static enum step start_document(struct builder *builder)
{
	const yaml_version_directive_t *version = builder->event.data.document_start.version_directive;

	if (version)
		check_yaml_version(builder->run, byte_of(builder, builder->event.start_mark), version->major,
				   version->minor);
	return STEP_GO_ON;
}

static enum step take_event(struct builder *builder)
{
	builder->depth_work += builder->flow_depth;
	if (builder->depth_work > YAML_MAX_DEPTH_WORK) {
		report_span(builder->run, &rule_yaml_depth, (struct span){ 0, 0 },
			    "too much text inside of too many brackets");
		return STEP_FAILED;
	}
	switch (builder->event.type) {
	case YAML_DOCUMENT_START_EVENT:
		return start_document(builder);
	case YAML_SCALAR_EVENT:
		return take_scalar(builder);
	case YAML_ALIAS_EVENT:
		add_alias(builder);
		return STEP_GO_ON;
	case YAML_SEQUENCE_START_EVENT:
		return open_collection(builder, YNODE_SEQUENCE);
	case YAML_MAPPING_START_EVENT:
		return open_collection(builder, YNODE_MAPPING);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_collection(builder);
		return STEP_GO_ON;
	case YAML_DOCUMENT_END_EVENT:
		return end_document(builder);
	case YAML_STREAM_END_EVENT:
		return STEP_DONE;
	default:
		return STEP_GO_ON;
	}
}

static enum step parse_document(struct builder *builder)
{
	enum step step;

	if (!yaml_parser_initialize(&builder->parser))
		arena_out_of_memory(builder->arena);
	builder->has_parser = true;
	yaml_parser_set_input(&builder->parser, feed, builder);
	yaml_parser_set_encoding(&builder->parser, YAML_UTF8_ENCODING);
	do {
		if (!yaml_parser_parse(&builder->parser, &builder->event)) {
			step = fail(builder);
			break;
		}
		builder->has_event = true;
		step = take_event(builder);
		yaml_event_delete(&builder->event);
		builder->has_event = false;
	} while (step == STEP_GO_ON);
	close_parser(builder);
	return step;
}

static void look_at_characters(struct builder *builder)
{
	const struct source *source = &builder->run->source;

	builder->is_ascii = builder->is_printable = true;
	for (uint32_t i = 0; i < source->len; i++) {
		unsigned char c = (unsigned char)source->text[i];

		if (c >= 0x20 && c < 0x7F)
			continue;
		builder->is_ascii &= c < 0x80;
		builder->is_printable &= c == '\n' || c == '\r' || c == '\t';
	}
}

void tree_from_source(struct run *run)
{
	struct builder *builder = arena_zalloc(run->arena, sizeof(*builder));
	uint32_t bom = source_bom(&run->source);
	size_t n_diags = run->diags.n;
	enum step step;

	builder->run = run;
	builder->arena = run->arena;
	look_at_characters(builder);
	bridge_init(&builder->bridge, run->arena, &run->source);
	arena_defer(run->arena, close_parser, builder);
	do {
		run->diags.n = n_diags;
		run->diags.n_rejected = 0;
		run->has_later_document = run->is_rejected = false;
		builder->n_read = bom;
		builder->cursor.index = 0;
		builder->cursor.byte = bom;
		builder->anchors = (struct table){ 0 };
		builder->n_frames = builder->n_pending = 0;
		builder->flow_depth = builder->block_depth = 0;
		builder->depth_work = 0;
		builder->root = NULL;
		step = parse_document(builder);
	} while (step == STEP_RETRY);
	run->has_syntax_error = step == STEP_FAILED;
	if (step != STEP_DONE)
		return;
	run->root = builder->root;
	if (builder->has_merge && builder->has_odd_key && !builder->has_unknown_alias)
		soft_pass(run, run->root);
}
