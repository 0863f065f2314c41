// SPDX-License-Identifier: Apache-2.0
// In: calls of the public API. Out: what a linter holds, and how it changes.
#ifndef AKASHLINT_API_LINTER_H
#define AKASHLINT_API_LINTER_H

#include "akashlint.h"
#include "base/arena.h"
#include "config/effective_levels.h"

struct inventory;
struct known_denom;

// What was set. Copied whole; what it points to is in a layer.
struct choices {
	const struct config *config;                    // or NULL
	const char *config_folder;                      // "" is where names begin
	const struct policy *policy, *config_policy;    // set, and of the configuration; or NULL
	const struct gpu_catalogue *gpus, *config_gpus; // the same
	const struct inventory *inventory;
	const struct market *market;
	const struct known_denom *rates; // the last one set is the first
	size_t n_rates;
	const struct level_option *levels;
	size_t n_levels;
	akashlint_reader *reader;
	void *reader_context;
	int fail_on, is_for_console; // 0 and -1: not set
	bool is_strict, has_no_inline, has_no_fixes;
	size_t max_bytes;
	unsigned max_milliseconds;
	// What follows from it, for a file that nothing singles out.
	struct settings settings;
};

// What one call added. Kept until the linter is freed, as results may need it.
struct layer {
	struct layer *next;
	struct arena arena;
};

struct akashlint {
	struct choices now;
	struct layer *layers;
	struct layer *failed; // of the last call that did, for its message; or NULL
	const char *error;
};

// A call that changes a linter: makes `next` out of what there is, and what it needs for that in the arena.
struct call {
	struct arena *arena;
	struct choices next;
	const char *error; // "", or why not; lines are escaped
	bool (*change)(struct call *call, const void *argument);
	const void *argument;
};

// All or nothing.
enum akashlint_status linter_change(struct akashlint *linter, bool (*change)(struct call *call, const void *argument),
				    const void *argument);
// Always false.
bool call_fail(struct call *call, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct json_fault;
// "FILE:LINE:COLUMN: MESSAGE".
const char *json_fault_text(struct arena *arena, const char *name, const struct json_fault *fault);
struct level_sources level_sources_of(const struct choices *choices);
// The names of a file, as the caller and the configuration have them.
struct file_names file_names_of(const struct choices *choices, const char *name);

// Does the work; NO_MEMORY, MEMORY_LIMIT or TIME_LIMIT where it was not done.
enum akashlint_status guard_within(struct arena *arena, const struct choices *choices, void (*work)(void *context),
				   void *context);

#endif
