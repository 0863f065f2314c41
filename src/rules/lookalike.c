// SPDX-License-Identifier: Apache-2.0
// In: the findings of a file. Out: one for all that come from characters which only look like those of YAML.
#include "help/text_trial.h"
#include "rules/text_causes.h"
#include "yaml/lookalikes.h"

const struct rule rule_lookalike_character = {
	.id = "lookalike-character",
	.severity = SEVERITY_ERROR,
	.summary = "a character that only looks like the one that YAML needs",
	.why = "Text copied from a web page, a chat or a word processor often has no-break and zero-width spaces, curly quotes, long dashes and fullwidth colons. YAML reads them as letters: the line is not indented, the key has another name, the number is text.",
	.fix = "Write plain spaces, quotes, hyphens and colons.",
	.source = "yaml.org/spec/1.2.2 5.3 and 5.5",
};

static const char *what_it_is(struct run *run, const struct lookalike *found)
{
	static const char *const by_place[] = {
		[IN_INDENTATION] = "in the indentation: YAML does not read it as a space",
		[BEFORE_KEY] = "before a key: YAML reads it as part of the key",
		[IN_KEY] = "in a key: YAML reads it as part of the key",
		[AFTER_DASH] = "after \"-\", where YAML needs a plain space",
		[AFTER_COLON] = "after \":\", where YAML needs a plain space",
		[AT_VALUE] = "at a value: YAML reads it as part of the value",
	};

	if (found->kind == LOOKALIKE_LETTER || (found->kind == LOOKALIKE_DASH && found->place == AT_VALUE))
		return arena_printf(run->arena, "in place of \"%s\"", found->right);
	switch (found->kind) {
	case LOOKALIKE_DASH:
		return "in place of the \"-\" that begins an item of a list";
	case LOOKALIKE_QUOTE:
		return "in place of a plain quote: YAML reads it as a letter";
	case LOOKALIKE_SIGN:
		return "in place of \":\"";
	case LOOKALIKE_NOTHING:
		return "here: it is invisible, and YAML reads it as a letter";
	default:
		return by_place[found->place];
	}
}

static void add_help(struct run *run, struct diag *diag, const struct lookalike *found, size_t n)
{
	const char *all = n > 1 ? arena_printf(run->arena, "; %zu such characters are in this file", n) : "";

	if (found->kind == LOOKALIKE_SPACE && *found->right)
		diag_help(run, diag, "write a plain space%s", all);
	else if (!*found->right)
		diag_help(run, diag, "remove it%s", all);
	else
		diag_help(run, diag, found->right[0] == '"' ? "write a straight quote: %s%s" : "write \"%s\"%s",
			  found->right, all);
}

static struct edit *edits_of(struct run *run, const struct lookalikes *all)
{
	struct edit *edits = arena_alloc(run->arena, all->n * sizeof(*edits));

	for (size_t i = 0; i < all->n; i++)
		edits[i] = (struct edit){ all->items[i].span, str_of(all->items[i].right) };
	return edits;
}

static bool has_values(const struct lookalikes *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->items[i].place == AT_VALUE)
			return true;
	return false;
}

void name_lookalikes(struct run *run, examine_fn *examine)
{
	struct text_trial trial = { .before = run };
	const struct lookalike *named;
	struct lookalikes all;
	struct diag *diag;

	if (!is_worth_trying(run))
		return;
	all = lookalikes_in(run->arena, &run->source);
	trial.edits = edits_of(run, &all);
	trial.n_edits = all.n;
	if (!try_text(&trial, examine))
		return;
	named = &all.items[edit_to_be_named(&trial)];
	diag = report_trial(&trial, &rule_lookalike_character, named->span,
			    arena_printf(run->arena, "%s %s (U+%04X) is %s",
					 strchr("aeiouAEIO", *character_name(named->c)) ? "an" : "a",
					 character_name(named->c), (unsigned)named->c, what_it_is(run, named)),
			    "write plain characters");
	if (diag->fix)
		diag->fix->is_unsafe = has_values(&all);
	add_help(run, diag, named, all.n);
}
