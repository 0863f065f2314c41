// SPDX-License-Identifier: Apache-2.0
// In: files that were checked. Out: what remains of their findings after --fix and --baseline; the rest is done here.
#ifndef AKASHLINT_CLI_REMAINS_H
#define AKASHLINT_CLI_REMAINS_H

#include "cli/baseline.h"
#include "cli/job.h"
#include "report/report.h"

struct remains {
	const struct options *options;
	struct arena *arena;          // of the whole call
	struct baseline known, found; // of --baseline, and for --write-baseline
	struct strbuf text;           // for standard output: differences, or the text of standard input with its fixes
	struct totals totals;         // what was fixed, and what is known
	bool has_differences, has_trouble;
};

// False after a complaint: there is no such baseline.
bool remains_init(struct remains *remains, struct arena *arena, const struct options *options);
// Changes the file, if that is wanted. Gives the run to be reported.
struct run *remains_of(struct remains *remains, struct job *job);
// Writes pending text to standard output; false if nobody reads it.
bool remains_write(struct remains *remains);
// The same for the baseline, and prints what was done if no report does.
void remains_end(struct remains *remains);

#endif
