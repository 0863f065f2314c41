// SPDX-License-Identifier: Apache-2.0
// In: the findings of a file. Out: one for all those that are about placeholders of a template.
#include <stdlib.h>

#include "rules/text_causes.h"
#include "yaml/placeholders.h"

const struct rule rule_placeholder_left = {
	.id = "placeholder-left",
	.severity = SEVERITY_ERROR,
	.summary = "a template placeholder that was not filled in",
	.why = "Neither the network nor Akash Console replaces ${NAME}, {{ name }} or <name>: the value stays as written, and is rejected or means something else.",
	.fix = "Fill in the values, for instance with envsubst, and check the rendered file.",
	.source = "chain-sdk go/sdl",
};

static bool is_about_image(const struct diag *diag)
{
	return str_has_prefix(str_of(diag->rule->id), "image-");
}

static bool is_serious(const struct diag *diag)
{
	return diag->severity >= SEVERITY_WARNING || diag->rejected_by;
}

static bool has_serious(const struct run *run)
{
	for (size_t i = 0; i < run->diags.n; i++)
		if (is_serious(run->diags.items[i]))
			return true;
	return false;
}

static bool is_about_placeholder(const struct diag *diag, void *context)
{
	return is_serious(diag) && placeholder_at(context, diag->span);
}

static int by_place(const void *a, const void *b)
{
	const struct span *x = *(const struct span *const *)a, *y = *(const struct span *const *)b;

	return (x->start > y->start) - (x->start < y->start);
}

// The placeholders that findings are about, in the order of the text. Rules of images name them themselves: 0 where
// there are no others.
static size_t placeholders_found(const struct run *run, struct placeholders *all, const struct span **found)
{
	size_t n = 0, n_images = 0, n_places = 0;

	for (size_t i = 0; i < run->diags.n; i++)
		if (is_about_placeholder(run->diags.items[i], all)) {
			found[n++] = placeholder_at(all, run->diags.items[i]->span);
			n_images += is_about_image(run->diags.items[i]);
		}
	if (n == n_images)
		return 0;
	qsort(found, n, sizeof(*found), by_place);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || found[i] != found[i - 1])
			found[n_places++] = found[i];
	return n_places;
}

void name_placeholders(struct run *run)
{
	struct placeholders all;
	const struct span **found;
	size_t n;
	struct diag *diag;

	if (run->has_syntax_error || !has_serious(run))
		return;
	all = placeholders_in(run->arena, &run->source);
	found = arena_alloc(run->arena, run->diags.n * sizeof(struct span *));
	n = all.n ? placeholders_found(run, &all, found) : 0;
	if (n == 0)
		return;
	diag = n > 1 ? diag_add_span(run, &rule_placeholder_left, *found[0],
				     "%s and %zu more placeholders are not filled in",
				     quoted(run, source_text(&run->source, *found[0])), n - 1)
		     : diag_add_span(run, &rule_placeholder_left, *found[0], "the placeholder %s is not filled in",
				     quoted(run, source_text(&run->source, *found[0])));
	diag_help(
		run, diag,
		"fill in the values, with envsubst or the tool that the template is for, and check the rendered file");
	if (diag->severity == SEVERITY_OFF)
		return;
	diag->severity = SEVERITY_WARNING;
	diags_absorb(run, diag, is_about_placeholder, &all);
}
