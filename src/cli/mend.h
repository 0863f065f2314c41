// SPDX-License-Identifier: Apache-2.0
// In: a file that was checked. Out: what --fix, --unsafe-fixes and --diff make of it.
#ifndef AKASHLINT_CLI_MEND_H
#define AKASHLINT_CLI_MEND_H

#include "cli/find_files.h"
#include "cli/options.h"
#include "fix/fix_run.h"

struct mending {
	struct fixed fixed;
	struct str bytes; // of the file
	struct run run;   // over the fixed text
};

// Whether any of the options is given. With --diff no file is changed, whatever else is given.
bool wants_fixes(const struct options *options);
// Whether standard output is for the text of standard input with its fixes, and reports go to standard error.
bool fixes_stdin(const struct options *options);
// Makes the fixes, in memory only. `run` is the one over `bytes`.
void mend_begin(struct mending *mending, const struct options *options, const struct run *run, struct str bytes);
// The difference.
struct str mend_show(const struct mending *mending);
// Changes the file, if there is something to change; false after a complaint.
bool mend_in_place(const struct mending *mending, const struct found_file *file);

#endif
