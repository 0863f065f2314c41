// SPDX-License-Identifier: Apache-2.0
// In: the text of an SDL at a list or mapping. Out: its node as js-yaml reads it.
#include "base/arena.h"
#include "base/ascii.h"
#include "console/js_scan.h"

struct items {
	struct ynode **items;
	size_t n, cap;
};

// A value that is not there is null, where the text would go on.
static void add_item(struct js_reader *reader, struct items *items, struct ynode *item)
{
	if (!item) {
		item = js_new_node(reader, YNODE_SCALAR, reader->place.at);
		item->is_plain = true;
	}
	ARENA_PUSH(reader->arena, items->items, items->n, items->cap) = item;
}

static void add_pair(struct js_reader *reader, struct items *items, struct ynode *key, struct ynode *value)
{
	struct ynode *node = key ? ynode_resolve(key) == key ? key : NULL : NULL;

	for (uint32_t i = 0; node && node->kind == YNODE_SEQUENCE && i < node->n_items; i++) {
		const struct ynode *item = ynode_resolve(node->items[i]);

		if (item && item->kind == YNODE_SEQUENCE)
			js_stop_at(reader, node->span.start, "a list in a list can't be a key");
	}
	add_item(reader, items, key);
	add_item(reader, items, value);
}

static void fill(struct arena *arena, struct ynode *node, const struct items *items, uint32_t end)
{
	node->span.end = end;
	ynode_set_items(arena, node, items->items, (uint32_t)items->n);
}

// A block has no end of its own: the last thing in it is the end.
static void fill_block(struct arena *arena, struct ynode *node, const struct items *items)
{
	uint32_t end = items->n ? items->items[items->n - 1]->span.end : node->span.end;

	fill(arena, node, items, end > node->span.start ? end : node->span.start);
}

static void read_entry(struct js_reader *reader, int indent, bool is_mapping, struct items *items)
{
	bool is_explicit = js_peek(reader, 0) == '?' && is_space_or_break(js_peek(reader, 1)), is_pair = is_explicit;
	uint32_t line, start;
	struct ynode *key, *value = NULL;

	if (is_explicit) {
		reader->place.at++;
		js_skip(reader, true);
	}
	line = reader->place.line;
	start = reader->place.at;
	js_read_node(reader, indent, JS_IN_FLOW, false, true);
	key = reader->node;
	js_skip(reader, true);
	if ((is_explicit || reader->place.line == line) && js_peek(reader, 0) == ':') {
		is_pair = true;
		reader->place.at++;
		js_skip(reader, true);
		js_read_node(reader, indent, JS_IN_FLOW, false, true);
		value = reader->node;
	}
	if (is_mapping) {
		add_pair(reader, items, key, value);
	} else if (is_pair) {
		struct items pair = { 0 };
		struct ynode *node = js_new_node(reader, YNODE_MAPPING, start);

		add_pair(reader, &pair, key, value);
		fill_block(reader->arena, node, &pair);
		add_item(reader, items, node);
	} else {
		add_item(reader, items, key);
	}
	js_skip(reader, true);
}

bool js_read_flow(struct js_reader *reader, int indent)
{
	struct js_properties own = reader->properties;
	int open = js_peek(reader, 0), close = open == '[' ? ']' : '}';
	bool may_go_on = true;
	struct items items = { 0 };
	struct ynode *node;

	if (open != '[' && open != '{')
		return false;
	node = js_new_node(reader, open == '[' ? YNODE_SEQUENCE : YNODE_MAPPING, reader->place.at);
	node->is_flow = true;
	if (own.anchor.ptr)
		js_set_anchor(reader, own.anchor, node);
	reader->place.at++;
	while (js_peek(reader, 0)) {
		js_skip(reader, true);
		if (js_peek(reader, 0) == close) {
			fill(reader->arena, node, &items, ++reader->place.at);
			reader->properties = own;
			reader->node = node;
			return true;
		}
		if (!may_go_on)
			return js_stop(reader, "missing comma");
		if (js_peek(reader, 0) == ',')
			return js_stop(reader, "missing value before this comma");
		read_entry(reader, indent, open == '{', &items);
		may_go_on = js_peek(reader, 0) == ',';
		reader->place.at += may_go_on;
	}
	return js_stop(reader, "the file ends inside brackets");
}

static bool has_tab(struct js_reader *reader)
{
	if (reader->place.first_tab == JS_NO_TAB)
		return false;
	js_stop_at(reader, reader->place.first_tab, "a tab can't be used for indentation");
	return true;
}

// Whether the block goes on at the line that was reached; stops where that is indented too far.
static bool goes_on(struct js_reader *reader, uint32_t line, int indent)
{
	if ((reader->place.line == line || reader->place.indent > indent) && js_peek(reader, 0))
		return js_stop(reader, "this does not line up with the lines around it");
	return reader->place.indent >= indent;
}

