// SPDX-License-Identifier: Apache-2.0
// In: how far a run is. Out: one line about it on a terminal, gone when the run is over.
#include "cli/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Most runs are over before anybody could read a line.
enum { QUIET_SECONDS = 1, STEP_NANOSECONDS = 100 * 1000 * 1000, SECOND = 1000 * 1000 * 1000 };

void progress_begin(struct progress *progress, bool is_quiet)
{
	const char *terminal = getenv("TERM");

	*progress = (struct progress){ 0 };
	progress->is_wanted = !is_quiet && isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0 &&
			      clock_gettime(CLOCK_MONOTONIC, &progress->next) == 0;
	progress->next.tv_sec += QUIET_SECONDS;
}

void progress_show(struct progress *progress, size_t n_done, size_t n_all)
{
	struct timespec now;

	if (!progress->is_wanted || clock_gettime(CLOCK_MONOTONIC, &now) != 0)
		return;
	if (now.tv_sec < progress->next.tv_sec ||
	    (now.tv_sec == progress->next.tv_sec && now.tv_nsec < progress->next.tv_nsec))
		return;
	fprintf(stderr, "\r%zu of %zu files\033[K", n_done, n_all);
	fflush(stderr);
	progress->is_shown = true;
	progress->next = now;
	progress->next.tv_nsec += STEP_NANOSECONDS;
	if (progress->next.tv_nsec >= SECOND) {
		progress->next.tv_nsec -= SECOND;
		progress->next.tv_sec++;
	}
}

void progress_erase(struct progress *progress)
{
	if (!progress->is_shown)
		return;
	fputs("\r\033[K", stderr);
	fflush(stderr);
	progress->is_shown = false;
}
