// SPDX-License-Identifier: Apache-2.0
// In: a demand and a provider. Out: whether it can run that, and why it can't.
#include "match/match.h"

#include "match/match_steps.h"

static void check_online(struct matcher *matcher)
{
	if (matcher->provider->is_offline && fails(matcher))
		add_reason(matcher, "online", "it is offline");
}

static void check_room(struct matcher *matcher)
{
	if (matcher->provider->has_nodes)
		check_nodes(matcher);
	else
		check_totals(matcher);
}

static void (*const steps[])(struct matcher *matcher) = {
	check_online, check_attributes, check_capabilities, check_volumes, check_signatures,
	check_notice, check_leased_ips, check_interconnect, check_room,    check_offers,
};

// All steps where reasons are wanted; else up to the first that fails.
static void match_one(struct matcher *matcher)
{
	for (size_t i = 0; i < COUNT_OF(steps) && (matcher->match || !matcher->has_failed); i++)
		steps[i](matcher);
}

bool provider_fits(struct packing *packing, const struct demand *demand, const struct provider *provider)
{
	struct matcher matcher = { .demand = demand, .provider = provider, .packing = packing };

	match_one(&matcher);
	return !matcher.has_failed;
}

void match_demand(struct arena *arena, struct packing *packing, const struct demand *demand,
		  const struct provider *provider, struct match *match)
{
	struct matcher matcher = { arena, demand, provider, match, packing, false };

	*match = (struct match){ .group = demand->group, .provider = provider };
	match_one(&matcher);
	match->fits = !matcher.has_failed;
}

struct packing packing_for(struct arena *arena, const struct inventory *inventory, size_t n_units)
{
	size_t n_nodes = 0, n_pools = 0;

	for (size_t i = 0; i < inventory->n_providers; i++) {
		n_nodes = n_nodes > inventory->providers[i]->n_nodes ? n_nodes : inventory->providers[i]->n_nodes;
		n_pools = n_pools > inventory->providers[i]->n_pools ? n_pools : inventory->providers[i]->n_pools;
	}
	return packing_new(arena, n_nodes, n_pools, n_units);
}
