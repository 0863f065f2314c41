// SPDX-License-Identifier: Apache-2.0
// In: findings and how they depend on each other. Out: the list without those that only follow from another.
#include "diag/consequence.h"

#include <string.h>

#include "base/arena.h"

// Causes that are looked at in one file, and how many may follow from one another.
enum { MAX_CAUSES = 64, MAX_CHAIN = 8 };

static void add_place(struct run *run, struct key_path **list, const char *format, va_list args)
{
	struct key_path *place = arena_alloc(run->arena, sizeof(*place));

	*place = (struct key_path){ .keys = arena_vprintf(run->arena, format, args), .next = *list };
	*list = place;
}

void diag_supplies(struct run *run, struct diag *diag, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_place(run, &diag->supplies, format, args);
	va_end(args);
}

void diag_supplies_far(struct run *run, struct diag *diag, const char *keys)
{
	diag_supplies(run, diag, "%s", keys);
	diag->supplies->is_far = true;
}

void diag_lacks(struct run *run, struct diag *diag, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_place(run, &diag->lacks, format, args);
	va_end(args);
}

void diag_covers(struct diag *diag, struct span span)
{
	diag->covers = span;
}

static bool is_key_same(const char *a, size_t n, const char *b, size_t m)
{
	return (n == m && memcmp(a, b, n) == 0) || (n == 1 && *a == '*') || (m == 1 && *b == '*');
}

// Whether one place is within the other. An empty mapping lacks what is below it too, so that a place above one that
// is supplied is not empty either: unless any key will do.
static bool meets(const struct key_path *place, const char *lacked)
{
	const char *supplied = place->keys;
	bool is_exact = !place->is_far;

	while (*supplied && *lacked) {
		size_t n = strcspn(supplied, "."), m = strcspn(lacked, ".");

		if (!is_key_same(supplied, n, lacked, m))
			return false;
		is_exact &= *supplied != '*';
		supplied += n + (supplied[n] == '.');
		lacked += m + (lacked[m] == '.');
	}
	return !*supplied || is_exact;
}

static bool follows(const struct diag *diag, const struct diag *cause)
{
	if (cause->covers.start < cause->covers.end && diag->span.start >= cause->covers.start &&
	    diag->span.end <= cause->covers.end)
		return true;
	for (const struct key_path *lacked = diag->lacks; lacked; lacked = lacked->next)
		for (const struct key_path *supplied = cause->supplies; supplied; supplied = supplied->next)
			if (meets(supplied, lacked->keys))
				return true;
	return false;
}

// If two follow from each other, neither is the cause.
static struct diag *cause_of(const struct diag *diag, struct diag *const *causes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (causes[i] != diag && follows(diag, causes[i]) && !follows(causes[i], diag))
			return causes[i];
	return NULL;
}

// The first of a chain of causes; NULL if the chain bites its tail.
static struct diag *root_of(struct diag *diag, struct diag *const *causes, size_t n)
{
	for (int i = 0; i < MAX_CHAIN; i++) {
		struct diag *cause = cause_of(diag, causes, n);

		if (!cause)
			return diag;
		diag = cause;
	}
	return NULL;
}

static void take_marks(struct run *run, struct diag *cause, const struct diag *diag)
{
	diag_reject(run, cause, diag->rejected_by);
	if (cause->severity < diag->severity)
		cause->severity = diag->severity;
}

static void take_places(struct key_path **list, struct key_path *more)
{
	while (*list)
		list = &(*list)->next;
	*list = more;
}

void diags_absorb(struct run *run, struct diag *cause, bool (*is_absorbed)(const struct diag *diag, void *context),
		  void *context)
{
	size_t kept = 0;

	for (size_t i = 0; i < run->diags.n; i++) {
		struct diag *diag = run->diags.items[i];

		if (diag == cause || !is_absorbed(diag, context)) {
			run->diags.items[kept++] = diag;
			continue;
		}
		take_marks(run, cause, diag);
		take_places(&cause->supplies, diag->supplies);
	}
	run->diags.n = kept;
}

void drop_consequences(struct run *run)
{
	struct diag *causes[MAX_CAUSES], **items = run->diags.items;
	size_t n_causes = 0, kept = 0;

	for (size_t i = 0; i < run->diags.n && n_causes < MAX_CAUSES; i++)
		if (items[i]->supplies || items[i]->covers.start < items[i]->covers.end)
			causes[n_causes++] = items[i];
	for (size_t i = 0; n_causes && i < run->diags.n; i++) {
		struct diag *root = root_of(items[i], causes, n_causes);

		if (!root || root == items[i]) {
			items[kept++] = items[i];
			continue;
		}
		take_marks(run, root, items[i]);
	}
	if (n_causes)
		run->diags.n = kept;
}

static bool is_any(const struct diag *diag, void *context)
{
	(void)diag;
	(void)context;
	return true;
}

void diags_absorb_all(struct run *run, struct diag *cause)
{
	diags_absorb(run, cause, is_any, NULL);
}
