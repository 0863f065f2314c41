// SPDX-License-Identifier: Apache-2.0
// In: the text of an SDL. Out: a result.
#include <stdlib.h>
#include <string.h>

#include "api/result.h"
#include "fix/fix_run.h"
#include "lint.h"
#include "os/clock.h"

struct job {
	struct akashlint_result *result;
	const char *name;
	struct str text;
};

const char *akashlint_version(void)
{
	return AKASHLINT_VERSION;
}

const char *akashlint_strerror(enum akashlint_status status)
{
	static const char *const texts[] = {
		[AKASHLINT_OK] = "no error",
		[AKASHLINT_NO_MEMORY] = "out of memory",
		[AKASHLINT_TOO_LARGE] = "more than 64 MiB of text",
		[AKASHLINT_MEMORY_LIMIT] = "more memory needed than the limit",
		[AKASHLINT_TIME_LIMIT] = "more time needed than the limit",
		[AKASHLINT_INVALID] = "invalid argument or data",
		[AKASHLINT_REJECTED] = "the network rejects the SDL",
		[AKASHLINT_NO_DATA] = "no providers, or no bids",
	};

	return (size_t)status < COUNT_OF(texts) ? texts[status] : "unknown status";
}

static void drop_fixes(struct run *run)
{
	for (size_t i = 0; i < run->diags.n; i++)
		run->diags.items[i]->fix = NULL;
}

// What is done here for a file is what the command does.
static void check(void *context)
{
	struct job *job = context;
	struct akashlint_result *result = job->result;
	struct arena *arena = &result->arena;
	const char *name = arena_strndup(arena, job->name, strlen(job->name));
	const struct level_sources sources = level_sources_of(&result->choices);
	const struct file_names names = file_names_of(&result->choices, name);

	result->settings = result->choices.settings;
	result->settings.today = os_today();
	if (has_own_levels(&sources, &names))
		set_levels(arena, &result->settings, &sources, &names, NULL, result->choices.is_strict);
	// Reports and fixes need it later.
	result->text = (struct str){ arena_strndup(arena, job->text.ptr, job->text.len), job->text.len };
	lint(&result->run, arena, &result->settings, name, result->text);
	if (result->choices.has_no_fixes)
		drop_fixes(&result->run);
	else
		withdraw_fixes(&result->run);
	result->n_diagnostics = result->run.diags.n;
	result->diagnostics = diagnostics_from_run(&result->run);
}

enum akashlint_status akashlint_check(const struct akashlint *linter, const char *name, const char *text, size_t len,
				      struct akashlint_result **result)
{
	struct job job = { .name = name ? name : "-", .text = { len ? text : "", len } };
	enum akashlint_status status;

	*result = NULL;
	if (len > SOURCE_MAX_BYTES)
		return AKASHLINT_TOO_LARGE;
	job.result = calloc(1, sizeof(*job.result));
	if (!job.result)
		return AKASHLINT_NO_MEMORY;
	job.result->choices = linter->now;
	job.result->error = "";
	arena_init(&job.result->arena);
	status = guard_within(&job.result->arena, &linter->now, check, &job);
	if (status == AKASHLINT_OK)
		*result = job.result;
	else
		akashlint_result_free(job.result);
	return status;
}

void akashlint_result_free(struct akashlint_result *result)
{
	if (!result)
		return;
	arena_clear(&result->arena);
	free(result);
}

size_t akashlint_result_count(const struct akashlint_result *result)
{
	return result->n_diagnostics;
}

const struct akashlint_diagnostic *akashlint_result_get(const struct akashlint_result *result, size_t index)
{
	return index < result->n_diagnostics ? &result->diagnostics[index] : NULL;
}

size_t akashlint_result_n_dropped(const struct akashlint_result *result)
{
	return result->run.diags.n_dropped;
}

bool akashlint_result_is_accepted(const struct akashlint_result *result)
{
	return !result->run.is_rejected;
}

bool akashlint_result_has_failed(const struct akashlint_result *result)
{
	int fail_on = effective_fail_on(result->choices.fail_on, result->choices.config, result->choices.is_strict);
	bool has_failed = false;

	for (size_t i = 0; i < result->n_diagnostics; i++)
		has_failed |= (int)result->diagnostics[i].severity >= fail_on;
	return has_failed;
}
