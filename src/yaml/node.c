// SPDX-License-Identifier: Apache-2.0
// In: a YAML tree. Out: what a node is, where it stands and how it is called.
#include "yaml/node.h"

#include "base/arena.h"

const struct ynode *ynode_resolve(const struct ynode *node)
{
	return node->kind == YNODE_ALIAS ? node->target : node;
}

enum scalar_type ynode_type(const struct ynode *scalar)
{
	if (scalar->has_tag)
		return scalar->tag;
	return scalar->is_plain ? scalar_type_of(scalar->text) : SCALAR_STR;
}

bool ynode_is_null(const struct ynode *node)
{
	node = ynode_resolve(node);
	if (!node)
		return false;
	if (node->has_tag || node->kind != YNODE_SCALAR)
		return node->has_tag && node->tag == SCALAR_NULL;
	return node->is_plain && is_null_text(node->text);
}

const struct ynode *ynode_key(const struct ynode *node)
{
	if (!node->parent || node->parent->kind != YNODE_MAPPING || node->index % 2 == 0)
		return NULL;
	return node->parent->items[node->index - 1];
}

struct span ynode_span(const struct ynode *node)
{
	if (node->span.start < node->span.end)
		return node->span;
	if (ynode_key(node))
		return ynode_span(ynode_key(node));
	if (node->parent && node->parent->kind == YNODE_SEQUENCE && !node->parent->is_flow && node->span.start > 0)
		return (struct span){ node->span.start - 1, node->span.start };
	return node->span;
}

static void add_path(struct strbuf *path, const struct ynode *node)
{
	const struct ynode *parent = node->parent;

	if (!parent)
		return;
	add_path(path, parent);
	if (path->len)
		strbuf_putc(path, '.');
	if (parent->kind == YNODE_MAPPING)
		strbuf_add_escaped(path, parent->items[node->index & ~1u]->text);
	else
		strbuf_printf(path, "%u", (unsigned)node->index);
}

const char *ynode_path(struct arena *arena, const struct ynode *node)
{
	enum { DEEPEST_PATH = 64 };
	struct strbuf path;
	int depth = 0;

	for (const struct ynode *up = node; up; up = up->parent)
		if (++depth > DEEPEST_PATH)
			return NULL;
	path = strbuf_in(arena);
	add_path(&path, node);
	return path.len ? path.text : NULL;
}

const struct ynode *ynode_find_key(const struct ynode *mapping, struct str text)
{
	if (mapping->keys)
		return table_get(mapping->keys, text);
	for (uint32_t i = 0; i < mapping->n_items; i += 2)
		if (mapping->items[i]->kind == YNODE_SCALAR && str_eq(mapping->items[i]->text, text))
			return mapping->items[i];
	return NULL;
}

const struct ynode *ynode_get(const struct ynode *mapping, const char *key)
{
	const struct ynode *found =
		mapping && mapping->kind == YNODE_MAPPING ? ynode_find_key(mapping, str_of(key)) : NULL;

	return found ? mapping->items[found->index + 1] : NULL;
}

const char *ynode_describe(struct run *run, const struct ynode *node)
{
	static const char *const words[] = {
		[SCALAR_BOOL] = "the boolean",
		[SCALAR_INT] = "the number",
		[SCALAR_FLOAT] = "the number",
		[SCALAR_TIMESTAMP] = "the date",
	};
	enum scalar_type type;

	node = ynode_resolve(node);
	if (!node)
		return "an unknown alias";
	if (node->kind == YNODE_MAPPING)
		return node->n_items ? "a mapping" : "an empty mapping";
	if (node->kind == YNODE_SEQUENCE)
		return node->n_items ? "a list" : "an empty list";
	type = ynode_type(node);
	if (type == SCALAR_NULL)
		return "nothing";
	return arena_printf(run->arena, "%s %s", type <= SCALAR_TIMESTAMP && words[type] ? words[type] : "the text",
			    quoted(run, node->text));
}

struct diag *diag_add(struct run *run, const struct rule *rule, const struct ynode *at, const char *format, ...)
{
	struct diag *diag;
	va_list args;

	va_start(args, format);
	diag = diag_add_vspan(run, rule, ynode_span(at), format, args);
	va_end(args);
	diag->at = at;
	return diag;
}

const struct ynode *ynode_next(const struct ynode *node)
{
	if (node->n_items > 0)
		return node->items[0];
	while (node->parent && node->index + 1 == node->parent->n_items)
		node = node->parent;
	return node->parent ? node->parent->items[node->index + 1] : NULL;
}
