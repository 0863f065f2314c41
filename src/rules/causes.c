// SPDX-License-Identifier: Apache-2.0
// In: findings about YAML and types. Out: which places of the SDL they leave empty.
#include "rules/causes.h"

#include "base/ascii.h"
#include "query/common.h"

// A value that is there and can't be read.
static void supply_value(struct run *run, struct diag *diag)
{
	const struct ynode *key = ynode_key(diag->at);

	diag_supplies(run, diag, "%s", node_place(run, key && is_merge_key(key) ? diag->at->parent : diag->at));
}

// A section that the first document lacks begins the next one: the SDL goes on below the line "---".
static void help_cut(struct run *run, struct diag *diag)
{
	const struct source *source = &run->source;
	uint32_t at = diag->span.end, end;

	while (at < source->len && is_line_break(source->text[at]))
		at++;
	for (end = at; end < source->len && is_letter(source->text[end]); end++)
		;
	if (!is_one_of(source_text(source, (struct span){ at, end }), network.sections) ||
	    ynode_find_key(run->root, source_text(source, (struct span){ at, end })))
		return;
	diag_help(run, diag, "remove this line: the SDL goes on below it");
	diag_fix(run, diag, "remove the line", (struct span){ diag->span.start, at }, STR(""));
	diag->fix->is_unsafe = true;
}

// A line "---" cuts the file: the missing sections are below it.
static void supply_sections(struct run *run, struct diag *diag)
{
	const struct ynode *root = run->root, *last;

	if (!root || root->kind != YNODE_MAPPING || root->n_items == 0)
		return;
	help_cut(run, diag);
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
