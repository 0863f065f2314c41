// SPDX-License-Identifier: Apache-2.0
// In: any bytes as an SDL. Out: findings inside of the text and in its order, the same each time; fixes that keep what
// they promise.
#include <string.h>

#include "fix/diff_from_texts.h"
#include "fix/fix_run.h"
#include "fuzz/fuzz.h"
#include "lint.h"

static void check_span(const struct run *run, struct span span)
{
	HOLDS(span.start <= span.end);
	HOLDS(span.end <= run->source.len);
}

static void check_diag(const struct run *run, const struct diag *diag)
{
	check_span(run, diag->span);
	HOLDS(diag->message && diag->message[0]);
	HOLDS(!strchr(diag->message, '\n'));
	HOLDS(!(diag->rejected_by & REJECTED_BY_NETWORK) || diag->severity == SEVERITY_ERROR);
	for (const struct related *related = diag->related; related; related = related->next)
		check_span(run, related->span);
	for (size_t i = 0; diag->fix && i < diag->fix->n_edits; i++)
		check_span(run, diag->fix->edits[i].span);
}

static void check(struct run *run, struct arena *arena, const struct settings *settings, struct str text)
{
	lint(run, arena, settings, "fuzz.yml", text);
	for (size_t i = 0; i < run->diags.n; i++) {
		check_diag(run, run->diags.items[i]);
		HOLDS(i == 0 || run->diags.items[i - 1]->span.start <= run->diags.items[i]->span.start);
	}
}

void fuzz_sdl(struct arena *arena, struct str input)
{
	struct settings console = default_settings;
	struct run run, again;

	console.is_for_console = true;
	check(&run, arena, &default_settings, input);
	check(&again, arena, &console, input);
	HOLDS(run.is_rejected == again.is_rejected);
	HOLDS(run.has_syntax_error == again.has_syntax_error);
}

static void check_fixes(struct arena *arena, struct str input, bool takes_unsafe)
{
	struct fixed fixed, fixed_again;
	struct edit_list edits = { 0 };
	struct str text;
	struct run run;
	bool was_rejected;

	check(&run, arena, &default_settings, input);
	was_rejected = run.is_rejected;
	fix_run(&run, takes_unsafe, &fixed);
	HOLDS(was_rejected || !run.is_rejected);
	if (fixed.n == 0)
		return;
	edits_from_texts(arena, input, fixed.text, &edits);
	HOLDS(str_eq(text_from_edits(arena, input, &edits), fixed.text));
	text = fixed.text;
	check(&run, arena, &default_settings, text);
	fix_run(&run, takes_unsafe, &fixed_again);
	HOLDS(fixed_again.n == 0);
}

void fuzz_fix(struct arena *arena, struct str input)
{
	check_fixes(arena, input, false);
	check_fixes(arena, input, true);
}
