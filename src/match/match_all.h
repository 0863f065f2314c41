// SPDX-License-Identifier: Apache-2.0
// In: what a deployment requests, and an inventory. Out: the providers that can run it, and why the others can't.
#ifndef AKASHLINT_MATCH_MATCH_ALL_H
#define AKASHLINT_MATCH_MATCH_ALL_H

#include "diag/diag.h"
#include "match/advice.h"
#include "match/checks.h"
#include "sdl/resources.h"

struct matches {
	const struct match *items; // group by group, of each as many as there are providers
	size_t n;
	bool has_homeless; // a group that fits no provider
	size_t n_providers;
	const struct advice *advice; // for each group, in the same order
};

// All of it lives in the run's arena. NULL where there is nothing to match: no inventory, or an SDL that is rejected.
const struct matches *match_sdl(struct run *run, const struct inventory *inventory);
struct matches match_all(struct arena *arena, const struct resources *resources, const struct inventory *inventory);

#endif
