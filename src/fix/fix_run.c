// SPDX-License-Identifier: Apache-2.0
// In: a file that was checked. Out: the file with its fixes made, checked again.
#include "fix/fix_run.h"

#include <string.h>

#include "base/guard.h"
#include "diag/text_from_edits.h"
#include "lint.h"

// A round applies all fixes that don't overlap. Trying which of them hold is limited: to so many times the file, or to
// so many bytes of a small one.
enum { MAX_ROUNDS = 32, MAX_RECHECKS = 8, MAX_RECHECKED_BYTES = 2 * 1024 * 1024 };

// Beyond this many, fixes are offered if all of them hold together. In a larger file, and in one that has more findings
// than are kept, nobody could say: none is.
enum { MAX_OFFERED = 64, MAX_TRIED_BYTES = 1024 * 1024 };

// Fixes to make at once.
struct choice {
	const struct diag **items;
	size_t n, cap;
	struct edit_list edits;
};

struct fixer {
	struct arena *arena;   // of the caller
	const struct run *run; // of the text as it is by now
	bool takes_unsafe;
	struct arena arenas[2]; // of that text, from the second round on, and of one that may be dropped again
	struct run runs[2];
	int trial;                   // which of them
	const struct choice *choice; // what is tried
	bool is_too_large;
	size_t n_rechecked; // bytes
};

static void clear_arena(void *handle)
{
	arena_clear(handle);
}

static const struct run *trial_of(const struct fixer *fixer)
{
	return &fixer->runs[fixer->trial];
}

static void lint_trial(void *context)
{
	struct fixer *fixer = context;
	struct arena *arena = &fixer->arenas[fixer->trial];
	const struct run *run = fixer->run;
	struct str text =
		text_from_edits(arena, (struct str){ run->source.text, run->source.len }, &fixer->choice->edits);

	fixer->is_too_large = text.len > SOURCE_MAX_BYTES;
	fixer->n_rechecked += text.len;
	if (!fixer->is_too_large)
		lint(&fixer->runs[fixer->trial], arena, run->settings, run->source.name, text);
}

static void choose(struct fixer *fixer, struct choice *choice, const struct diag *diag)
{
	if (edits_add(fixer->arena, &choice->edits, diag->fix))
		ARENA_PUSH(fixer->arena, choice->items, choice->n, choice->cap) = diag;
}

static bool is_wanted(const struct fixer *fixer, const struct diag *diag)
{
	return diag->fix && (fixer->takes_unsafe || !diag->fix->is_unsafe);
}

static bool has_overlap(struct span a, struct span b)
{
	return a.start < b.end && b.start < a.end;
}

static bool has_finding(const struct run *run, const struct rule *rule, struct span span)
{
	for (size_t i = 0; i < run->diags.n; i++)
		if (run->diags.items[i]->rule == rule && has_overlap(run->diags.items[i]->span, span))
			return true;
	return false;
}

static size_t n_like(const struct run *run, const struct diag *diag)
{
	size_t n = 0;

	for (size_t i = 0; i < run->diags.n; i++) {
		const struct diag *other = run->diags.items[i];

		n += other->rule == diag->rule && strcmp(other->message, diag->message) == 0;
	}
	return n;
}

// REJECTED_BY_*
static unsigned rejected_by(const struct run *run)
{
	unsigned all = 0;

	for (size_t i = 0; i < run->diags.n; i++)
		all |= run->diags.items[i]->rejected_by;
	return all;
}

// The span of a finding and of all that its fix changes.
static struct span reach_of(const struct diag *diag)
{
	struct span reach = diag->span;

	for (size_t i = 0; i < diag->fix->n_edits; i++) {
		struct span span = diag->fix->edits[i].span;

		reach.start = span.start < reach.start ? span.start : reach.start;
		reach.end = span.end > reach.end ? span.end : reach.end;
	}
	return reach;
}

