// SPDX-License-Identifier: Apache-2.0
// In: how far a run is. Out: one line about it on a terminal, gone when the run is over.
#include "cli/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "os/clock.h"
#include "os/file.h"

// In milliseconds. Most runs end before anybody could read a line.
enum { QUIET = 1000, STEP = 100 };

void progress_begin(struct progress *progress, bool is_quiet)
{
	const char *terminal = getenv("TERM");

	*progress = (struct progress){ .next = os_milliseconds() + QUIET };
	progress->is_wanted = !is_quiet && os_is_terminal(OS_STDERR) && terminal && strcmp(terminal, "dumb") != 0;
}

void progress_show(struct progress *progress, size_t n_done, size_t n_all)
{
	uint64_t now;

	if (!progress->is_wanted)
		return;
	now = os_milliseconds();
	if (now < progress->next)
		return;
	fprintf(stderr, "\r%zu of %zu files\033[K", n_done, n_all);
	fflush(stderr);
	progress->is_shown = true;
	progress->next = now + STEP;
}

void progress_erase(struct progress *progress)
{
	if (!progress->is_shown)
		return;
	fputs("\r\033[K", stderr);
	fflush(stderr);
	progress->is_shown = false;
}
