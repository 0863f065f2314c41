// SPDX-License-Identifier: Apache-2.0
// In: what a deployment requests, and what providers have. Out: the SDL changes that may help.
#ifndef AKASHLINT_MATCH_CHANGE_LIST_H
#define AKASHLINT_MATCH_CHANGE_LIST_H

#include "match/change.h"

struct change_list {
	struct arena *arena;
	const struct demand *demand;
	const struct inventory *inventory;
	struct change *items;
	size_t n, cap;
};

// Amounts have at least one step.
struct change_list change_list(struct arena *arena, const struct demand *demand, const struct inventory *inventory);

#endif
