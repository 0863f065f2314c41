// SPDX-License-Identifier: Apache-2.0
// In: the tree. Out: a diagnostic where the network's first look at it crashes.
#include "yaml/soft_pass.h"

#include "yaml/decode.h"
#include "yaml/yaml_rules.h"

// What a value is decoded into: the type of a map's keys is settled by the mapping that it was made for.
enum target { TARGET_ANY, TARGET_TEXT, TARGET_MAP_OF_ANY, TARGET_MAP_OF_TEXT };

struct merged {
	struct table by_type[SCALAR_OTHER + 1];
};

struct soft {
	struct decoder decoder;
	struct merged *merged; // keys that a merge may no longer set; NULL outside of merges
	const struct ynode *crash;
	bool is_over; // crashed, or stopped at a fault that the real decoding may never meet
};

static bool walk(struct soft *soft, const struct ynode *node, enum target target);

static bool is_collection(const struct ynode *node)
{
	return node->kind != YNODE_SCALAR;
}

static enum scalar_type key_type(const struct ynode *key)
{
	if (is_collection(key))
		return key->has_tag ? key->tag : SCALAR_OTHER;
	return ynode_type(key);
}

static enum target map_for(const struct ynode *mapping)
{
	for (uint32_t i = 0; i < mapping->n_items; i += 2) {
		enum scalar_type type = key_type(ynode_resolve(mapping->items[i]));

		if (type != SCALAR_STR && type != SCALAR_MERGE)
			return TARGET_MAP_OF_ANY;
	}
	return TARGET_MAP_OF_TEXT;
}

// Where Go's map remembers the key; NULL where that crashes it.
static void **remember(struct soft *soft, const struct ynode *key, enum target keys)
{
	const struct ynode *node = ynode_resolve(key);

	if (is_collection(node)) {
		soft->crash = key;
		soft->is_over = true;
		return NULL;
	}
	return table_put(soft->decoder.run->arena,
			 &soft->merged->by_type[keys == TARGET_TEXT ? SCALAR_STR : ynode_type(node)], node->text);
}

static void merge_one(struct soft *soft, const struct ynode *value, enum target map)
{
	if (ynode_resolve(value)->kind == YNODE_MAPPING)
		walk(soft, value, map);
	else
		soft->is_over = true;
}

static void merge(struct soft *soft, const struct ynode *parent, const struct ynode *value, enum target map)
{
	struct merged own = { 0 }, *outer = soft->merged;

	if (!outer)
		soft->merged = &own;
	for (uint32_t i = 0; !outer && i < parent->n_items && !soft->is_over; i += 2)
		if (walk(soft, parent->items[i], TARGET_ANY) && !soft->is_over) {
			void **slot = remember(soft, parent->items[i], TARGET_ANY);

			if (slot)
				*slot = &own;
		}
	if (value->kind != YNODE_SEQUENCE && !soft->is_over)
		merge_one(soft, value, map);
	for (uint32_t i = 0; value->kind == YNODE_SEQUENCE && i < value->n_items && !soft->is_over; i++)
		merge_one(soft, value->items[i], map);
	soft->merged = outer;
}

static void walk_pair(struct soft *soft, const struct ynode *key, const struct ynode *value, enum target keys,
		      struct merged *merged)
{
	if (!walk(soft, key, keys) || soft->is_over)
		return;
	if (merged) {
		void **slot;

		soft->merged = merged;
		slot = remember(soft, key, keys);
		soft->merged = NULL;
		if (!slot || *slot)
			return;
		*slot = merged;
	}
	soft->is_over |= is_collection(ynode_resolve(key));
	if (!soft->is_over)
		walk(soft, value, TARGET_ANY);
}

static void walk_mapping(struct soft *soft, const struct ynode *mapping, enum target map)
{
	struct merged *merged = soft->merged;
	const struct ynode *merge_value = NULL;

	soft->merged = NULL;
	for (uint32_t i = 0; i < mapping->n_items && !soft->is_over; i += 2) {
		if (is_merge_key(mapping->items[i]))
			merge_value = mapping->items[i + 1];
		else
			walk_pair(soft, mapping->items[i], mapping->items[i + 1],
				  map == TARGET_MAP_OF_TEXT ? TARGET_TEXT : TARGET_ANY, merged);
	}
	soft->merged = merged;
	if (merge_value && !soft->is_over)
		merge(soft, mapping, merge_value, map);
}

// True where Go's decoder sets a value.
static bool walk_node(struct soft *soft, const struct ynode *node, enum target target)
{
	if (node->kind == YNODE_SCALAR) {
		soft->is_over |= node->has_tag && !scalar_fits_tag(node->text, node->tag);
		return target != TARGET_TEXT || ynode_type(node) != SCALAR_NULL;
	}
	if (target == TARGET_TEXT || node->has_duplicate)
		return false;
	for (uint32_t i = 0; node->kind == YNODE_SEQUENCE && i < node->n_items && !soft->is_over; i++)
		walk(soft, node->items[i], TARGET_ANY);
	if (node->kind == YNODE_MAPPING)
		walk_mapping(soft, node, target != TARGET_ANY ? target : map_for(node));
	return true;
}

static bool walk_as_decoded(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	void **soft_and_target = out;

	(void)decoder;
	(void)at;
	return walk_node(soft_and_target[0], node, *(enum target *)soft_and_target[1]);
}

static bool walk(struct soft *soft, const struct ynode *node, enum target target)
{
	void *soft_and_target[2] = { soft, &target };
	bool is_set = decode(&soft->decoder, node, walk_as_decoded, soft_and_target);

	soft->is_over |= soft->decoder.is_stopped;
	return is_set;
}

void soft_pass(struct run *run, const struct ynode *root)
{
	struct soft soft = { .decoder = { .run = run, .is_silent = true } };
	struct diag *diag;

	walk(&soft, root, TARGET_ANY);
	if (!soft.crash)
		return;
	diag = diag_add(run, &rule_yaml_key_type, soft.crash, "a key must be text, not %s",
			ynode_describe(run, soft.crash));
	diag_help(run, diag, "next to a merge key << it crashes the network's parser, even in a part that it ignores");
}
