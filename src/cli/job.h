// SPDX-License-Identifier: Apache-2.0
// In: one of the files to check. Out: what was found in it, or why it could not be checked.
#ifndef AKASHLINT_CLI_JOB_H
#define AKASHLINT_CLI_JOB_H

#include "base/arena.h"
#include "cli/find_files.h"
#include "cli/fix_file.h"
#include "cli/options.h"
#include "diag/diag.h"

enum job_outcome { JOB_NOT_FINISHED, JOB_CHECKED, JOB_NO_SDL, JOB_NOT_READ, JOB_TOO_LARGE, JOB_TOO_LATE };

// All that is made of a file lives in its own arena, which job_reset empties for the next and job_clear releases.
struct job {
	const struct options *options;
	const struct found_file *file;
	struct arena arena;
	enum job_outcome outcome;
	int error;             // errno, of JOB_NOT_READ
	struct run run;        // of JOB_CHECKED
	struct fix_result fix; // the same, where fixes are wanted
};

bool is_stdin(const struct found_file *file);
// What the file is called in the report.
const char *job_name(const struct job *job);
// May run in parallel with others: it writes nothing but the job.
void job_do(struct job *job);
// JOB_CHECKED and JOB_NO_SDL are fine; everything else is complained about.
bool job_has_trouble(const struct job *job);
void job_reset(struct job *job);
// Ends the program if the work from now on takes far longer than --timeout says: where it asks for no memory, nothing
// else stops it. Counts anew with each call.
void limit_time(const struct options *options, size_t n_threads);
void job_clear(struct job *job);

#endif
