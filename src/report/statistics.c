// SPDX-License-Identifier: Apache-2.0
// In: the findings of one file after another. Out: a table of how often each rule was broken, in place of the findings.
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "report/report.h"
#include "report/style.h"
#include "report/summary.h"

struct tally {
	const struct rule *rule;
	enum severity severity; // the worst
	size_t n, n_fixable;
};

static void begin(struct report *report)
{
	struct tally *tallies = arena_zalloc(report->arena, n_all_rules * sizeof(*tallies));

	for (size_t i = 0; i < n_all_rules; i++)
		tallies[i].rule = all_rules[i];
	report->state = tallies;
}

static void file(struct report *report, struct run *run)
{
	struct tally *tallies = report->state;

	for (size_t i = 0; i < run->diags.n; i++) {
		const struct diag *diag = run->diags.items[i];
		struct tally *tally = &tallies[rule_index(diag->rule)];

		tally->n++;
		tally->n_fixable += diag->fix && !diag->fix->is_unsafe;
		tally->severity = diag->severity > tally->severity ? diag->severity : tally->severity;
	}
}

static int most_first(const void *a, const void *b)
{
	const struct tally *x = a, *y = b;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return strcmp(x->rule->id, y->rule->id);
}

static void end(struct report *report)
{
	struct tally *tallies = report->state;

	qsort(tallies, n_all_rules, sizeof(*tallies), most_first);
	for (size_t i = 0; i < n_all_rules && tallies[i].n; i++) {
		const struct tally *tally = &tallies[i];
		const char *name = severity_name(tally->severity);

		strbuf_printf(&report->out, "%6zu  ", tally->n);
		paint(&report->out, report->style.has_color ? severity_paint(tally->severity) : NULL, name);
		strbuf_printf(&report->out, "%*s  %s  %s: %s\n", (int)(sizeof("warning") - 1 - strlen(name)), "",
			      tally->n_fixable == tally->n ? "[*]"
			      : tally->n_fixable           ? "[-]"
							   : "[ ]",
			      tally->rule->id, tally->rule->summary);
	}
	if (!report->is_quiet)
		add_summary(&report->out, &report->totals);
}

const struct report_format report_statistics = { .name = "statistics", .begin = begin, .file = file, .end = end };
