// SPDX-License-Identifier: Apache-2.0
// In: the findings of a file, in order. Out: one for those that say the same of several entries of a list.
#include <string.h>

#include "rules/text_causes.h"

// The smallest group that is joined, and the places shown of it. Of lists with the same message the last ones are
// looked at: entries of one come one after the other.
enum { LEAST = 4, SHOWN = 4, MOST_LISTS = 16 };

struct alike {
	struct diag **items; // in the order of the text
	size_t n, cap;
	struct alike *other; // with the same message, but not of the same list
};

// Whether the nodes are at the same place of two entries of a list.
static bool is_same_list(const struct ynode *a, const struct ynode *b)
{
	bool is_list = false;

	for (; a && b && a != b; a = a->parent, b = b->parent) {
		if (!a->parent || !b->parent || a->parent->kind != b->parent->kind)
			return false;
		if (a->parent->kind == YNODE_SEQUENCE)
			is_list = true;
		else if (a->index % 2 != b->index % 2 ||
			 !str_eq(a->parent->items[a->index & ~1u]->text, b->parent->items[b->index & ~1u]->text))
			return false;
	}
	return is_list && a == b;
}

static bool is_same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool is_same_fix(const struct fix *a, const struct fix *b)
{
	return a == b || (a && b && a->is_unsafe == b->is_unsafe && is_same_text(a->description, b->description));
}

static bool is_same(const struct diag *a, const struct diag *b)
{
	return a->rule == b->rule && a->severity == b->severity && is_same_text(a->help, b->help) &&
	       is_same_fix(a->fix, b->fix) && is_same_list(a->at, b->at);
}

static struct alike *alike_of(struct arena *arena, struct table *messages, struct diag *diag)
{
	void **slot = table_put(arena, messages, str_of(diag->message));
	struct alike *alike = *slot;

	for (int n = 0; alike && (n == MOST_LISTS || !is_same(alike->items[0], diag)); n++)
		alike = n == MOST_LISTS ? NULL : alike->other;
	if (!alike) {
		alike = arena_zalloc(arena, sizeof(*alike));
		alike->other = *slot;
		*slot = alike;
	}
	ARENA_PUSH(arena, alike->items, alike->n, alike->cap) = diag;
	return alike;
}

// One fix makes the edits of all.
static void join_fixes(struct arena *arena, const struct alike *alike)
{
	struct fix *fix = alike->items[0]->fix;
	struct edit *edits = NULL;
	size_t n = 0, cap = 0;

	for (size_t i = 0; fix && i < alike->n; i++)
		for (size_t k = 0; k < alike->items[i]->fix->n_edits; k++)
			ARENA_PUSH(arena, edits, n, cap) = alike->items[i]->fix->edits[k];
	if (fix)
		*fix = (struct fix){ fix->description, fix->is_unsafe, edits, n };
}

static void join(struct run *run, const struct alike *alike)
{
	struct diag *first = alike->items[0];

	join_fixes(run->arena, alike);
	for (size_t i = 1; i < alike->n; i++) {
		first->rejected_by |= alike->items[i]->rejected_by;
		if (i <= SHOWN)
			diag_related(run, first, alike->items[i]->span, "the same");
	}
	first->n_same = alike->n - 1;
	first->message = arena_printf(run->arena, "%s (and %zu more in this list)", first->message, first->n_same);
}

void join_same_findings(struct run *run)
{
	struct diags *diags = &run->diags;
	struct alike **alike;
	struct table messages = { 0 };
	size_t kept = 0;

	if (diags->n < LEAST)
		return;
	alike = arena_alloc(run->arena, diags->n * sizeof(struct alike *));
	for (size_t i = 0; i < diags->n; i++)
		alike[i] = alike_of(run->arena, &messages, diags->items[i]);
	for (size_t i = 0; i < diags->n; i++) {
		bool is_list = alike[i]->n >= LEAST, is_first = alike[i]->items[0] == diags->items[i];

		if (is_list && is_first)
			join(run, alike[i]);
		if (is_first || !is_list)
			diags->items[kept++] = diags->items[i];
	}
	diags->n = kept;
}
