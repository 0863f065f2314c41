// SPDX-License-Identifier: Apache-2.0
// In: a target and an input. Out: the target run over it, with all that it made released.
#include "fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/guard.h"

const struct fuzz_target fuzz_targets[] = {
	{ "sdl", fuzz_sdl },
	{ "fix", fuzz_fix },
	{ "policy", fuzz_policy },
	{ "config", fuzz_config },
	{ "catalogue", fuzz_catalogue },
	{ "inventory", fuzz_inventory },
	{ "baseline", fuzz_baseline },
	{ "options", fuzz_options },
	{ "lsp", fuzz_lsp },
	{ "lsp-stream", fuzz_lsp_stream },
	{ "diff", fuzz_diff },
	{ "report", fuzz_report },
	{ "bids", fuzz_bids },
	{ "prices", fuzz_prices },
	{ "lsp-start", fuzz_lsp_start },
	{ NULL, NULL },
};

void fuzz_abort(const char *file, int line, const char *condition)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
	abort();
}

void fuzz_check_message(const char *message)
{
	HOLDS(message && message[0]);
	HOLDS(!strchr(message, '\n'));
}

struct str fuzz_take_part(struct str *input)
{
	const char *end = input->len ? memchr(input->ptr, '\f', input->len) : NULL;
	struct str part = { input->ptr, end ? (size_t)(end - input->ptr) : input->len };

	*input = str_slice(*input, part.len + (end != NULL), input->len);
	return part;
}

struct job {
	const struct fuzz_target *target;
	struct arena *arena;
	struct str input;
};

static void work(void *context)
{
	const struct job *job = context;

	job->target->run(job->arena, job->input);
}

bool fuzz_run(const struct fuzz_target *target, struct str input)
{
	struct arena arena;
	struct job job = { target, &arena, input };
	bool is_done;

	arena_init(&arena);
	is_done = arena_guard(&arena, work, &job);
	arena_clear(&arena);
	return is_done;
}