bool js_read_block_list(struct js_reader *reader, int indent)
{
	struct js_properties own = reader->properties;
	struct items items = { 0 };
	struct ynode *node;

	if (reader->place.first_tab != JS_NO_TAB)
		return false;
	node = js_new_node(reader, YNODE_SEQUENCE, reader->place.at);
	if (own.anchor.ptr)
		js_set_anchor(reader, own.anchor, node);
	while (js_peek(reader, 0) && !has_tab(reader) && js_peek(reader, 0) == '-' &&
	       is_space_or_break(js_peek(reader, 1))) {
		uint32_t line;

		reader->place.at++;
		if (js_skip(reader, true) && reader->place.indent <= indent) {
			add_item(reader, &items, NULL);
			continue;
		}
		line = reader->place.line;
		js_read_node(reader, indent, JS_BLOCK_IN, false, true);
		add_item(reader, &items, reader->node);
		js_skip(reader, true);
		if (!goes_on(reader, line, indent))
			break;
	}
	if (items.n == 0)
		return false;
	fill_block(reader->arena, node, &items);
	reader->properties = own;
	reader->node = node;
	return true;
}

struct block_mapping {
	struct js_reader *reader;
	struct items items;
	struct ynode *key;   // read, and its value not yet
	bool is_at_explicit; // behind "? ", or the key that follows it
	bool is_found;       // to be a mapping
	bool may_be_compact;
};

static void store(struct block_mapping *mapping, struct ynode *value)
{
	add_pair(mapping->reader, &mapping->items, mapping->key, value);
	mapping->key = NULL;
}

static bool take_sign(struct block_mapping *mapping, int c)
{
	struct js_reader *reader = mapping->reader;

	if (c == '?') {
		if (mapping->is_at_explicit)
			store(mapping, NULL);
		mapping->is_found = mapping->is_at_explicit = true;
	} else if (mapping->is_at_explicit) {
		mapping->is_at_explicit = false;
	} else {
		return js_stop(reader, "a value without a key");
	}
	mapping->may_be_compact = true;
	reader->place.at++;
	return true;
}

enum key { KEY_READ, KEY_NONE, KEY_IS_VALUE };

// The text up to ":". Where there is no ":" it was no mapping, but a value.
static enum key take_key(struct block_mapping *mapping, int flow_indent)
{
	struct js_reader *reader = mapping->reader;
	uint32_t line = reader->place.line;

	if (!js_read_node(reader, flow_indent, JS_FLOW_KEY, false, true))
		return KEY_NONE;
	if (reader->place.line == line)
		while (is_space(js_peek(reader, 0)))
			reader->place.at++;
	if (reader->place.line != line || js_peek(reader, 0) != ':') {
		if (!mapping->is_found)
			return KEY_IS_VALUE;
		js_stop(reader, reader->place.line == line ? "a key without \":\"" : "a key of several lines");
		return KEY_NONE;
	}
	reader->place.at++;
	if (!is_space_or_break(js_peek(reader, 0))) {
		js_stop(reader, "missing space after this \":\"");
		return KEY_NONE;
	}
	if (mapping->is_at_explicit)
		store(mapping, NULL);
	mapping->is_found = true;
	mapping->is_at_explicit = mapping->may_be_compact = false;
	mapping->key = reader->node;
	return KEY_READ;
}

static void take_value(struct block_mapping *mapping, int indent)
{
	struct js_reader *reader = mapping->reader;
	bool is_read = js_read_node(reader, indent, JS_BLOCK_OUT, true, mapping->may_be_compact);

	if (mapping->is_at_explicit && is_read)
		mapping->key = reader->node;
	if (!mapping->is_at_explicit)
		store(mapping, is_read ? reader->node : NULL);
	js_skip(reader, true);
}

bool js_read_block_mapping(struct js_reader *reader, int indent, int flow_indent)
{
	struct js_properties own = reader->properties;
	struct block_mapping mapping = { .reader = reader };
	struct ynode *node;

	if (reader->place.first_tab != JS_NO_TAB)
		return false;
	node = js_new_node(reader, YNODE_MAPPING, reader->place.at);
	if (own.anchor.ptr)
		js_set_anchor(reader, own.anchor, node);
	while (js_peek(reader, 0)) {
		uint32_t line = reader->place.line;
		int c = js_peek(reader, 0);

		if (!mapping.is_at_explicit && has_tab(reader))
			break;
		if ((c == '?' || c == ':') && is_space_or_break(js_peek(reader, 1))) {
			take_sign(&mapping, c);
		} else {
			enum key key = take_key(&mapping, flow_indent);

			if (key == KEY_IS_VALUE) {
				reader->properties = own;
				return true;
			}
			if (key == KEY_NONE)
				break;
		}
		if (reader->place.line == line || reader->place.indent > indent)
			take_value(&mapping, indent);
		if (!goes_on(reader, line, indent))
			break;
	}
	if (mapping.is_at_explicit)
		store(&mapping, NULL);
	if (!mapping.is_found)
		return false;
	fill_block(reader->arena, node, &mapping.items);
	reader->properties = own;
	reader->node = node;
	return true;
}
