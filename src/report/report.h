// SPDX-License-Identifier: Apache-2.0
// In: the findings of one file after another. Out: text in one format, piece by piece.
#ifndef AKASHLINT_REPORT_REPORT_H
#define AKASHLINT_REPORT_REPORT_H

#include "diag/diag.h"
#include "report/style.h"

struct judged_bids;
struct matches;

struct totals {
	size_t n_files, n_files_with; // checked; with findings
	size_t n_errors, n_warnings, n_infos;
	size_t n_fixable, n_unsafe;       // with --fix; with --unsafe-fixes only
	size_t n_fixed, n_files_fixed;    // before the findings that are left
	size_t n_known;                   // and not shown: they are in the baseline
	size_t n_commented, n_configured; // silenced by comments, and by a configuration file
	size_t n_excluded;                // files and folders that a configuration file excludes
};

struct report {
	const struct report_format *format;
	struct arena *arena; // lives as long as the report
	struct strbuf out;   // what is finished: the caller takes it and sets its len to 0
	struct totals totals;
	const char *folder; // names below it are shown as seen from it, in reports for other programs; or NULL
	struct style style;
	bool is_quiet;                  // no summary
	bool is_fixing;                 // what can be fixed was: the fixes that are left are not offered
	const struct matches *matches;  // of the file at hand, for reports on them
	const struct judged_bids *bids; // the same
	const char *explained;          // provider to explain; or NULL
	void *state;                    // the format's own
};

// One way of writing findings. `file` is called for every file that was checked, also without
// findings, while its run lives; the others may be NULL.
struct report_format {
	const char *name;
	void (*begin)(struct report *report);
	void (*file)(struct report *report, struct run *run);
	void (*end)(struct report *report);
};

// The formats of findings, the default first. A new one is a row here, and a file that makes report_NAME.
#define REPORT_FORMATS(ROW)                                                                                            \
	ROW(human) ROW(json) ROW(sarif) ROW(github) ROW(gitlab) ROW(junit) ROW(checkstyle) ROW(gcc) ROW(rdjsonl)

#define ROW(name) extern const struct report_format report_##name;
REPORT_FORMATS(ROW)
#undef ROW

// In place of `human`, where only counts are wanted.
extern const struct report_format report_statistics;

void report_begin(struct report *report, const struct report_format *format, struct arena *arena);
void report_file(struct report *report, struct run *run);
void report_end(struct report *report);

#endif
