// SPDX-License-Identifier: Apache-2.0
// In: a source. Out: the tree of its first document, as the network's YAML decoder sees it.
#include "yaml/tree_from_source.h"

#include <limits.h>
#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/table.h"
#include "yaml/properties.h"
#include "yaml/reader.h"
#include "yaml/soft_pass.h"
#include "yaml/syntax_error.h"
#include "yaml/yaml_rules.h"

struct frame {
	struct ynode *node;
	size_t first_pending; // its children among builder.pending
	bool is_indentless;   // a list at the column of its key opens no level of indentation
};

struct builder {
	struct run *run;
	struct arena *arena;
	struct yaml_reader reader;
	struct table anchors;
	struct frame *frames;
	size_t n_frames, cap_frames;
	struct ynode **pending; // children of all open collections, innermost last
	size_t n_pending, cap_pending;
	uint32_t flow_depth, block_depth;
	uint64_t depth_work;
	bool has_merge, has_odd_key; // a key that is not a scalar
	bool has_unknown_alias;
	bool is_misled; // a repair that was guessed changed a text
	struct ynode *root;
};

enum step { STEP_GO_ON, STEP_DONE, STEP_RETRY, STEP_FAILED };

static struct ynode *new_node(struct builder *builder, enum ynode_kind kind, const yaml_char_t *anchor,
			      const yaml_char_t *tag)
{
	struct ynode *node = arena_alloc(builder->arena, sizeof(*node));

	*node = (struct ynode){ .kind = kind };
	builder->run->has_tag |= tag != NULL;
	if (tag && strcmp((const char *)tag, "!") == 0) {
		node->has_bang = true;
	} else if (tag) {
		node->has_tag = true;
		node->tag_text = str_of(arena_strndup(builder->arena, (const char *)tag, strlen((const char *)tag)));
		node->tag = tag_type(node->tag_text);
	}
	if (anchor) {
		node->anchor =
			str_of(arena_strndup(builder->arena, (const char *)anchor, strlen((const char *)anchor)));
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
	const char *value = (const char *)builder->reader.event.data.scalar.value;
	size_t len = builder->reader.event.data.scalar.length;
	bool is_double = builder->reader.event.data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
	uint32_t start = span.start + is_quoted;
	char *copy;

	if (span.end - span.start == len + 2 * (size_t)is_quoted && !(is_double && builder->reader.quirks.quote_mark) &&
	    (len == 0 || memcmp(builder->reader.quirks.text + start, value, len) == 0))
		return (struct str){ builder->run->source.text + start, len };
	copy = arena_strndup(builder->arena, value, len);
	builder->run->is_odd |= builder->flow_depth && !is_quoted;
	builder->is_misled |= bridge_is_misled(&builder->reader.quirks, &builder->run->source, span);
	return (struct str){ copy, bridge_restore(&builder->reader.quirks, copy, is_double, len) };
}

static void add_scalar(struct builder *builder)
{
	yaml_event_t *event = &builder->reader.event;
	yaml_scalar_style_t style = event->data.scalar.style;
	struct ynode *node = new_node(builder, YNODE_SCALAR, event->data.scalar.anchor, event->data.scalar.tag);
	bool is_quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
	uint32_t end = yaml_reader_byte(&builder->reader, event->end_mark),
		 start = yaml_reader_byte(&builder->reader, event->start_mark);

	if (event->data.scalar.anchor || event->data.scalar.tag)
		start = skip_properties(builder->reader.quirks.text, start, end);
	if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE)
		while (end > start && is_space_or_break(builder->reader.quirks.text[end - 1]))
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
	uint32_t start = yaml_reader_byte(&builder->reader, builder->reader.event.start_mark),
		 end = yaml_reader_byte(&builder->reader, builder->reader.event.end_mark);

	if (builder->flow_depth && builder->reader.event.data.scalar.tag &&
	    builder->reader.event.data.scalar.length == 0 && end < builder->reader.quirks.len &&
	    is_tag_cut(builder->reader.quirks.text, start, end)) {
		if (quirks_fix(&builder->reader.quirks, tag_problem, end))
			return STEP_RETRY;
		report_syntax_error(builder->run, tag_problem, end, NULL, end);
		return STEP_FAILED;
	}
	add_scalar(builder);
	return STEP_GO_ON;
}

static void add_alias(struct builder *builder)
{
	const char *name = (const char *)builder->reader.event.data.alias.anchor;
	struct ynode *node = new_node(builder, YNODE_ALIAS, NULL, NULL);

	node->text = str_of(arena_strndup(builder->arena, name, strlen(name)));
	node->span.start = yaml_reader_byte(&builder->reader, builder->reader.event.start_mark);
	node->span.end = yaml_reader_byte(&builder->reader, builder->reader.event.end_mark);
	node->target = table_get(&builder->anchors, node->text);
	if (!node->target) {
		builder->has_unknown_alias = true;
		report_unknown_alias(builder->run, node);
	}
	add_child(builder, node);
}

