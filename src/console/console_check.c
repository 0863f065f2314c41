// SPDX-License-Identifier: Apache-2.0
// In: a run after the network's rules. Out: what Akash Console's SDK rejects: a mark if the network
// rejects it too, otherwise a separate finding.
#include "console/console_check.h"

#include "console/console_rules.h"
#include "console/js_reader.h"
#include "rules/rules_run.h"
#include "sdl/sdl_from_tree.h"

static void check_tree(struct run *run, const struct ynode *root)
{
	if (!root || !check_console_yaml(run, root))
		return;
	check_console_shape(run, root);
	if (!run->sdl)
		return;
	check_console_links(run);
	check_console_interconnect(run);
}

static bool is_refused(const struct run *run)
{
	for (size_t i = 0; i < run->diags.n; i++)
		if (run->diags.items[i]->rejected_by & REJECTED_BY_CONSOLE)
			return true;
	return false;
}

// Where the network's parser stops there is one finding. Whether Console stops too follows from what it reads.
static void check_unreadable(struct run *run)
{
	struct settings settings = { .catalogue = run->settings->catalogue };
	struct js_document document = js_read(run);
	struct run other = { .arena = run->arena, .settings = &settings, .source = run->source };

	if (document.root) {
		other.root = document.root;
		sdl_from_tree(&other);
		rules_run(&other);
		check_tree(&other, other.root);
	}
	for (size_t i = 0; i < run->diags.n && (!document.root || is_refused(&other)); i++)
		if (run->diags.items[i]->rejected_by & REJECTED_BY_NETWORK)
			diag_reject(run, run->diags.items[i], REJECTED_BY_CONSOLE);
}

void console_check(struct run *run)
{
	if (run->has_syntax_error)
		check_unreadable(run);
	else if (run->root)
		check_tree(run, console_tree(run));
}
