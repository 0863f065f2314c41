// SPDX-License-Identifier: Apache-2.0
// In: the tree. Out: findings about YAML that js-yaml refuses, in every corner of the file.
#include "console/console_rules.h"
#include "console/js_value.h"

// Entries that merge keys make in one file.
enum { MOST_MERGED = 500000 };

struct yaml_walk {
	struct run *run;
	size_t n_merged;
};

// Whether what is different in the text may be the same key: 1 and 0x1, ~ and null.
static bool has_converted_key(const struct ynode *mapping)
{
	for (uint32_t i = 0; i < mapping->n_items; i += 2) {
		const struct ynode *key = mapping->items[i];

		if (key->kind != YNODE_SCALAR || js_value_of(key).type != JS_TEXT)
			return true;
	}
	return false;
}

static void report_duplicate(struct run *run, const struct ynode *key, const struct ynode *first)
{
	struct diag *diag;

	if (mark_known_mistake(run, key))
		return;
	diag = diag_add(run, &rule_console_yaml, key, "duplicate key %s: already in this mapping",
			quoted(run, key->text));
	diag_related(run, diag, ynode_span(first), "first here");
	diag_help(run, diag, "keep one of them");
}

static void check_duplicates(struct run *run, const struct ynode *mapping)
{
	struct table seen = { 0 };

	for (uint32_t i = 0; i < mapping->n_items; i += 2) {
		const struct ynode *key = mapping->items[i];
		void **first;

		if (is_js_merge_key(key))
			continue;
		first = table_put(run->arena, &seen, js_key_name(run->arena, key));
		if (*first) {
			report_duplicate(run, key, *first);
			return;
		}
		*first = (void *)key;
	}
}

static bool is_mergeable(const struct ynode *value)
{
	value = ynode_resolve(value);
	if (value && value->kind == YNODE_SEQUENCE) {
		for (uint32_t i = 0; i < value->n_items; i++) {
			const struct ynode *item = ynode_resolve(value->items[i]);

			if (item && item->kind == YNODE_SCALAR)
				return false;
		}
		return true;
	}
	return !value || value->kind == YNODE_MAPPING;
}

static void check_merge(struct run *run, const struct ynode *value)
{
	const struct ynode *node = ynode_resolve(value);

	if (!is_mergeable(value)) {
		if (!mark_known_mistake(run, value))
			diag_add(run, &rule_console_yaml, value, "only a mapping can be merged, not %s",
				 ynode_describe(run, value));
	} else if (node && node->kind == YNODE_SEQUENCE && node->n_items > JS_LONGEST_MERGE &&
		   !mark_known_mistake(run, value)) {
		diag_add(run, &rule_console_yaml, value, "Akash Console merges at most %d mappings at once",
			 JS_LONGEST_MERGE);
	}
}

static void check_editor(struct run *run, const struct ynode *key)
{
	struct diag *diag = diag_add(run, &rule_console_editor_merge, key,
				     "the web editor of Akash Console does not merge \"<<\", and rejects this SDL");

	diag_help(run, diag, "to deploy from the editor, write the merged entries out");
}

static void check_merges(struct yaml_walk *walk, const struct ynode *mapping)
{
	for (uint32_t i = 0; i + 1 < mapping->n_items && walk->n_merged <= MOST_MERGED; i += 2) {
		if (!is_js_merge_key(mapping->items[i]))
			continue;
		check_editor(walk->run, mapping->items[i]);
		check_merge(walk->run, mapping->items[i + 1]);
		walk->n_merged += js_pairs_of(walk->run->arena, mapping)->n;
		if (walk->n_merged > MOST_MERGED)
			diag_add(walk->run, &rule_console_yaml, mapping->items[i],
				 "merge keys expand to more than %d entries in this file", MOST_MERGED);
	}
}

static size_t n_entries(const struct ynode *node)
{
	return node && node->kind == YNODE_MAPPING ? node->n_items / 2 : 0;
}

// A list of mappings with one entry each; in an ordered map all of them differ.
static bool is_list_of_pairs(struct run *run, const struct ynode *list, bool is_ordered_map)
{
	struct table seen = { 0 };

	for (uint32_t i = 0; i < list->n_items; i++) {
		const struct ynode *item = ynode_resolve(list->items[i]);
		void **slot;

		if (n_entries(item) != 1)
			return false;
		slot = table_put(run->arena, &seen, js_key_name(run->arena, item->items[0]));
		if (*slot && is_ordered_map)
			return false;
		*slot = (void *)item;
	}
	return true;
}

static bool is_set(const struct ynode *mapping)
{
	for (uint32_t i = 1; i < mapping->n_items; i += 2) {
		const struct ynode *value = ynode_resolve(mapping->items[i]);

		if (value && (value->kind != YNODE_SCALAR || js_value_of(value).type != JS_NULL))
			return false;
	}
	return true;
}

enum tag_fault { TAG_SOUND, TAG_UNKNOWN, TAG_UNFIT };

static enum tag_fault collection_tag_fault(struct run *run, const struct ynode *node)
{
	struct str name = str_slice(node->tag_text, sizeof("tag:yaml.org,2002:") - 1, node->tag_text.len);
	bool is_list = node->kind == YNODE_SEQUENCE, is_fit;

	if (!str_has_prefix(node->tag_text, "tag:yaml.org,2002:"))
		return TAG_UNKNOWN;
	if (is_list && (str_is(name, "omap") || str_is(name, "pairs")))
		is_fit = is_list_of_pairs(run, node, str_is(name, "omap"));
	else if (!is_list && str_is(name, "set"))
		is_fit = is_set(node);
	else
		is_fit = str_is(name, is_list ? "seq" : "map");
	return is_fit ? TAG_SOUND : TAG_UNFIT;
}

static enum tag_fault tag_fault(struct run *run, const struct ynode *node)
{
	if (node->kind != YNODE_SCALAR)
		return collection_tag_fault(run, node);
	if (!js_value_of(node).is_unreadable)
		return TAG_SOUND;
	return node->tag == SCALAR_OTHER ? TAG_UNKNOWN : TAG_UNFIT;
}

static void check_tag(struct run *run, const struct ynode *node)
{
	enum tag_fault fault = tag_fault(run, node);
	struct diag *diag;

	if (fault == TAG_SOUND || mark_known_mistake(run, node))
		return;
	diag = diag_add(run, &rule_console_yaml, node,
			fault == TAG_UNKNOWN ? "Akash Console does not support the tag of this value"
					     : "the value does not match its tag");
	diag_help(run, diag, "remove the tag");
}

static void check_node(struct yaml_walk *walk, const struct ynode *node, int depth)
{
	struct run *run = walk->run;

	if (node->has_tag)
		check_tag(run, node);
	if (depth > JS_DEEPEST) {
		if (!mark_known_mistake(run, node))
			diag_add(run, &rule_console_yaml, node, "Akash Console reads at most %d levels", JS_DEEPEST);
		return;
	}
	if (node->has_duplicate || (node->has_odd_key && has_converted_key(node)))
		check_duplicates(run, node);
	for (uint32_t i = 0; i < node->n_items; i++)
		if (node->items[i]->n_items || node->items[i]->has_tag || depth == JS_DEEPEST)
			check_node(walk, node->items[i], depth + 1);
	if (node->has_merge)
		check_merges(walk, node);
}

bool check_console_yaml(struct run *run, const struct ynode *root)
{
	struct yaml_walk walk = { .run = run };

	check_node(&walk, root, 1);
	return walk.n_merged <= MOST_MERGED;
}
