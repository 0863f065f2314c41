// SPDX-License-Identifier: Apache-2.0
// In: what a deployment requests, and an inventory. Out: the providers that can run it, and why the others can't.
#ifndef AKASHLINT_MATCH_MATCH_H
#define AKASHLINT_MATCH_MATCH_H

#include "diag/diag.h"
#include "match/advice.h"
#include "match/inventory.h"
#include "sdl/resources.h"

struct demand;

struct reason {
	const char *requirement; // "gpu", "memory", "attributes", …
	const char *node;        // escaped, or NULL: of the provider as a whole
	const char *message;     // escaped
	double distance;         // of a node: how far it is from what is asked
	unsigned checks;         // that are not passed, as bits
};

struct match {
	const struct resource_group *group;
	const struct provider *provider;
	bool fits;
	const char **unknown; // missing from the inventory; does not rule the provider out
	size_t n_unknown, cap_unknown;
	struct reason *reasons; // of the provider in its own order, then of the nodes, nearest miss first
	size_t n_reasons, cap_reasons;
};

struct matches {
	const struct match *items; // group by group, of each as many as there are providers
	size_t n;
	bool has_homeless; // a group that fits no provider
	size_t n_providers;
	const struct advice *advice; // for each group, in the same order
};

// Without reasons, and without taking memory; `packing` has room for the provider and the demand.
struct packing;
bool provider_fits(struct packing *packing, const struct demand *demand, const struct provider *provider);
struct packing packing_for(struct arena *arena, const struct inventory *inventory, size_t n_units);
// One demand and one provider, with reasons.
void match_demand(struct arena *arena, struct packing *packing, const struct demand *demand,
		  const struct provider *provider, struct match *match);
// All of it lives in the run's arena. NULL where there is nothing to match: no inventory, or an SDL that is rejected.
const struct matches *match_sdl(struct run *run, const struct inventory *inventory);
struct matches match_all(struct arena *arena, const struct resources *resources, const struct inventory *inventory);

#endif
