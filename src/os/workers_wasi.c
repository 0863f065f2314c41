// SPDX-License-Identifier: Apache-2.0
// In: a row of tasks. Out: each done, and its result handed over: WASI has one thread.
#include "os/workers.h"

size_t n_processors(void)
{
	return 1;
}

size_t workers_n_slots(const struct work_plan *plan)
{
	(void)plan;
	return 1;
}

void workers_run(const struct work_plan *plan)
{
	for (size_t task = 0; task < plan->n_tasks; task++) {
		plan->work(plan->context, 0, task);
		if (!plan->deliver(plan->context, 0, task))
			return;
	}
}
