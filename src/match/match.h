// SPDX-License-Identifier: Apache-2.0
// In: a demand and a provider. Out: whether it can run that, and why it can't.
#ifndef AKASHLINT_MATCH_MATCH_H
#define AKASHLINT_MATCH_MATCH_H

#include "match/checks.h"

struct demand;
struct packing;

// Without reasons, and without taking memory; `packing` has room for the provider and the demand.
bool provider_fits(struct packing *packing, const struct demand *demand, const struct provider *provider);
struct packing packing_for(struct arena *arena, const struct inventory *inventory, size_t n_units);
// One demand and one provider, with reasons.
void match_demand(struct arena *arena, struct packing *packing, const struct demand *demand,
		  const struct provider *provider, struct match *match);

#endif
