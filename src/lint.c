// SPDX-License-Identifier: Apache-2.0
// In: the bytes of one SDL. Out: what they say, and all that is wrong with it.
//
// Start reading here: every stage takes what the last one left in the run, adds to it, and reports
// what it finds. The next one works on what is sound, so that one mistake is reported once and
// hides no other.
#include "lint.h"

#include <assert.h>

#include "catalogue/catalogue.h"
#include "console/console_check.h"
#include "diag/consequence.h"
#include "rules/rules_run.h"
#include "rules/text_causes.h"
#include "sdl/sdl_from_tree.h"
#include "suppress/suppress.h"
#include "yaml/tree_from_source.h"

const struct settings default_settings = { .catalogue = &builtin_catalogue };

static void read_source(struct run *run)
{
	// text -> tree of YAML nodes that know their bytes
	tree_from_source(run);
	// tree -> services, compute profiles, placements, … whose values know their nodes
	if (!run->has_syntax_error)
		sdl_from_tree(run);
}

static void check(struct run *run)
{
	// model -> findings
	if (!run->has_syntax_error)
		rules_run(run);
	// what only Akash Console rejects
	console_check(run);
}

// All that is wrong, as the stages find it.
static void examine(struct run *run)
{
	read_source(run);
	check(run);
}

// Findings that come from the text as such: another language, odd characters, placeholders, … -> one for all.
static void name_text_causes(struct run *run)
{
	if (name_other_language(run) || name_lost_indent(run))
		return;
	name_lookalikes(run, examine);
	name_close_colons(run, examine);
	name_broken_line(run, examine);
	name_placeholders(run);
}

void lint(struct run *run, struct arena *arena, const struct settings *settings, const char *name, struct str bytes)
{
	assert(bytes.len <= SOURCE_MAX_BYTES);
	*run = (struct run){ .arena = arena, .settings = settings };
	// bytes -> UTF-8 text that knows its lines
	source_init(&run->source, arena, name, bytes.ptr, (uint32_t)bytes.len);
	read_source(run);
	// one finding for another tool's file, whatever is in it
	if (!name_other_tool(run)) {
		check(run);
		name_text_causes(run);
	}
	// those that a comment of the file silences -> aside
	suppress(run);
	// those that only follow from another -> dropped
	drop_consequences(run);
	// findings -> in the order of the text, each once
	diags_finish(&run->diags);
	// those that say the same of many entries of a list -> one
	join_same_findings(run);
}
