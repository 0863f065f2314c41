// SPDX-License-Identifier: Apache-2.0
// In: calls of the public API. Out: diagnostics in its terms.
#include "akashlint.h"

#include <stdlib.h>

#include "base/guard.h"
#include "lint.h"
#include "yaml/node.h"

struct akashlint {
	struct settings settings;
};

struct akashlint_result {
	struct arena arena;
	struct akashlint_diagnostic *diagnostics;
	size_t n_diagnostics;
	bool is_accepted;
};

struct job {
	const struct akashlint *linter;
	const char *name;
	struct str text;
	struct akashlint_result *result;
};

const char *akashlint_version(void)
{
	return AKASHLINT_VERSION;
}

const char *akashlint_strerror(enum akashlint_status status)
{
	switch (status) {
	case AKASHLINT_OK:
		return "no error";
	case AKASHLINT_NO_MEMORY:
		return "out of memory";
	case AKASHLINT_TOO_LARGE:
		return "more than 64 MiB of text";
	}
	return "unknown status";
}

struct akashlint *akashlint_new(void)
{
	struct akashlint *linter = malloc(sizeof(*linter));

	if (linter)
		linter->settings = default_settings;
	return linter;
}

void akashlint_free(struct akashlint *linter)
{
	free(linter);
}

void akashlint_set_target(struct akashlint *linter, enum akashlint_target target)
{
	linter->settings.is_for_console = target == AKASHLINT_TARGET_CONSOLE;
}

static void describe(struct run *run, const struct diag *diag, struct akashlint_diagnostic *out)
{
	struct position start = source_position(&run->source, diag->span.start);
	struct position end = source_position(&run->source, diag->span.end);

	*out = (struct akashlint_diagnostic){
		.rule = diag->rule->id,
		.severity = (enum akashlint_severity)diag->severity,
		.rejected_by = diag->rejected_by,
		.start = diag->span.start,
		.end = diag->span.end,
		.line = start.line,
		.column = start.column,
		.end_line = end.line,
		.end_column = end.column,
		.message = diag->message,
		.help = diag->help,
		.path = diag->at ? ynode_path(run->arena, diag->at) : NULL,
	};
}

// All that may be asked for later is made now, where running out of memory is an answer.
static void check(void *context)
{
	struct job *job = context;
	struct akashlint_result *result = job->result;
	struct run run;

	lint(&run, &result->arena, &job->linter->settings, job->name, job->text);
	result->is_accepted = !run.is_rejected;
	result->diagnostics = arena_alloc(&result->arena, run.diags.n * sizeof(*result->diagnostics));
	result->n_diagnostics = run.diags.n;
	for (size_t i = 0; i < run.diags.n; i++)
		describe(&run, run.diags.items[i], &result->diagnostics[i]);
}

enum akashlint_status akashlint_check(const struct akashlint *linter, const char *name, const char *text, size_t len,
				      struct akashlint_result **result)
{
	struct job job = { linter, name, { len ? text : "", len }, NULL };

	*result = NULL;
	if (len > SOURCE_MAX_BYTES)
		return AKASHLINT_TOO_LARGE;
	job.result = calloc(1, sizeof(*job.result));
	if (!job.result)
		return AKASHLINT_NO_MEMORY;
	arena_init(&job.result->arena);
	if (!arena_guard(&job.result->arena, check, &job)) {
		akashlint_result_free(job.result);
		return AKASHLINT_NO_MEMORY;
	}
	*result = job.result;
	return AKASHLINT_OK;
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

void akashlint_result_get(const struct akashlint_result *result, size_t index, struct akashlint_diagnostic *diagnostic)
{
	*diagnostic = result->diagnostics[index];
}

bool akashlint_result_is_accepted(const struct akashlint_result *result)
{
	return result->is_accepted;
}
