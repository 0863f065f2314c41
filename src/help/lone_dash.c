// SPDX-License-Identifier: Apache-2.0
// In: a list where a mapping must be, or a mapping where a list must be. Out: which dash is missing, or is too much.
#include <string.h>

#include "help/lone_value.h"

// "-NAME=value", which is no item of a list.
void help_space(struct run *run, struct diag *diag, const struct ynode *at)
{
	struct str text = ynode_resolve(at)->text;
	const char *space = memchr(text.ptr, ' ', text.len);

	diag_help(run, diag, "write a space after %s dash: \"- %s\"", space ? "each" : "the",
		  escaped(run, str_slice(text, 1, space ? (size_t)(space - text.ptr) : text.len)));
	if (at->kind != YNODE_SCALAR || space)
		return;
	diag_fix(run, diag, "write a space after the dash", (struct span){ at->span.start + 1, at->span.start + 1 },
		 STR(" "));
	diag->fix->is_unsafe = true;
}

static const struct ynode *lone_mapping(const struct ynode *list)
{
	const struct ynode *item = list->kind == YNODE_SEQUENCE && list->n_items == 1 ? list->items[0] : NULL;

	return item && item->kind == YNODE_MAPPING && item->n_items ? item : NULL;
}

// "- units: 1" where "units: 1" must be.
static void explain_dash(struct run *run, struct diag *diag, const struct ynode *list)
{
	const struct ynode *mapping = lone_mapping(list);
	uint32_t key = mapping->span.start;

	diag_help(run, diag, "remove the dash before \"%s:\"", escaped(run, mapping->items[0]->text));
	if (list->is_flow || mapping->is_flow || key < 2 || memcmp(run->source.text + key - 2, "- ", 2) != 0)
		return;
	diag_fix(run, diag, "remove the dash", (struct span){ key - 2, key }, STR("  "));
	diag->fix->is_unsafe = true;
}

bool report_list_of_keys(struct run *run, const struct rule *rule, const struct ynode *key, const char *name)
{
	const struct ynode *list = key->parent;
	struct diag *diag;

	if (!list || list->kind != YNODE_SEQUENCE || key->kind == YNODE_SCALAR)
		return false;
	if (key->index > 0)
		return true;
	diag = diag_add(run, rule, list, "%s must be a mapping, not a list", name);
	diag_supplies(run, diag, "%s", node_place(run, list));
	if (lone_mapping(list))
		explain_dash(run, diag, list);
	else
		diag_help(run, diag, "write a mapping: \"key: value\" on its own line, indented");
	return true;
}

// A mapping where a list must be.
static void write_dash(struct run *run, struct diag *diag, const struct ynode *mapping, struct str name)
{
	const struct ynode *value = ynode_resolve(mapping->items[1]);

	if (has_text(value))
		diag_help(run, diag, "begin it with a dash and a space: \"- %s: %s\"", escaped(run, name),
			  escaped(run, value->text));
	else
		diag_help(run, diag, "begin it with a dash and a space: \"- %s:\"", escaped(run, name));
}

// Its first value does for what such a mapping of names holds.
static bool is_named(const struct ynode *mapping, const struct shape *shape)
{
	return shape->values && shape_fit(shape->values, mapping->items[1]) > 0;
}

bool help_dash(struct run *run, struct diag *diag, const struct ynode *node, const struct shape *shape)
{
	bool is_for_list = node->kind == YNODE_MAPPING && shape->types & JS_LIST && node->n_items;
	const struct ynode *lone = lone_mapping(node);

	if (is_for_list && shape->items && shape_fit(shape->items, node) > 0)
		write_dash(run, diag, node, node->items[0]->text);
	else if (is_for_list && node->items[0]->text.len > 1 && node->items[0]->text.ptr[0] == '-')
		write_dash(run, diag, node, str_slice(node->items[0]->text, 1, node->items[0]->text.len));
	else if (node->kind == YNODE_SEQUENCE && help_named_item(run, diag, node, shape))
		return true;
	else if (lone && shape->names && shape_fit(shape->values, lone) >= FIT_ENTRY)
		diag_help(run, diag, "write the name of the %s instead of \"-\", followed by \":\"", shape->names);
	else if (lone && (shape->keys || (shape->names && is_named(lone, shape))))
		explain_dash(run, diag, node);
	else
		return false;
	return true;
}
