// SPDX-License-Identifier: Apache-2.0
// In: a demand that some providers can't meet. Out: the one SDL change that lets most of them.
#include "match/advice.h"

#include "base/arena.h"
#include "match/change_list.h"
#include "match/match.h"
#include "match/pack_nodes.h"

// At most this many changes are tried, fewer with many nodes: about a tenth of a second.
enum { MAX_TRIALS = 400, MAX_WORK = 20 * 1000 * 1000 };

#define ANYTHING SIZE_MAX // anything may be the obstacle

struct trials {
	struct arena *arena;
	struct packing *packing;
	const struct demand *demand;
	const struct inventory *inventory;
	size_t *stuck; // per provider: the unit that does not fit on its nodes, or ANYTHING
	size_t n_left;
	struct advice advice;
};

static size_t n_trials(const struct demand *demand, const struct inventory *inventory)
{
	size_t work = 1;

	for (size_t i = 0; i < inventory->n_providers; i++)
		work += (inventory->providers[i]->n_nodes + 1) * (demand->n_units + 1);
	return MAX_WORK / work < MAX_TRIALS ? MAX_WORK / work : MAX_TRIALS;
}

// Units are placed from the last to the first: what comes after the one that finds no place is never looked at.
static size_t last_changed(const struct demand *demand, const struct change *change)
{
	for (size_t i = demand->n_units; i > 0; i--)
		if (change_is_of_unit(change, &demand->units[i - 1]))
			return i - 1;
	return ANYTHING;
}

static void find_stuck(struct trials *trials)
{
	const struct inventory *inventory = trials->inventory;

	trials->stuck = arena_alloc(trials->arena, (inventory->n_providers + 1) * sizeof(*trials->stuck));
	for (size_t i = 0; i < inventory->n_providers; i++) {
		trials->packing->stuck = ANYTHING;
		trials->stuck[i] = ANYTHING;
		if (!provider_fits(trials->packing, trials->demand, inventory->providers[i]) &&
		    trials->packing->stuck < trials->demand->n_units)
			trials->stuck[i] = trials->packing->stuck;
	}
}

// How many fit with it; 0 once the limit is reached.
static size_t try_change(struct trials *trials, const struct change *change)
{
	size_t n = 0, last = last_changed(trials->demand, change);
	struct demand changed;

	if (trials->n_left == 0) {
		trials->advice.is_cut = true;
		return 0;
	}
	trials->n_left--;
	changed = demand_changed(trials->arena, trials->demand, change);
	for (size_t i = 0; i < trials->inventory->n_providers; i++)
		if (trials->stuck[i] == ANYTHING || trials->stuck[i] <= last)
			n += provider_fits(trials->packing, &changed, trials->inventory->providers[i]);
	return n;
}

static void consider(struct trials *trials, const struct change *change, size_t n_would_fit)
{
	struct advice *best = &trials->advice;

	if (n_would_fit < best->n_would_fit || n_would_fit <= best->n_fitting)
		return;
	if (n_would_fit == best->n_would_fit && best->has_change && change_cost(change) >= change_cost(&best->change))
		return;
	best->has_change = true;
	best->change = *change;
	best->n_would_fit = n_would_fit;
}

// The least amount lets most in: if it is worth it, the largest one that lets in as many is looked for by halves.
static void try_amounts(struct trials *trials, struct change *change)
{
	int64_t low = 0, high = (change->asked - change->least + change->step - 1) / change->step;
	size_t least_fits, low_fits;

	change->amount = change->least;
	least_fits = low_fits = try_change(trials, change);
	if (least_fits <= trials->advice.n_fitting || least_fits < trials->advice.n_would_fit)
		return;
	while (high - low > 1) {
		int64_t middle = low + (high - low) / 2;
		size_t fits;

		change->amount = change->least + middle * change->step;
		fits = try_change(trials, change);
		low_fits = fits >= least_fits ? fits : low_fits;
		*(fits >= least_fits ? &low : &high) = middle;
	}
	change->amount = change->least + low * change->step;
	consider(trials, change, low_fits);
}

struct advice advice_for(struct arena *arena, struct packing *packing, const struct demand *demand,
			 const struct inventory *inventory, size_t n_fitting)
{
	struct trials trials = {
		arena, packing, demand, inventory, NULL, n_trials(demand, inventory), { .n_fitting = n_fitting }
	};
	struct change_list list;

	if (n_fitting == inventory->n_providers)
		return trials.advice;
	find_stuck(&trials);
	list = change_list(arena, demand, inventory);
	for (size_t i = 0; i < list.n; i++)
		if (change_is_of_amount(&list.items[i]))
			try_amounts(&trials, &list.items[i]);
		else
			consider(&trials, &list.items[i], try_change(&trials, &list.items[i]));
	return trials.advice;
}
