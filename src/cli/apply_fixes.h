// SPDX-License-Identifier: Apache-2.0
// In: files that were checked. Out: what remains of their findings after --fix and --baseline; the rest is done here.
#ifndef AKASHLINT_CLI_APPLY_FIXES_H
#define AKASHLINT_CLI_APPLY_FIXES_H

#include "cli/baseline.h"
#include "cli/job.h"
#include "report/report.h"

struct apply_fixes {
	const struct options *options;
	struct arena *arena;          // of the whole call
	struct baseline known, found; // of --baseline, and for --write-baseline
	struct strbuf text;           // for standard output: differences, or the text of standard input with its fixes
	struct totals totals;         // what was fixed, and what is known
	bool has_differences, has_trouble;
};

// False after a complaint: there is no such baseline.
bool apply_fixes_init(struct apply_fixes *applied, struct arena *arena, const struct options *options);
// Changes the file, if that is wanted. Gives the run to be reported.
struct run *apply_fixes_to(struct apply_fixes *applied, struct job *job);
// Writes pending text to standard output; false if nobody reads it.
bool apply_fixes_write(struct apply_fixes *applied);
// The same for the baseline, and prints what was done if no report does.
void apply_fixes_end(struct apply_fixes *applied);

#endif
