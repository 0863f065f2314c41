// SPDX-License-Identifier: Apache-2.0
// In: one of the files to check. Out: what was found in it, or why it could not be checked.
#include "cli/job.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "api/limits.h"
#include "base/guard.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/read_file.h"
#include "fix/fix_run.h"
#include "lint.h"
#include "os/new_file.h"

bool is_stdin(const struct found_file *file)
{
	return file->is_named && strcmp(file->path, "-") == 0;
}

const char *job_name(const struct job *job)
{
	if (is_stdin(job->file) && job->options->stdin_filename)
		return job->options->stdin_filename;
	return job->file->path;
}

static void check_file(void *context)
{
	struct job *job = context;
	const struct settings *settings;
	struct str bytes;
	bool is_no_sdl;

	switch (read_file(&job->arena, job->file->path, &bytes)) {
	case READ_OK:
		break;
	case READ_ERRNO:
		job->error = errno;
		job->outcome = JOB_NOT_READ;
		return;
	case READ_TOO_LARGE:
		job->outcome = JOB_TOO_LARGE;
		return;
	}
	is_no_sdl = !job->file->is_named && why_no_sdl(&job->arena, bytes);
	if (is_no_sdl && !job->options->is_strict) {
		job->outcome = JOB_NO_SDL;
		return;
	}
	settings = settings_of_file(&job->arena, &job->file->effective, job_name(job), NULL);
	lint(&job->run, &job->arena, settings, job_name(job), bytes);
	// An SDL that is written so that it does not look like one can be deployed all the same.
	if (is_no_sdl && job->run.is_rejected) {
		job->outcome = JOB_NO_SDL;
		return;
	}
	if (wants_fixes(job->options))
		fix_file_begin(&job->fix, job->options, &job->run, bytes);
	else
		withdraw_fixes(&job->run);
	job->outcome = JOB_CHECKED;
}

void limit_time(const struct options *options, size_t n_threads)
{
	static char message[100];
	unsigned seconds = (unsigned)options->timeout;

	if (seconds == 0)
		return;
	snprintf(message, sizeof(message), "akashlint: stopped: an input takes more than %u second%s (--timeout)\n",
		 seconds, seconds == 1 ? "" : "s");
	// Time of all threads together; one that can be stopped by itself comes first.
	os_end_after((seconds + 1) * (unsigned)n_threads, message, EXIT_TROUBLE);
}

void job_do(struct job *job)
{
	enum { MILLISECONDS = 1000 };
	struct limits limits;

	job->outcome = JOB_NOT_FINISHED;
	limits_begin(&limits, &job->arena, 0, (uint64_t)job->options->timeout * MILLISECONDS);
	arena_guard(&job->arena, check_file, job);
	arena_set_limit(&job->arena, NULL);
	if (limits.limit.was_hit)
		job->outcome = JOB_TOO_LATE;
}

// A word that is nearly a command was probably meant as one.
static void complain_not_read(const struct job *job)
{
	const char *name = job_name(job);
	const char *meant = job->error == ENOENT && !job->options->has_command ? nearest_command(name) : NULL;

	if (meant)
		complain("%s: %s; did you mean \"akashlint %s\"?", name, strerror(job->error), meant);
	else
		complain_errno(name, job->error);
}

bool job_has_trouble(const struct job *job)
{
	switch (job->outcome) {
	case JOB_CHECKED:
	case JOB_NO_SDL:
		return false;
	case JOB_NOT_READ:
		complain_not_read(job);
		return true;
	case JOB_TOO_LARGE:
		complain("%s: not checked: larger than 64 MiB", job_name(job));
		return true;
	case JOB_TOO_LATE:
		complain("%s: not checked: it takes more than %d second%s (--timeout)", job_name(job),
			 job->options->timeout, job->options->timeout == 1 ? "" : "s");
		return true;
	case JOB_NOT_FINISHED:
		break;
	}
	complain("%s: out of memory", job_name(job));
	return true;
}

void job_reset(struct job *job)
{
	arena_reset(&job->arena);
}

void job_clear(struct job *job)
{
	arena_clear(&job->arena);
}