// Whether the finding is gone there, and the network still accepts what it accepted before.
static bool is_cured_at(const struct fixer *fixer, const struct choice *choice, const struct diag *diag,
			struct span before)
{
	const struct run *trial = trial_of(fixer);
	struct span after = span_after_edits(&choice->edits, before);

	// The parser stops at one mistake: the same one further down means that this fix was but a part.
	if (after.start == after.end || (trial->has_syntax_error && fixer->run->has_syntax_error))
		return n_like(trial, diag) < n_like(fixer->run, diag);
	if (has_finding(trial, diag->rule, after))
		return false;
	for (size_t i = 0; !(diag->rejected_by & REJECTED_BY_NETWORK) && i < trial->diags.n; i++) {
		const struct diag *other = trial->diags.items[i];

		if (other->rejected_by && has_overlap(other->span, after) &&
		    !has_finding(fixer->run, other->rule, before))
			return false;
	}
	return true;
}

static bool is_cured(const struct fixer *fixer, const struct choice *choice, const struct diag *diag)
{
	if (diag->n_same == 0)
		return is_cured_at(fixer, choice, diag, reach_of(diag));
	for (size_t i = 0; i < diag->fix->n_edits; i++)
		if (!is_cured_at(fixer, choice, diag, diag->fix->edits[i].span))
			return false;
	return true;
}

// Whether any rule finds more errors. In invalid YAML other errors can't be found.
static bool has_new_error(const struct run *after, const struct run *before)
{
	int *more = arena_zalloc(before->arena, n_all_rules * sizeof(*more));

	for (size_t i = 0; i < before->diags.n; i++)
		more[rule_index(before->diags.items[i]->rule)]--;
	for (size_t i = 0; i < after->diags.n; i++) {
		const struct diag *diag = after->diags.items[i];

		if (diag->severity == SEVERITY_ERROR && ++more[rule_index(diag->rule)] > 0)
			return true;
	}
	return false;
}

static bool is_worse(const struct run *after, const struct run *before)
{
	if (before->has_syntax_error)
		return false;
	if (after->has_syntax_error || has_new_error(after, before))
		return true;
	return !before->is_rejected && (after->is_rejected || rejected_by(after) & ~rejected_by(before));
}

// Whether the text is better for the fixes; it is then that of the trial.
static bool try_choice(struct fixer *fixer, const struct choice *choice)
{
	fixer->choice = choice;
	arena_clear(&fixer->arenas[fixer->trial]);
	arena_guard_inner(&fixer->arenas[fixer->trial], fixer->arena, lint_trial, fixer);
	if (fixer->is_too_large || is_worse(trial_of(fixer), fixer->run))
		return false;
	for (size_t i = 0; i < choice->n; i++)
		if (!is_cured(fixer, choice, choice->items[i]))
			return false;
	return true;
}

static bool may_try(const struct fixer *fixer)
{
	size_t len = fixer->run->source.len;

	return fixer->n_rechecked <=
	       (len > MAX_RECHECKED_BYTES / MAX_RECHECKS ? len * MAX_RECHECKS : MAX_RECHECKED_BYTES);
}

// Adds to `good` those of `all` that are good with it: all at once, or else by halves.
static void add_good(struct fixer *fixer, struct choice *good, const struct diag **all, size_t n)
{
	struct choice more = { 0 };

	if (n == 0 || !may_try(fixer))
		return;
	for (size_t i = 0; i < good->n; i++)
		choose(fixer, &more, good->items[i]);
	for (size_t i = 0; i < n; i++)
		choose(fixer, &more, all[i]);
	if (try_choice(fixer, &more)) {
		*good = more;
		return;
	}
	if (n == 1)
		return;
	add_good(fixer, good, all, n / 2);
	add_good(fixer, good, all + n / 2, n - n / 2);
}

