// SPDX-License-Identifier: Apache-2.0
// In: what a deployment requests, and an inventory. Out: the providers that can run it, and why the others can't.
#include "match/match_all.h"

#include "base/arena.h"
#include "match/match.h"
#include "match/pack_nodes.h"

struct matches match_all(struct arena *arena, const struct resources *resources, const struct inventory *inventory)
{
	struct match *items = arena_alloc(arena, (resources->n_groups * inventory->n_providers + 1) * sizeof(*items));
	struct advice *advice = arena_alloc(arena, (resources->n_groups + 1) * sizeof(*advice));
	struct matches matches = { .items = items, .n_providers = inventory->n_providers, .advice = advice };

	for (size_t i = 0; i < resources->n_groups; i++) {
		struct demand demand = demand_from_group(arena, resources->groups[i]);
		struct packing packing = packing_for(arena, inventory, demand.n_units);
		size_t n_fitting = 0;

		for (size_t j = 0; j < inventory->n_providers; j++) {
			struct match *match = &items[matches.n++];

			match_demand(arena, &packing, &demand, inventory->providers[j], match);
			n_fitting += match->fits;
		}
		matches.has_homeless |= n_fitting == 0;
		advice[i] = advice_for(arena, &packing, &demand, inventory, n_fitting);
	}
	return matches;
}

const struct matches *match_sdl(struct run *run, const struct inventory *inventory)
{
	struct matches *matches;
	struct resources resources;

	if (!inventory || !run->sdl || run->is_rejected)
		return NULL;
	matches = arena_alloc(run->arena, sizeof(*matches));
	resources = resources_from_sdl(run->arena, run->sdl);
	*matches = match_all(run->arena, &resources, inventory);
	return matches;
}
