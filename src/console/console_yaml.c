// SPDX-License-Identifier: Apache-2.0
// In: the tree. Out: findings about YAML that js-yaml refuses, in every corner of the file.
#include "console/console_rules.h"
#include "console/js_value.h"
#include "yaml/decode.h"

enum { DEEPEST = 100 };

static void check_duplicates(struct run *run, const struct ynode *mapping)
{
	for (uint32_t i = 2; i < mapping->n_items; i += 2)
		for (uint32_t j = 0; j < i; j += 2) {
			const struct ynode *key = mapping->items[i];
			struct diag *diag;

			if (key->kind != mapping->items[j]->kind || !str_eq(key->text, mapping->items[j]->text) ||
			    is_merge_key(key))
				continue;
			if (!is_known_mistake(run, key)) {
				diag = report(run, &rule_console_yaml, key, "the key %s is here twice",
					      quoted(run, key->text));
				diag_related(run, diag, ynode_span(mapping->items[j]), "first here");
				diag_help(run, diag, "keep one of them");
			}
			return;
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

static void check_merges(struct run *run, const struct ynode *mapping)
{
	for (uint32_t i = 0; i < mapping->n_items; i += 2)
		if (is_merge_key(mapping->items[i]) && !is_mergeable(mapping->items[i + 1]) &&
		    !is_known_mistake(run, mapping->items[i + 1]))
			report(run, &rule_console_yaml, mapping->items[i + 1], "only a mapping can be merged, not %s",
			       ynode_describe(run, mapping->items[i + 1]));
}

static void check_tag(struct run *run, const struct ynode *node)
{
	static const char *const known[] = { "seq", "map", "omap", "pairs", "set" };
	bool is_unknown = node->tag == SCALAR_OTHER, is_wrong;
	struct diag *diag;

	for (size_t i = 0; i < COUNT_OF(known); i++)
		is_unknown &= !(str_has_prefix(node->tag_text, "tag:yaml.org,2002:") &&
				str_has_suffix(node->tag_text, known[i]));
	is_wrong = node->kind == YNODE_SCALAR ? js_value_of(node).is_unreadable : node->tag != SCALAR_OTHER;
	if ((!is_unknown && !is_wrong) || is_known_mistake(run, node))
		return;
	diag = report(run, &rule_console_yaml, node,
		      is_unknown ? "Akash Console does not know the tag of this value"
				 : "the value does not fit its tag");
	diag_help(run, diag, "drop the tag");
}

static void check_node(struct run *run, const struct ynode *node, int depth)
{
	if (node->has_tag)
		check_tag(run, node);
	if (depth > DEEPEST) {
		if (!is_known_mistake(run, node))
			report(run, &rule_console_yaml, node, "Akash Console reads no more than %d levels", DEEPEST);
		return;
	}
	if (node->has_duplicate)
		check_duplicates(run, node);
	if (node->kind == YNODE_MAPPING)
		check_merges(run, node);
	for (uint32_t i = 0; i < node->n_items; i++)
		check_node(run, node->items[i], depth + 1);
}

void check_console_yaml(struct run *run)
{
	check_node(run, run->root, 1);
}
