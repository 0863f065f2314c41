// SPDX-License-Identifier: Apache-2.0
// In: a file that was checked. Out: what --fix, --unsafe-fixes and --diff make of it.
#ifndef AKASHLINT_CLI_FIX_FILE_H
#define AKASHLINT_CLI_FIX_FILE_H

#include "cli/find_files.h"
#include "cli/options.h"
#include "fix/fix_run.h"

struct fix_result {
	struct fixed fixed;
	struct str bytes; // of the file
	struct run run;   // over the fixed text
};

// Whether any of the options is given. With --diff no file is changed, whatever else is given.
bool wants_fixes(const struct options *options);
// Whether standard output is for the text of standard input with its fixes, and reports go to standard error.
bool fixes_stdin(const struct options *options);
// Makes the fixes, in memory only. `run` is the one over `bytes`.
void fix_file_begin(struct fix_result *fix, const struct options *options, const struct run *run, struct str bytes);
// The difference.
struct str fix_file_diff(const struct fix_result *fix);
// Changes the file, if there is something to change; false after a complaint.
bool fix_file_in_place(const struct fix_result *fix, const struct found_file *file);

#endif
