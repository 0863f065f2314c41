// SPDX-License-Identifier: Apache-2.0
// In: a demand, and the nodes of a provider. Out: whether the provider's own way of packing finds room for all of it.
#include "match/pack_nodes.h"

#include <string.h>

#include "base/arena.h"
#include "match/interconnect.h"

enum attempt { PLACED, NOT_ON_NODE, GIVEN_UP };

static bool take(int64_t *left, int64_t amount)
{
	if (*left < amount)
		return false;
	if (*left != INT64_MAX)
		*left -= amount;
	return true;
}

static int64_t free_of(struct stock stock)
{
	return stock.is_known ? stock.free : INT64_MAX;
}

int64_t n_cards_as_asked(const struct node *node, const struct wanted_gpu *models, size_t n_models)
{
	int64_t n = 0;

	for (size_t i = 0; i < node->n_cards; i++) {
		const struct wanted_gpu *model = model_for_card(models, n_models, &node->cards[i].id);

		if (model && model_matches(model, &node->cards[i].id))
			n += node->cards[i].n;
	}
	return n;
}

// All cards count, also those in use; the last one that is needed says what the request becomes.
static bool narrow(const struct node *node, const struct wanted_unit *unit, struct unit_state *state)
{
	const struct wanted_gpu *models = state->is_narrowed ? &state->narrowed : unit->models;
	size_t n_models = state->is_narrowed ? 1 : unit->n_models;
	int64_t n_needed = unit->gpus;

	for (size_t i = 0; i < node->n_cards; i++) {
		const struct gpu_card_id *card = &node->cards[i].id;
		const struct wanted_gpu *model = model_for_card(models, n_models, card);

		if (!model || !model_matches(model, card))
			continue;
		n_needed -= node->cards[i].n;
		if (n_needed > 0)
			continue;
		state->narrowed =
			(struct wanted_gpu){ model->key, card->vendor, card->name, model->memory, model->interface };
		return true;
	}
	return false;
}

static bool take_gpus(struct packing *packing, size_t node_at, size_t unit_at, struct room *room)
{
	const struct node *node = &packing->provider->nodes[node_at];
	const struct wanted_unit *unit = &packing->demand->units[unit_at];
	struct unit_state *state = &packing->units[unit_at], tried = *state;

	if (unit->gpus == 0)
		return true;
	if (room->gpu <= 0 || unit->has_bad_key)
		return false;
	if (!node->has_models)
		return take(&room->gpu, unit->gpus);
	if (!narrow(node, unit, &tried) || !take(&room->gpu, unit->gpus))
		return false;
	if (!state->is_narrowed) {
		tried.is_narrowed = true;
		tried.narrowed_by = node_at;
	}
	*state = tried;
	return true;
}

bool node_has_class(const struct node *node, struct str class_name)
{
	for (size_t i = 0; i < node->n_classes; i++)
		if (str_eq(node->classes[i], class_name))
			return true;
	return !node->has_classes;
}

size_t pool_of_class(const struct provider *provider, struct str class_name)
{
	size_t i = 0;

	while (i < provider->n_pools && !str_eq(provider->pools[i].class_name, class_name))
		i++;
	return i;
}

static enum attempt take_volume(struct packing *packing, size_t node_at, const struct wanted_volume *volume,
				struct room *room, int64_t *pools)
{
	const struct provider *provider = packing->provider;
	size_t pool;

	if (volume->kind == VOLUME_RAM)
		return take(&room->memory, volume->size) ? PLACED : NOT_ON_NODE;
	if (volume->kind == VOLUME_EPHEMERAL)
		return take(&room->ephemeral, volume->size) ? PLACED : NOT_ON_NODE;
	if (!node_has_class(&provider->nodes[node_at], volume->class_name))
		return NOT_ON_NODE;
	if (!provider->has_pools)
		return PLACED;
	pool = pool_of_class(provider, volume->class_name);
	if (pool < provider->n_pools && take(&pools[pool], volume->size))
		return PLACED;
	packing->no_pool = volume;
	return GIVEN_UP;
}

bool node_is_claimed(const struct packing *packing, size_t node_at, const struct wanted_unit *unit)
{
	for (size_t i = packing->rooms[node_at].claim; i; i = packing->claims[i].next)
		if (str_eq(packing->claims[i].group, unit->interconnect))
			return true;
	return false;
}

// What does not depend on what is left of the node.
static bool is_suitable(const struct packing *packing, size_t node_at, const struct wanted_unit *unit)
{
	const struct node *node = &packing->provider->nodes[node_at];

	if (unit->interconnect.len &&
	    (node_is_claimed(packing, node_at, unit) || !node_has_interconnect(node, packing->demand->fabric)))
		return false;
	return str_eq(unit->arch, node->arch);
}

