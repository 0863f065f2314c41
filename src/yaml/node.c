// SPDX-License-Identifier: Apache-2.0
// In: a YAML tree. Out: what a node is, where it stands and how it is called.
#include "yaml/node.h"

#include "base/arena.h"
#include "base/table.h"

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

bool is_merge_key(const struct ynode *key)
{
	if (key->kind != YNODE_SCALAR || !str_is(key->text, "<<"))
		return false;
	return key->has_tag ? key->tag == SCALAR_MERGE : key->is_plain;
}

static bool is_same_key(const struct ynode *a, const struct ynode *b)
{
	return a->kind == b->kind && str_eq(a->text, b->text);
}

// Looks at each pair while that is cheaper than a table.
static void mark_few_duplicates(struct ynode *mapping)
{
	struct ynode *const *keys = mapping->items;

	for (uint32_t i = 2; i < mapping->n_items; i += 2)
		for (uint32_t j = 0; j < i && !keys[i]->is_duplicate; j += 2) {
			keys[i]->is_duplicate = is_same_key(keys[i], keys[j]);
			mapping->has_duplicate |= keys[i]->is_duplicate;
		}
}

// Keys of one kind with one text, but for the first of them.
static void mark_duplicates(struct arena *arena, struct ynode *mapping)
{
	enum { FEW = 24 };
	struct table *seen;

	if (mapping->n_items <= FEW) {
		mark_few_duplicates(mapping);
		return;
	}
	seen = arena_zalloc(arena, (YNODE_ALIAS + 1) * sizeof(*seen));
	mapping->keys = &seen[YNODE_SCALAR];
	for (uint32_t i = 0; i < mapping->n_items; i += 2) {
		struct ynode *key = mapping->items[i];
		void **slot = table_put(arena, &seen[key->kind], key->text);

		key->is_duplicate = *slot != NULL;
		mapping->has_duplicate |= key->is_duplicate;
		if (!*slot)
			*slot = key;
	}
}

void ynode_set_items(struct arena *arena, struct ynode *node, struct ynode **items, uint32_t n)
{
	node->items = items;
	node->n_items = n;
	for (uint32_t i = 0; i < n; i++) {
		items[i]->parent = node;
		items[i]->index = i;
	}
	if (node->kind != YNODE_MAPPING)
		return;
	mark_duplicates(arena, node);
	for (uint32_t i = 0; i < n; i += 2)
		if (!ynode_is_text(items[i])) {
			node->has_odd_key = true;
			node->has_merge |= is_merge_key(items[i]);
		}
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
