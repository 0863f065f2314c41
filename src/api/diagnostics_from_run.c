// SPDX-License-Identifier: Apache-2.0
// In: the findings of a run. Out: the same in terms of the public API.
#include "api/result.h"
#include "yaml/node.h"

static struct akashlint_span span_of(struct run *run, struct span span)
{
	struct position start = source_position(&run->source, span.start);
	struct position end = source_position(&run->source, span.end);

	return (struct akashlint_span){ span.start, span.end, start.line, start.column, end.line, end.column };
}

static const struct akashlint_fix *fix_of(struct run *run, const struct fix *fix)
{
	struct akashlint_fix *out = arena_alloc(run->arena, sizeof(*out));
	struct akashlint_edit *edits = arena_alloc(run->arena, fix->n_edits * sizeof(*edits));

	for (size_t i = 0; i < fix->n_edits; i++) {
		const struct edit *edit = &fix->edits[i];

		edits[i] = (struct akashlint_edit){
			.span = span_of(run, edit->span),
			.text = arena_strndup(run->arena, edit->text.ptr, edit->text.len),
			.len = edit->text.len,
		};
	}
	*out = (struct akashlint_fix){ fix->description, fix->is_unsafe, edits, fix->n_edits };
	return out;
}

static void add_related(struct run *run, const struct related *related, struct akashlint_diagnostic *out)
{
	struct akashlint_related *list;
	size_t n = 0;

	for (const struct related *one = related; one; one = one->next)
		n++;
	list = arena_alloc(run->arena, n * sizeof(*list));
	out->related = list;
	out->n_related = n;
	for (; related; related = related->next)
		*list++ = (struct akashlint_related){ span_of(run, related->span), related->message };
}

static void describe(struct run *run, const struct diag *diag, struct akashlint_diagnostic *out)
{
	*out = (struct akashlint_diagnostic){
		.rule = diag->rule->id,
		.severity = (enum akashlint_severity)diag->severity,
		.rejected_by = diag->rejected_by,
		.span = span_of(run, diag->span),
		.message = diag->message,
		.label = diag->label,
		.help = diag->help,
		.path = diag->at ? ynode_path(run->arena, diag->at) : NULL,
	};
	if (diag->related)
		add_related(run, diag->related, out);
	if (diag->fix)
		out->fix = fix_of(run, diag->fix);
}

struct akashlint_diagnostic *diagnostics_from_run(struct run *run)
{
	struct akashlint_diagnostic *diagnostics = arena_alloc(run->arena, run->diags.n * sizeof(*diagnostics));

	for (size_t i = 0; i < run->diags.n; i++)
		describe(run, run->diags.items[i], &diagnostics[i]);
	return diagnostics;
}
