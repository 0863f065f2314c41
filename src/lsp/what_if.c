// SPDX-License-Identifier: Apache-2.0
// In: another text for a document. Out: what checking it finds.
#include "lsp/what_if.h"

#include "base/guard.h"
#include "lint.h"

// A limit for one request, as a person waits for it. The first text is always checked.
enum { MAX_TRIED_BYTES = 2 * 1024 * 1024 };

static void clear_arena(void *handle)
{
	arena_clear(handle);
}

struct what_if *what_if_new(struct request *request)
{
	struct what_if *what_if = arena_zalloc(request->arena, sizeof(*what_if));

	what_if->request = request;
	arena_init(&what_if->arena);
	arena_defer(request->arena, clear_arena, &what_if->arena);
	return what_if;
}

void what_if_guard(struct what_if *what_if, void (*work)(void *context), void *context)
{
	arena_guard_inner(&what_if->arena, what_if->request->arena, work, context);
}

struct linting {
	struct what_if *what_if;
	struct str text;
};

static void lint_text(void *context)
{
	struct linting *linting = context;
	struct what_if *what_if = linting->what_if;
	const struct run *run = what_if->request->run;

	lint(&what_if->run, &what_if->arena, run->settings, run->source.name, linting->text);
}

bool what_if_take(struct what_if *what_if, size_t n_bytes)
{
	bool is_first = what_if->n_bytes == 0;

	what_if->n_bytes += n_bytes;
	return is_first || what_if->n_bytes <= MAX_TRIED_BYTES;
}

bool what_if_lint(struct what_if *what_if, struct str text)
{
	struct linting linting = { what_if, text };

	if (text.len > SOURCE_MAX_BYTES || !what_if_take(what_if, text.len))
		return false;
	arena_reset(&what_if->arena);
	what_if_guard(what_if, lint_text, &linting);
	return true;
}

bool what_if_edits(struct what_if *what_if, const struct edit_list *edits)
{
	const struct request *request = what_if->request;

	// Without time not even the text is made.
	if (what_if->n_bytes > MAX_TRIED_BYTES)
		return false;
	return what_if_lint(what_if, text_from_edits(request->arena, request->text, edits));
}
