// SPDX-License-Identifier: Apache-2.0
// In: any bytes. Out: nothing, or an abort where something that always holds does not.
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "base/arena.h"
#include "base/str.h"

// `arena` is guarded and is cleared afterwards.
typedef void fuzz_fn(struct arena *arena, struct str input);

struct fuzz_target {
	const char *name;
	fuzz_fn *run;
};

// Ends with a NULL name.
extern const struct fuzz_target fuzz_targets[];
fuzz_fn fuzz_sdl, fuzz_fix, fuzz_policy, fuzz_config, fuzz_catalogue, fuzz_inventory, fuzz_baseline, fuzz_options,
	fuzz_lsp, fuzz_lsp_stream, fuzz_lsp_start, fuzz_diff, fuzz_report, fuzz_bids, fuzz_prices;

// Runs one target over one input, in an arena of its own. False: memory ran out.
bool fuzz_run(const struct fuzz_target *target, struct str input);

// Like assert, but never compiled out.
#define HOLDS(condition) ((condition) ? (void)0 : fuzz_abort(__FILE__, __LINE__, #condition))
_Noreturn void fuzz_abort(const char *file, int line, const char *condition);

// A message of a file that can't be used: one line.
void fuzz_check_message(const char *message);
// Takes the first part of the input off, up to a form feed; the whole input where there is none.
struct str fuzz_take_part(struct str *input);

#endif