static bool report_if_too_deep(struct builder *builder, const struct ynode *node)
{
	if (builder->flow_depth <= YAML_MAX_DEPTH && builder->block_depth <= YAML_MAX_DEPTH)
		return false;
	diag_add_span(builder->run, &rule_yaml_depth, (struct span){ node->span.start, node->span.start + 1 },
		      "nested more than %d levels deep", YAML_MAX_DEPTH);
	return true;
}

static enum step open_collection(struct builder *builder, enum ynode_kind kind)
{
	yaml_event_t *event = &builder->reader.event;
	bool is_mapping = kind == YNODE_MAPPING;
	const yaml_char_t *anchor = is_mapping ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;
	const yaml_char_t *tag = is_mapping ? event->data.mapping_start.tag : event->data.sequence_start.tag;
	struct ynode *node = new_node(builder, kind, anchor, tag);
	struct frame frame = { node, builder->n_pending + 1, false };
	// The event ends behind the bracket or the dash of its first token, or where a block begins.
	uint32_t end = yaml_reader_byte(&builder->reader, event->end_mark);

	node->is_flow = is_mapping ? event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
				   : event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	frame.is_indentless = !is_mapping && !node->is_flow && end > 0 && builder->reader.quirks.text[end - 1] == '-';
	node->span.start = anchor || tag ? end - (node->is_flow || frame.is_indentless)
					 : yaml_reader_byte(&builder->reader, event->start_mark);
	builder->flow_depth += node->is_flow;
	builder->block_depth += !node->is_flow && !frame.is_indentless;
	if (report_if_too_deep(builder, node))
		return STEP_FAILED;
	add_child(builder, node);
	ARENA_PUSH(builder->arena, builder->frames, builder->n_frames, builder->cap_frames) = frame;
	return STEP_GO_ON;
}

static void close_collection(struct builder *builder)
{
	const struct frame *frame = &builder->frames[--builder->n_frames];
	struct ynode *node = frame->node, **items;
	size_t n = builder->n_pending - frame->first_pending;

	builder->flow_depth -= node->is_flow;
	builder->block_depth -= !node->is_flow && !frame->is_indentless;
	items = arena_alloc(builder->arena, n * sizeof(struct ynode *));
	if (n)
		memcpy(items, builder->pending + frame->first_pending, n * sizeof(struct ynode *));
	builder->n_pending = frame->first_pending;
	ynode_set_items(builder->arena, node, items, (uint32_t)n);
	node->span.end = yaml_reader_byte(&builder->reader, builder->reader.event.end_mark);
	if (!node->is_flow && n) {
		// libyaml lets a block end at the next token, comments and all.
		node->span.end = node->items[n - 1]->span.end;
		if (node->kind == YNODE_MAPPING)
			node->span.start = node->items[0]->span.start;
	}
	for (uint32_t i = 0; node->has_odd_key && i < n; i += 2)
		builder->has_odd_key |= node->items[i]->kind != YNODE_SCALAR;
	builder->has_merge |= node->has_merge;
}

static enum step fail(struct builder *builder)
{
	yaml_parser_t *parser = &builder->reader.parser;
	uint32_t offset;

	if (parser->error == YAML_MEMORY_ERROR)
		arena_out_of_memory(builder->arena);
	if (parser->error == YAML_READER_ERROR) {
		report_encoding_error(builder->run,
				      source_bom(&builder->run->source) + (uint32_t)parser->problem_offset);
		return STEP_FAILED;
	}
	offset = yaml_reader_byte(&builder->reader, parser->problem_mark);
	if (parser->error == YAML_SCANNER_ERROR && quirks_fix(&builder->reader.quirks, parser->problem, offset))
		return STEP_RETRY;
	report_syntax_error(builder->run, parser->problem, offset, parser->context,
			    parser->context ? yaml_reader_byte(&builder->reader, parser->context_mark) : offset);
	return STEP_FAILED;
}

