// SPDX-License-Identifier: Apache-2.0
// In: the findings of one file after another. Out: text in one format, piece by piece.
#include "report/report.h"

#include "base/arena.h"

void report_begin(struct report *report, const struct report_format *format, struct arena *arena)
{
	*report = (struct report){ .format = format, .arena = arena };
	report->out = strbuf_in(arena);
	if (format->begin)
		format->begin(report);
}

static void count(struct totals *totals, const struct diags *diags)
{
	totals->n_files++;
	totals->n_files_with += diags->n > 0;
	for (size_t i = 0; i < diags->n; i++) {
		totals->n_errors += diags->items[i]->severity == SEVERITY_ERROR;
		totals->n_warnings += diags->items[i]->severity == SEVERITY_WARNING;
		totals->n_infos += diags->items[i]->severity == SEVERITY_INFO;
		totals->n_fixable += diags->items[i]->fix && !diags->items[i]->fix->is_unsafe;
		totals->n_unsafe += diags->items[i]->fix && diags->items[i]->fix->is_unsafe;
	}
}

void report_file(struct report *report, struct run *run)
{
	count(&report->totals, &run->diags);
	report->format->file(report, run);
}

void report_end(struct report *report)
{
	if (report->format->end)
		report->format->end(report);
}
