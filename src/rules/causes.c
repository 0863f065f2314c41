// SPDX-License-Identifier: Apache-2.0
// In: findings about YAML and types. Out: which places of the SDL they leave empty.
#include "rules/causes.h"

#include "query/common.h"

// A value that is there and can't be read.
static void supply_value(struct run *run, struct diag *diag)
{
	const struct ynode *key = ynode_key(diag->at);

	diag_supplies(run, diag, "%s", node_place(run, key && is_merge_key(key) ? diag->at->parent : diag->at));
}

// A line "---" cuts the file: sections that are missing stand below it, and the rest of what is above the line.
static void supply_sections(struct run *run, struct diag *diag)
{
	const struct ynode *root = run->root, *last;

	if (!root || root->kind != YNODE_MAPPING || root->n_items == 0)
		return;
	for (const char *const *section = network.sections; *section; section++)
		if (!ynode_get(root, *section))
			diag_supplies(run, diag, "%s", *section);
	last = root->items[root->n_items - 1];
	if (last->kind != YNODE_SCALAR && last->n_items)
		diag_supplies(run, diag, "%s", node_place(run, last->items[last->n_items - 1]));
}

void supply_places(struct run *run)
{
	for (size_t i = 0; i < run->diags.n; i++) {
		struct diag *diag = run->diags.items[i];

		if (diag->at && (diag->rule == &rule_wrong_type || diag->rule == &rule_yaml_alias_unknown))
			supply_value(run, diag);
		else if (diag->rule == &rule_yaml_multiple_documents)
			supply_sections(run, diag);
	}
}
