// SPDX-License-Identifier: Apache-2.0
// In: what a deployment requests, and an inventory. Out: the providers that can run it, and why the others can't.
#include "match/match.h"

#include "base/arena.h"
#include "match/checks.h"
#include "match/match_steps.h"
#include "sdl/quantity.h"

bool fails(struct matcher *matcher)
{
	matcher->has_failed = true;
	return matcher->match != NULL;
}

void add_reason(struct matcher *matcher, const char *requirement, const char *message)
{
	ARENA_PUSH(matcher->arena, matcher->match->reasons, matcher->match->n_reasons, matcher->match->cap_reasons) =
		(struct reason){ .requirement = requirement, .message = message, .checks = check_bit(requirement) };
}

void add_unknown(struct matcher *matcher, const char *what)
{
	if (!matcher->match)
		return;
	ARENA_PUSH(matcher->arena, matcher->match->unknown, matcher->match->n_unknown, matcher->match->cap_unknown) =
		what;
}

// For people: whole units from where three digits are enough.
const char *rounded_bytes(struct arena *arena, int64_t bytes)
{
	static const char *const units[] = { "", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei" };
	double value = (double)bytes;
	size_t unit = 0;
	struct strbuf out = strbuf_in(arena);

	while (value >= 1024 && unit + 1 < COUNT_OF(units)) {
		value /= 1024;
		unit++;
	}
	// Rounded up, so that a shortage is never understated.
	value = (double)(int64_t)(value * 10 + 0.999) / 10;
	strbuf_printf(&out, value == (double)(int64_t)value ? "%.0f%s" : "%.1f%s", value, units[unit]);
	return out.text;
}

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