// All replicas of a unit must get the same, and the provider gives up at the first that would not.
static enum attempt join(struct packing *packing, size_t node_at, size_t unit_at, struct room *room)
{
	const struct wanted_unit *unit = &packing->demand->units[unit_at];
	const struct node *nodes = packing->provider->nodes;
	struct unit_state *state = &packing->units[unit_at];

	if (unit->interconnect.len == 0)
		return PLACED;
	if (state->n_left == unit->count) {
		state->first_node = node_at;
	} else if (!is_same_interconnect(&nodes[state->first_node].interconnect, &nodes[node_at].interconnect)) {
		packing->other_kind = &nodes[node_at];
		return GIVEN_UP;
	}
	ARENA_PUSH(packing->arena, packing->claims, packing->n_claims, packing->cap_claims) =
		(struct claim){ unit->interconnect, room->claim };
	room->claim = packing->n_claims - 1;
	return PLACED;
}

// In the provider's order: a request is narrowed before memory is looked at, and stays so whatever comes of it.
static enum attempt try_node(struct packing *packing, size_t node_at, size_t unit_at)
{
	const struct wanted_unit *unit = &packing->demand->units[unit_at];
	size_t pools_size = packing->provider->n_pools * sizeof(*packing->pools);
	struct room room = packing->rooms[node_at];
	int64_t *pools = packing->tried_pools;
	enum attempt attempt = PLACED;

	if (!is_suitable(packing, node_at, unit) || !take(&room.cpu, unit->cpu) ||
	    (unit->interconnect.len && !take(&room.handles, unit->gpus)) ||
	    !take_gpus(packing, node_at, unit_at, &room) || !take(&room.memory, unit->memory))
		return NOT_ON_NODE;
	if (pools_size)
		memcpy(pools, packing->pools, pools_size);
	for (size_t i = 0; i < unit->n_volumes && attempt == PLACED; i++)
		attempt = take_volume(packing, node_at, &unit->volumes[i], &room, pools);
	if (attempt == PLACED)
		attempt = join(packing, node_at, unit_at, &room);
	if (attempt != PLACED)
		return attempt;
	packing->rooms[node_at] = room;
	if (pools_size)
		memcpy(packing->pools, pools, pools_size);
	return PLACED;
}

// The last unit that is left; n_units when all are placed.
static size_t last_left(const struct packing *packing)
{
	for (size_t i = packing->demand->n_units; i > 0; i--)
		if (packing->units[i - 1].n_left)
			return i - 1;
	return packing->demand->n_units;
}

// A unit that is done starts the round of the nodes anew; one that is not leaves the node to no other.
static void pack_all(struct packing *packing)
{
	size_t i = 0;

	while (packing->stuck = last_left(packing), packing->stuck < packing->demand->n_units) {
		enum attempt attempt = PLACED;

		if (i == packing->provider->n_nodes)
			return;
		while (attempt == PLACED && packing->units[packing->stuck].n_left) {
			attempt = try_node(packing, packing->order ? packing->order[i] : i, packing->stuck);
			packing->units[packing->stuck].n_left -= attempt == PLACED;
		}
		if (attempt == GIVEN_UP)
			return;
		i = attempt == PLACED ? 0 : i + 1;
	}
	packing->fits = true;
}

struct packing packing_new(struct arena *arena, size_t n_nodes, size_t n_pools, size_t n_units)
{
	struct packing packing = {
		.arena = arena,
		.rooms = arena_alloc(arena, (n_nodes + 1) * sizeof(struct room)),
		.pools = arena_alloc(arena, (n_pools + 1) * sizeof(int64_t)),
		.tried_pools = arena_alloc(arena, (n_pools + 1) * sizeof(int64_t)),
		.units = arena_alloc(arena, (n_units + 1) * sizeof(struct unit_state)),
	};

	ARENA_PUSH(arena, packing.claims, packing.n_claims, packing.cap_claims) = (struct claim){ STR(""), 0 };
	return packing;
}

bool pack_nodes(struct packing *packing, const struct provider *provider, const struct demand *demand,
		const size_t *order)
{
	packing->provider = provider;
	packing->demand = demand;
	packing->order = order;
	packing->fits = false;
	packing->no_pool = NULL;
	packing->other_kind = NULL;
	packing->n_claims = 1;
	for (size_t i = 0; i < provider->n_nodes; i++) {
		const struct node *node = &provider->nodes[i];

		packing->rooms[i] = (struct room){ free_of(node->cpu),
						   free_of(node->memory),
						   free_of(node->gpu),
						   free_of(node->ephemeral),
						   node->has_interconnect ? node->interconnect.handles : INT64_MAX,
						   0 };
	}
	for (size_t i = 0; i < provider->n_pools; i++)
		packing->pools[i] = free_of(provider->pools[i].room);
	for (size_t i = 0; i < demand->n_units; i++)
		packing->units[i] = (struct unit_state){ .n_left = demand->units[i].count };
	pack_all(packing);
	return packing->fits;
}
