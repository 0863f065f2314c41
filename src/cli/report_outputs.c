// SPDX-License-Identifier: Apache-2.0
// In: the wanted reports. Out: all of them written at once, each to its own file.
#include "cli/report_outputs.h"

#include "base/arena.h"
#include "cli/fix_file.h"
#include "cli/style.h"
#include "os/file.h"

// Finished text is written in pieces of about this size.
enum { ENOUGH_TO_WRITE = 64 * 1024 };

bool report_outputs_open(struct report_outputs *outputs, struct arena *arena, const struct options *options)
{
	const char *folder = os_current_folder(arena);

	outputs->is_fixing = wants_fixes(options);
	outputs->is_fixing_all = options->wants_unsafe_fixes;
	outputs->items = arena_alloc(arena, options->n_reports * sizeof(*outputs->items));
	for (size_t i = 0; i < options->n_reports; i++) {
		const struct wanted_report *wanted = &options->reports[i];
		struct report_output *report_output = &outputs->items[outputs->n];

		if (!wanted->path && options->wants_diff)
			continue;
		if (!output_open(&report_output->output, wanted->path)) {
			report_outputs_drop(outputs);
			return false;
		}
		outputs->n++;
		if (!wanted->path && fixes_stdin(options))
			report_output->output.fd = OS_STDERR;
		report_begin(&report_output->report,
			     options->wants_statistics && wanted->format == &report_human ? &report_statistics
											  : wanted->format,
			     arena);
		report_output->report.style = style_in(options, wanted->path);
		report_output->report.is_quiet = options->is_quiet;
		report_output->report.is_fixing = outputs->is_fixing;
		report_output->report.folder = folder;
		report_output->report.explained = options->explained;
	}
	return true;
}

void report_outputs_file(struct report_outputs *outputs, struct run *run, struct findings findings)
{
	for (size_t i = 0; i < outputs->n; i++) {
		outputs->items[i].report.matches = findings.matches;
		outputs->items[i].report.bids = findings.bids;
		report_file(&outputs->items[i].report, run);
	}
}

bool report_outputs_have_enough(const struct report_outputs *outputs)
{
	for (size_t i = 0; i < outputs->n; i++)
		if (outputs->items[i].report.out.len >= ENOUGH_TO_WRITE)
			return true;
	return false;
}

bool report_outputs_write(struct report_outputs *outputs)
{
	bool has_reader = false;

	for (size_t i = 0; i < outputs->n; i++)
		has_reader |= output_write(&outputs->items[i].output, &outputs->items[i].report.out);
	return has_reader;
}

void report_outputs_end(struct report_outputs *outputs, const struct totals *totals)
{
	for (size_t i = 0; i < outputs->n; i++) {
		struct totals *own = &outputs->items[i].report.totals;

		own->n_fixed = totals->n_fixed;
		own->n_files_fixed = totals->n_files_fixed;
		own->n_known = totals->n_known;
		own->n_commented = totals->n_commented;
		own->n_configured = totals->n_configured;
		own->n_excluded = totals->n_excluded;
		// Whatever is left was left unfixed for a reason.
		own->n_fixable = outputs->is_fixing ? 0 : own->n_fixable;
		own->n_unsafe = outputs->is_fixing_all ? 0 : own->n_unsafe;
		report_end(&outputs->items[i].report);
	}
	report_outputs_write(outputs);
}

bool report_outputs_close(struct report_outputs *outputs)
{
	bool is_valid = true;

	for (size_t i = 0; i < outputs->n; i++)
		is_valid &= output_close(&outputs->items[i].output);
	outputs->n = 0;
	return is_valid;
}

void report_outputs_drop(struct report_outputs *outputs)
{
	for (size_t i = 0; i < outputs->n; i++)
		output_drop(&outputs->items[i].output);
	outputs->n = 0;
}
