// SPDX-License-Identifier: Apache-2.0
// In: a row of tasks. Out: each done by one of several threads, and its result handed over in the order of the row.
#ifndef AKASHLINT_OS_WORKERS_H
#define AKASHLINT_OS_WORKERS_H

#include <stdbool.h>
#include <stddef.h>

enum {
	WORKERS_MAX_THREADS = 256,
	WORKERS_SLOTS_PER_THREAD = 2, // results in flight: enough to keep all threads busy
	WORKERS_MAX_SLOTS = WORKERS_MAX_THREADS * WORKERS_SLOTS_PER_THREAD,
};

// `work` runs on any thread and keeps its result in the slot, which is its own until `deliver` is done with it.
// `deliver` runs on the caller's thread; false: the rest is not wanted. Neither may jump out.
// Where `weight` is there, tasks in flight weigh no more than `max_weight` together, unless it is but one.
struct work_plan {
	size_t n_tasks, n_threads;
	size_t max_weight;
	size_t (*weight)(void *context, size_t task);
	void (*work)(void *context, size_t slot, size_t task);
	bool (*deliver)(void *context, size_t slot, size_t task);
	void *context;
};

// Processors of this machine, at most WORKERS_MAX_THREADS.
size_t n_processors(void);
// Slots are numbered below this.
size_t workers_n_slots(const struct work_plan *plan);
// One thread or one task: everything is done on the caller's thread, and none is started.
void workers_run(const struct work_plan *plan);

#endif