static size_t make_round(struct fixer *fixer)
{
	struct choice all = { 0 }, good = { 0 };

	for (size_t i = 0; i < fixer->run->diags.n; i++)
		if (is_wanted(fixer, fixer->run->diags.items[i]))
			choose(fixer, &all, fixer->run->diags.items[i]);
	add_good(fixer, &good, all.items, all.n);
	// What was tried last may have failed.
	return good.n == all.n || (good.n && try_choice(fixer, &good)) ? good.n : 0;
}

static struct fixer *fixer_new(struct run *run, bool takes_unsafe)
{
	struct fixer *fixer = arena_zalloc(run->arena, sizeof(*fixer));

	*fixer = (struct fixer){ .arena = run->arena, .run = run, .takes_unsafe = takes_unsafe };
	for (size_t i = 0; i < COUNT_OF(fixer->arenas); i++) {
		arena_init(&fixer->arenas[i]);
		arena_defer(run->arena, clear_arena, &fixer->arenas[i]);
	}
	return fixer;
}

bool fix_holds(struct run *run, const struct diag *diag)
{
	struct choice one = { 0 };
	struct fixer *fixer;
	bool holds;

	if (!diag->fix || run->source.is_converted)
		return false;
	fixer = fixer_new(run, true);
	choose(fixer, &one, diag);
	holds = one.n > 0 && try_choice(fixer, &one);
	arena_clear(&fixer->arenas[0]);
	return holds;
}

static bool is_chosen(const struct choice *choice, const struct diag *diag)
{
	for (size_t i = 0; i < choice->n; i++)
		if (choice->items[i] == diag)
			return true;
	return false;
}

// One that overlaps another is applied after it, if it is good alone.
static bool try_alone(struct fixer *fixer, const struct diag *diag)
{
	struct choice one = { 0 };

	choose(fixer, &one, diag);
	return one.n > 0 && may_try(fixer) && try_choice(fixer, &one);
}

void withdraw_fixes(struct run *run)
{
	struct choice all = { 0 }, good = { 0 };
	struct fixer *fixer = NULL;
	size_t n = 0;

	for (size_t i = 0; i < run->diags.n; i++)
		n += run->diags.items[i]->fix != NULL;
	if (n == 0)
		return;
	if (run->diags.n_dropped == 0 && run->source.len <= MAX_TRIED_BYTES && !run->source.is_converted) {
		fixer = fixer_new(run, true);
		for (size_t i = 0; i < run->diags.n; i++)
			if (run->diags.items[i]->fix)
				choose(fixer, &all, run->diags.items[i]);
		if (n <= MAX_OFFERED)
			add_good(fixer, &good, all.items, all.n);
		else if (try_choice(fixer, &all))
			good = all;
	}
	for (size_t i = 0; i < run->diags.n; i++) {
		struct diag *diag = run->diags.items[i];

		if (diag->fix && !is_chosen(&good, diag) &&
		    (!fixer || n > MAX_OFFERED || is_chosen(&all, diag) || !try_alone(fixer, diag)))
			diag->fix = NULL;
	}
	if (fixer)
		arena_clear(&fixer->arenas[0]);
}

void fix_run(struct run *run, bool takes_unsafe, struct fixed *fixed)
{
	struct arena *arena = run->arena;
	struct fixer *fixer;
	size_t n = 1;

	*fixed = (struct fixed){ .text = { run->source.text, run->source.len } };
	if (run->source.is_converted)
		return;
	fixer = fixer_new(run, takes_unsafe);
	for (int round = 0; n > 0 && round < MAX_ROUNDS; round++) {
		n = make_round(fixer);
		fixed->n += n;
		if (n == 0)
			break;
		// What was tried is the text by now, and what it was before makes room for the next trial.
		fixer->run = trial_of(fixer);
		fixer->trial = !fixer->trial;
	}
	if (fixed->n) {
		const struct source *source = &fixer->run->source;

		fixed->text = (struct str){ arena_strndup(arena, source->text, source->len), source->len };
		lint(run, arena, run->settings, source->name, fixed->text);
	}
	for (size_t i = 0; i < COUNT_OF(fixer->arenas); i++)
		arena_clear(&fixer->arenas[i]);
}
