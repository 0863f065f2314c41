// SPDX-License-Identifier: Apache-2.0
// In: a demand, and the nodes of a provider. Out: whether the provider's own way of packing finds room for all of it.
//
// It copies the provider's bugs: the answer depends on the order of the nodes.
#ifndef AKASHLINT_MATCH_PACK_NODES_H
#define AKASHLINT_MATCH_PACK_NODES_H

#include "match/demand.h"

// What is left of a node.
struct room {
	int64_t cpu, memory, gpu, ephemeral, handles;
	size_t claim; // the last one, or 0
};

// A group of replicas that has one on the node, and so can't have another there.
struct claim {
	struct str group;
	size_t next; // of the same node, or 0
};

struct unit_state {
	uint32_t n_left; // replicas
	bool is_narrowed;
	struct wanted_gpu narrowed; // what the request has become, for good
	size_t narrowed_by;         // the node
	size_t first_node;          // of the first replica, if it is placed
};

// One after another in the same memory: matching a thousand providers with a hundred demands makes no garbage.
struct packing {
	const struct provider *provider;
	const struct demand *demand;
	const size_t *order;  // of the nodes, or NULL
	struct room *rooms;   // by node
	int64_t *pools;       // by pool
	int64_t *tried_pools; // while a replica is tried
	struct unit_state *units;
	struct arena *arena;
	struct claim *claims; // the first is none
	size_t n_claims, cap_claims;
	bool fits;
	size_t stuck;                        // the unit that found no place
	const struct wanted_volume *no_pool; // what no node can help with, or NULL
	const struct node *other_kind;       // joins its GPUs otherwise than the node of the first replica, or NULL
};

// With room for so many of each.
struct packing packing_new(struct arena *arena, size_t n_nodes, size_t n_pools, size_t n_units);
// `order` NULL: as the provider has them.
bool pack_nodes(struct packing *packing, const struct provider *provider, const struct demand *demand,
		const size_t *order);

// How many cards of the node are as asked.
int64_t n_cards_as_asked(const struct node *node, const struct wanted_gpu *models, size_t n_models);
bool node_has_class(const struct node *node, struct str class_name);
// Whether a replica of the unit's group is on the node.
bool node_is_claimed(const struct packing *packing, size_t node_at, const struct wanted_unit *unit);
// The pool's index, or n_pools.
size_t pool_of_class(const struct provider *provider, struct str class_name);

#endif
