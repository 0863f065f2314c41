// SPDX-License-Identifier: Apache-2.0
// In: a demand that some providers can't meet. Out: the one SDL change that lets most of them.
#ifndef AKASHLINT_MATCH_ADVICE_H
#define AKASHLINT_MATCH_ADVICE_H

#include "match/change.h"

struct packing;

struct advice {
	bool has_change;
	struct change change;
	size_t n_fitting, n_would_fit; // providers, without the change and with it
	bool is_cut;                   // not all that could be tried was
};

// Each change is tried by matching the whole inventory again. On a tie, the smallest change wins;
// changes that help nobody are dropped.
struct advice advice_for(struct arena *arena, struct packing *packing, const struct demand *demand,
			 const struct inventory *inventory, size_t n_fitting);

#endif