static void check_later_escapes(struct builder *builder, const yaml_token_t *token)
{
	uint32_t start = yaml_reader_byte(&builder->reader, token->start_mark),
		 end = yaml_reader_byte(&builder->reader, token->end_mark);

	if (token->type == YAML_SCALAR_TOKEN && token->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
		check_escapes(builder->run, (struct span){ start, end });
}

static bool says_key(const yaml_token_t *token)
{
	return token->type == YAML_KEY_TOKEN || token->type == YAML_BLOCK_MAPPING_START_TOKEN;
}

static void take_later_token(struct builder *builder, const yaml_token_t *token)
{
	uint32_t start = yaml_reader_byte(&builder->reader, token->start_mark);

	check_later_escapes(builder, token);
	if (token->type == YAML_STREAM_END_TOKEN || token->type == YAML_NO_TOKEN ||
	    token->type == YAML_DOCUMENT_END_TOKEN || builder->run->has_later_document)
		return;
	builder->run->has_later_document = true;
	report_later_document(builder->run, start);
}

// What was scanned ahead, to know whether the last token that was taken begins a key. The tokens that say so are put
// before it only then.
static void take_scanned_tokens(struct builder *builder, int n_taken, int n_tokens)
{
	const yaml_parser_t *parser = &builder->reader.parser;
	const yaml_token_t *token = parser->tokens.head;

	for (; token < parser->tokens.tail && n_taken < n_tokens; token++) {
		check_later_escapes(builder, token);
		n_taken += !says_key(token);
	}
}

// After the first document the network scans three more tokens and parses none. libyaml can't go
// back from tokens to events, but after the last event there is no need to. It may scan further
// than the network does: a fault there does not count.
static enum step check_after_document(struct builder *builder, int n_tokens)
{
	yaml_token_type_t type = YAML_NO_TOKEN;
	int n_keys = 0;

	for (int i = 0; i < n_tokens && type != YAML_STREAM_END_TOKEN; i++) {
		yaml_token_t token;

		if (!yaml_parser_scan(&builder->reader.parser, &token)) {
			bool is_read = i + (builder->reader.parser.tokens.tail - builder->reader.parser.tokens.head) >=
				       n_tokens;

			take_scanned_tokens(builder, i - n_keys, n_tokens);
			return is_read ? STEP_DONE : fail(builder);
		}
		type = token.type;
		n_keys = says_key(&token) ? n_keys + 1 : 0;
		take_later_token(builder, &token);
		yaml_token_delete(&token);
	}
	take_scanned_tokens(builder, n_tokens - n_keys, n_tokens);
	return STEP_DONE;
}

static enum step end_document(struct builder *builder)
{
	bool is_implicit = builder->reader.event.data.document_end.implicit;

	// The token that ended the document counts as the first of three; "..." is used up by now.
	if (!is_implicit)
		return check_after_document(builder, 2);
	take_scanned_tokens(builder, 0, INT_MAX);
	return check_after_document(builder, 3);
}

static enum step start_document(struct builder *builder)
{
	const yaml_version_directive_t *version = builder->reader.event.data.document_start.version_directive;

	if (version)
		check_yaml_version(builder->run, yaml_reader_byte(&builder->reader, builder->reader.event.start_mark),
				   version->major, version->minor);
	return STEP_GO_ON;
}

static enum step take_event(struct builder *builder)
{
	builder->depth_work += builder->flow_depth;
	if (builder->depth_work > YAML_MAX_DEPTH_WORK) {
		diag_add_span(builder->run, &rule_yaml_depth, (struct span){ 0, 0 },
			      "too much text in too many brackets");
		return STEP_FAILED;
	}
	switch (builder->reader.event.type) {
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

	yaml_reader_start(&builder->reader);
	do
		step = yaml_reader_next(&builder->reader) ? take_event(builder) : fail(builder);
	while (step == STEP_GO_ON);
	yaml_reader_close(&builder->reader);
	return step;
}

void tree_from_source(struct run *run)
{
	enum { MOST_MISLED = 8, DEEP = 32 };
	struct builder *builder = arena_zalloc(run->arena, sizeof(*builder));
	size_t n_diags = run->diags.n;
	int n_misled = 0;
	enum step step;

	if (refuse_handles(run))
		return;
	builder->run = run;
	builder->arena = run->arena;
	yaml_reader_init(&builder->reader, run->arena, &run->source);
	do {
		diags_forget(&run->diags, n_diags);
		run->has_later_document = run->is_rejected = false;
		builder->anchors = (struct table){ 0 };
		builder->n_frames = builder->n_pending = 0;
		builder->flow_depth = builder->block_depth = 0;
		builder->depth_work = 0;
		builder->is_misled = false;
		builder->root = NULL;
		step = parse_document(builder);
		if (builder->is_misled && n_misled++ < MOST_MISLED)
			step = STEP_RETRY;
	} while (step == STEP_RETRY);
	run->has_syntax_error = step == STEP_FAILED;
	if (step != STEP_DONE)
		return;
	run->root = builder->root;
	run->is_odd |= builder->reader.quirks.copy || builder->cap_frames > DEEP;
	if (builder->has_merge && builder->has_odd_key && !builder->has_unknown_alias)
		soft_pass(run, run->root);
}
