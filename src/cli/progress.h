// SPDX-License-Identifier: Apache-2.0
// In: how far a run is. Out: one line about it on a terminal, gone when the run is over.
#ifndef AKASHLINT_CLI_PROGRESS_H
#define AKASHLINT_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
	bool is_wanted, is_shown;
	uint64_t next; // in milliseconds; not shown before
};

// Standard error is where it is shown, if that is a terminal.
void progress_begin(struct progress *progress, bool is_quiet);
void progress_show(struct progress *progress, size_t n_done, size_t n_all);
// Call it before anything else is written, and at the end.
void progress_erase(struct progress *progress);

#endif
