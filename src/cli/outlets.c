// SPDX-License-Identifier: Apache-2.0
// In: the wanted reports. Out: all of them written at once, each to its own file.
#include "cli/outlets.h"

#include "base/arena.h"
#include "cli/mend.h"
#include "cli/style.h"
#include "os/file.h"

// Finished text is written in pieces of about this size.
enum { ENOUGH_TO_WRITE = 64 * 1024 };

bool outlets_open(struct outlets *outlets, struct arena *arena, const struct options *options)
{
	const char *folder = os_current_folder(arena);

	outlets->is_fixing = wants_fixes(options);
	outlets->is_fixing_all = options->wants_unsafe_fixes;
	outlets->items = arena_alloc(arena, options->n_reports * sizeof(*outlets->items));
	for (size_t i = 0; i < options->n_reports; i++) {
		const struct wanted_report *wanted = &options->reports[i];
		struct outlet *outlet = &outlets->items[outlets->n];

		if (!wanted->path && options->wants_diff)
			continue;
		if (!output_open(&outlet->output, wanted->path)) {
			outlets_drop(outlets);
			return false;
		}
		outlets->n++;
		if (!wanted->path && fixes_stdin(options))
			outlet->output.fd = OS_STDERR;
		report_begin(&outlet->report, wanted->format, arena);
		outlet->report.style = style_in(options, wanted->path);
		outlet->report.is_quiet = options->is_quiet;
		outlet->report.folder = folder;
		outlet->report.explained = options->explained;
	}
	return true;
}

void outlets_file(struct outlets *outlets, struct run *run, struct findings findings)
{
	for (size_t i = 0; i < outlets->n; i++) {
		outlets->items[i].report.matches = findings.matches;
		outlets->items[i].report.bids = findings.bids;
		report_file(&outlets->items[i].report, run);
	}
}

bool outlets_have_enough(const struct outlets *outlets)
{
	for (size_t i = 0; i < outlets->n; i++)
		if (outlets->items[i].report.out.len >= ENOUGH_TO_WRITE)
			return true;
	return false;
}

bool outlets_write(struct outlets *outlets)
{
	bool has_reader = false;

	for (size_t i = 0; i < outlets->n; i++)
		has_reader |= output_write(&outlets->items[i].output, &outlets->items[i].report.out);
	return has_reader;
}

void outlets_end(struct outlets *outlets, const struct totals *totals)
{
	for (size_t i = 0; i < outlets->n; i++) {
		struct totals *own = &outlets->items[i].report.totals;

		own->n_fixed = totals->n_fixed;
		own->n_files_fixed = totals->n_files_fixed;
		own->n_known = totals->n_known;
		own->n_commented = totals->n_commented;
		own->n_configured = totals->n_configured;
		own->n_excluded = totals->n_excluded;
		// Whatever is left was left unfixed for a reason.
		own->n_fixable = outlets->is_fixing ? 0 : own->n_fixable;
		own->n_unsafe = outlets->is_fixing_all ? 0 : own->n_unsafe;
		report_end(&outlets->items[i].report);
	}
	outlets_write(outlets);
}

bool outlets_close(struct outlets *outlets)
{
	bool is_sound = true;

	for (size_t i = 0; i < outlets->n; i++)
		is_sound &= output_close(&outlets->items[i].output);
	outlets->n = 0;
	return is_sound;
}

void outlets_drop(struct outlets *outlets)
{
	for (size_t i = 0; i < outlets->n; i++)
		output_drop(&outlets->items[i].output);
	outlets->n = 0;
}
