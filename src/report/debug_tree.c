// SPDX-License-Identifier: Apache-2.0
// In: a run. Out: its tree, a line for each node: place, kind, text, and what the decoder takes a scalar for.
#include "report/debug.h"

#include "base/arena.h"
#include "yaml/node.h"

static const char *const types[] = {
	[SCALAR_NULL] = "null",      [SCALAR_BOOL] = "bool", [SCALAR_INT] = "int",     [SCALAR_FLOAT] = "float",
	[SCALAR_TIMESTAMP] = "date", [SCALAR_STR] = "str",   [SCALAR_MERGE] = "merge",
};

static void add_node(struct strbuf *out, struct run *run, const struct ynode *node, int depth)
{
	struct position start = source_position(&run->source, node->span.start);
	struct position end = source_position(&run->source, node->span.end);
	size_t type = node->kind == YNODE_SCALAR ? ynode_type(node) : 0;

	strbuf_printf(out, "%*s%u:%u-%u:%u ", depth * 2, "", start.line, start.column, end.line, end.column);
	switch (node->kind) {
	case YNODE_MAPPING:
		strbuf_printf(out, "mapping of %u%s", node->n_items / 2, node->is_flow ? ", flow" : "");
		break;
	case YNODE_SEQUENCE:
		strbuf_printf(out, "list of %u%s", node->n_items, node->is_flow ? ", flow" : "");
		break;
	case YNODE_ALIAS:
		strbuf_printf(out, "alias of \"%s\"", escaped_text(out->arena, node->text));
		break;
	case YNODE_SCALAR:
		strbuf_printf(out, "%s \"%s\"%s", type < COUNT_OF(types) && types[type] ? types[type] : "other",
			      escaped_text(out->arena, node->text), node->is_plain ? "" : ", quoted");
		break;
	}
	if (node->anchor.len)
		strbuf_printf(out, ", anchor \"%s\"", escaped_text(out->arena, node->anchor));
	if (node->tag_text.len)
		strbuf_printf(out, ", tag \"%s\"", escaped_text(out->arena, node->tag_text));
	strbuf_putc(out, '\n');
}

// Without recursion: the tree may be as deep as the parser allows.
void debug_tree(struct strbuf *out, struct run *run)
{
	const struct ynode *node = run->root;
	int depth = 0;

	while (node) {
		add_node(out, run, node, depth);
		if (node->n_items) {
			node = node->items[0];
			depth++;
			continue;
		}
		while (node->parent && node->index + 1 == node->parent->n_items) {
			node = node->parent;
			depth--;
		}
		node = node->parent ? node->parent->items[node->index + 1] : NULL;
	}
}
