// SPDX-License-Identifier: Apache-2.0
// In: edits of a text that may be what its writer meant. Out: whether findings are gone with them.
#include "help/text_trial.h"

#include "base/table.h"
#include "diag/text_from_edits.h"

enum { MAX_BYTES = 1024 * 1024 };

static struct str name_of(struct arena *arena, const struct diag *diag)
{
	return str_of(arena_printf(arena, "%s %s", diag->rule->id, diag->message));
}

static bool is_gone(const struct diag *diag, void *context)
{
	struct text_trial *trial = context;

	return !table_get(&trial->known, name_of(trial->before->arena, diag));
}

static size_t count_errors(const struct run *run)
{
	size_t n = 0;

	for (size_t i = 0; i < run->diags.n; i++)
		n += run->diags.items[i]->severity == SEVERITY_ERROR;
	return n;
}

static bool is_later(const struct run *after, const struct run *before)
{
	return after->diags.n && before->diags.n &&
	       after->diags.items[0]->span.start > before->diags.items[0]->span.end;
}

static bool is_better(struct text_trial *trial)
{
	struct run *before = trial->before, *after = trial->after;

	if (before->has_syntax_error)
		return !after->has_syntax_error || is_later(after, before);
	if (after->has_syntax_error || count_errors(after) > count_errors(before))
		return false;
	for (size_t i = 0; i < before->diags.n; i++)
		if (before->diags.items[i]->severity >= SEVERITY_WARNING && is_gone(before->diags.items[i], trial))
			return true;
	return false;
}

bool is_worth_trying(const struct run *run)
{
	return run->diags.n > 0 && run->source.len <= MAX_BYTES;
}

bool try_text(struct text_trial *trial, examine_fn *examine)
{
	struct run *before = trial->before;
	struct str text;

	if (trial->n_edits == 0)
		return false;
	text = text_from_edits(before->arena, (struct str){ before->source.text, before->source.len },
			       &(struct edit_list){ trial->edits, trial->n_edits, trial->n_edits });
	trial->after = arena_zalloc(before->arena, sizeof(*trial->after));
	*trial->after = (struct run){ .arena = before->arena, .settings = before->settings };
	source_init(&trial->after->source, before->arena, before->source.name, text.ptr, (uint32_t)text.len);
	examine(trial->after);
	for (size_t i = 0; i < trial->after->diags.n; i++)
		*table_put(before->arena, &trial->known, name_of(before->arena, trial->after->diags.items[i])) = before;
	return is_better(trial);
}

// The first edit that does not come before `offset`; n_edits if there is none.
static size_t first_from(const struct text_trial *trial, uint32_t offset)
{
	size_t low = 0, high = trial->n_edits;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (trial->edits[middle].span.start < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t edit_to_be_named(struct text_trial *trial)
{
	struct source *source = &trial->before->source;
	size_t named = trial->n_edits;

	for (size_t i = 0; i < trial->before->diags.n; i++) {
		const struct diag *diag = trial->before->diags.items[i];
		struct str line = source_line(source, source_line_index(source, diag->span.start) + 1);
		uint32_t start = (uint32_t)(line.ptr - source->text);
		size_t found = first_from(trial, start);

		if (found < named && trial->edits[found].span.start < start + line.len && is_gone(diag, trial))
			named = found;
	}
	return named < trial->n_edits ? named : 0;
}

struct diag *report_trial(struct text_trial *trial, const struct rule *rule, struct span span, const char *message,
			  const char *fix)
{
	struct run *run = trial->before;
	struct diag *diag = diag_add_span(run, rule, span, "%s", message);

	// Where another mistake keeps the file from being read, nobody can say what the edits do.
	if (!trial->after->has_syntax_error)
		diag_fix_all(run, diag, fix, trial->edits, trial->n_edits);
	if (diag->severity == SEVERITY_OFF)
		return diag;
	diag->severity = SEVERITY_WARNING;
	diags_absorb(run, diag, is_gone, trial);
	return diag;
}
