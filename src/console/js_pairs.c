// SPDX-License-Identifier: Apache-2.0
// In: a mapping of the tree. Out: its entries as js-yaml gives them to Akash Console.
#include <math.h>

#include "base/arena.h"
#include "console/js_value.h"

static struct str number_name(struct arena *arena, const struct js_value *value)
{
	const double most = 1e15; // larger ones may be written with an exponent

	if (value->type != JS_INTEGER || !(fabs(value->number) < most))
		return value->text;
	return str_of(arena_printf(arena, "%lld", (long long)value->number));
}

static struct str scalar_name(struct arena *arena, const struct ynode *key)
{
	struct js_value value = js_value_of(key);

	if (value.type == JS_NULL)
		return STR("null");
	if (value.type == JS_BOOLEAN)
		return value.is_true ? STR("true") : STR("false");
	return value.type == JS_INTEGER || value.type == JS_NUMBER ? number_name(arena, &value) : key->text;
}

// [a, ~, 1] is "a,,1".
static struct str list_name(struct arena *arena, const struct ynode *list)
{
	struct strbuf name = strbuf_in(arena);

	for (uint32_t i = 0; i < list->n_items; i++) {
		const struct ynode *item = ynode_resolve(list->items[i]);
		struct str text = STR("[object Object]");

		if (item && item->kind == YNODE_SCALAR)
			text = js_value_of(item).type == JS_NULL ? STR("") : scalar_name(arena, item);
		if (i > 0)
			strbuf_putc(&name, ',');
		strbuf_add(&name, text.ptr, text.len);
	}
	return (struct str){ name.text, name.len };
}

struct str js_key_name(struct arena *arena, const struct ynode *key)
{
	if (ynode_is_text(key))
		return key->text;
	key = ynode_resolve(key);
	if (!key || key->kind == YNODE_MAPPING)
		return STR("[object Object]");
	return key->kind == YNODE_SEQUENCE ? list_name(arena, key) : scalar_name(arena, key);
}

static size_t place_of(const struct js_pairs *pairs, struct str name)
{
	if (pairs->by_name.n)
		return (size_t)(uintptr_t)table_get(&pairs->by_name, name);
	for (size_t i = 0; i < pairs->n; i++)
		if (str_eq(pairs->items[i].name, name))
			return i + 1;
	return 0;
}

// A few are found without.
static void index_names(struct arena *arena, struct js_pairs *pairs)
{
	enum { FEW = 16 };

	for (; pairs->n > FEW && pairs->n_indexed < pairs->n; pairs->n_indexed++) {
		void **slot = table_put(arena, &pairs->by_name, pairs->items[pairs->n_indexed].name);

		if (!*slot)
			*slot = (void *)(uintptr_t)(pairs->n_indexed + 1);
	}
}

bool is_js_merge_key(const struct ynode *key)
{
	return is_merge_key(key) && !key->has_bang;
}

static const struct js_pairs *pairs_of(struct arena *arena, const struct ynode *node, int depth);

// The index in `outer` of the value that holds `inner`; all of them when it holds it not.
static uint32_t index_within(const struct ynode *outer, const struct ynode *inner)
{
	for (; inner->parent; inner = inner->parent)
		if (inner->parent == outer)
			return inner->index & ~1u;
	return UINT32_MAX;
}

// A mapping that is merged into one of its own parts has only what stands above the part.
static void merge_one(struct arena *arena, struct js_pairs *pairs, const struct ynode *into, const struct ynode *from,
		      int depth)
{
	const struct js_pairs *other;
	uint32_t end;

	from = ynode_resolve(from);
	if (!from || from->kind != YNODE_MAPPING || from == into)
		return;
	other = pairs_of(arena, from, depth + 1);
	end = index_within(from, into);
	for (size_t i = 0; i < other->n; i++) {
		struct js_pair pair = other->items[i];

		if ((pair.key->parent == from && pair.key->index >= end) || place_of(pairs, pair.name))
			continue;
		ARENA_PUSH(arena, pairs->items, pairs->n, pairs->cap) = pair;
		index_names(arena, pairs);
	}
}

static void merge_all(struct arena *arena, struct js_pairs *pairs, const struct ynode *into, const struct ynode *value,
		      int depth)
{
	const struct ynode *node = ynode_resolve(value);
	bool is_list = node && node->kind == YNODE_SEQUENCE;

	if (!is_list)
		merge_one(arena, pairs, into, value, depth);
	for (uint32_t i = 0; is_list && i < node->n_items && i < JS_LONGEST_MERGE; i++)
		merge_one(arena, pairs, into, node->items[i], depth);
}

// The mapping above is made first if mappings merge each other, so the walk from the top does not recurse deeply.
static const struct js_pairs *pairs_of(struct arena *arena, const struct ynode *node, int depth)
{
	enum { DEEPEST_MERGE = 100 };
	struct js_pairs *pairs = node->js_pairs;

	if (pairs)
		return pairs;
	pairs = arena_alloc(arena, sizeof(*pairs));
	*pairs = (struct js_pairs){ .cap = node->n_items / 2 };
	pairs->items = arena_alloc(arena, pairs->cap * sizeof(*pairs->items));
	if (depth > DEEPEST_MERGE)
		return pairs;
	((struct ynode *)node)->js_pairs = pairs;
	for (uint32_t i = 0; i + 1 < node->n_items; i += 2)
		if (!node->has_merge || !is_js_merge_key(node->items[i]))
			pairs->items[pairs->n++] = (struct js_pair){
				.name = js_key_name(arena, node->items[i]),
				.key = node->items[i],
				.value = node->items[i + 1],
			};
	index_names(arena, pairs);
	for (uint32_t i = 0; node->has_merge && i + 1 < node->n_items; i += 2)
		if (is_js_merge_key(node->items[i]))
			merge_all(arena, pairs, node, node->items[i + 1], depth);
	return pairs;
}

const struct js_pairs *js_pairs_of(struct arena *arena, const struct ynode *node)
{
	static const struct js_pairs none;

	return node && node->kind == YNODE_MAPPING ? pairs_of(arena, node, 0) : &none;
}

const struct js_pair *js_get(const struct js_pairs *pairs, const char *name)
{
	size_t place = place_of(pairs, str_of(name));

	return place ? &pairs->items[place - 1] : NULL;
}
