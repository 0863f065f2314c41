// SPDX-License-Identifier: Apache-2.0
// In: another text for a document. Out: what checking it finds.
#include "lsp/trial.h"

#include "base/guard.h"
#include "lint.h"

// For one request, which a person waits for. The first text is always checked.
enum { MAX_TRIED_BYTES = 2 * 1024 * 1024 };

static void clear_arena(void *handle)
{
	arena_clear(handle);
}

struct trial *trial_new(struct request *request)
{
	struct trial *trial = arena_zalloc(request->arena, sizeof(*trial));

	trial->request = request;
	arena_init(&trial->arena);
	arena_defer(request->arena, clear_arena, &trial->arena);
	return trial;
}

void trial_guard(struct trial *trial, void (*work)(void *context), void *context)
{
	arena_guard_inner(&trial->arena, trial->request->arena, work, context);
}

struct linting {
	struct trial *trial;
	struct str text;
};

static void lint_text(void *context)
{
	struct linting *linting = context;
	struct trial *trial = linting->trial;
	const struct run *run = trial->request->run;

	lint(&trial->run, &trial->arena, run->settings, run->source.name, linting->text);
}

bool trial_take(struct trial *trial, size_t n_bytes)
{
	bool is_first = trial->n_bytes == 0;

	trial->n_bytes += n_bytes;
	return is_first || trial->n_bytes <= MAX_TRIED_BYTES;
}

bool trial_lint(struct trial *trial, struct str text)
{
	struct linting linting = { trial, text };

	if (text.len > SOURCE_MAX_BYTES || !trial_take(trial, text.len))
		return false;
	arena_reset(&trial->arena);
	trial_guard(trial, lint_text, &linting);
	return true;
}

bool trial_edits(struct trial *trial, const struct edit_list *edits)
{
	const struct request *request = trial->request;

	// Without time not even the text is made.
	if (trial->n_bytes > MAX_TRIED_BYTES)
		return false;
	return trial_lint(trial, text_from_edits(request->arena, request->text, edits));
}
