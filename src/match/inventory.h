// SPDX-License-Identifier: Apache-2.0
// In: JSON. Out: provider inventories.
#ifndef AKASHLINT_MATCH_INVENTORY_H
#define AKASHLINT_MATCH_INVENTORY_H

#include "base/json_reader.h"
#include "base/table.h"

// The free amount, at least 0; INT64_MAX if unlimited. An unknown amount never rules a provider out.
struct stock {
	bool is_known;
	int64_t free;
};

struct gpu_card_id {
	struct str vendor, name, memory, interface; // as the inventory writes them
};

// Adjacent identical cards.
struct gpu_cards {
	struct gpu_card_id id;
	int64_t n;
};

// What joins the GPUs of several nodes.
struct interconnect {
	struct str resource_name, fabric; // either "": the node can't take part
	struct str *prefixes;             // of the network cards, in the node's order
	size_t n_prefixes, cap_prefixes;
	int64_t handles; // free; a GPU takes one
};

struct node {
	struct str name;
	struct str arch;                          // "amd64", "arm64", or what is reported and is neither
	struct stock cpu, memory, gpu, ephemeral; // CPU in thousandths
	struct gpu_cards *cards;                  // free or not
	size_t n_cards, cap_cards;                // kinds of them, not pieces
	struct str *classes;
	size_t n_classes, cap_classes;
	struct interconnect interconnect;
	bool has_models, has_classes, has_interconnect;
};

struct pool {
	struct str class_name;
	struct stock room;
};

struct provider_attribute {
	struct str key, value;
	struct str name; // both together, to look it up
};

struct attribute_list {
	struct provider_attribute *items;
	size_t n, cap;
	struct table names; // of a provider or a signature: the name of each
};

struct provider_attribute attribute_of(struct arena *arena, struct str key, struct str value);

struct signature {
	struct str auditor;
	struct attribute_list attributes;
};

// A model somewhere at the provider, or in the network.
struct gpu_offer {
	struct gpu_card_id card;
	struct stock units;
};

struct provider {
	struct str name;  // to show
	struct str owner; // or ""
	struct str region;
	bool is_network;                           // not one provider but all together
	bool is_offline, is_audited, is_predicted; // Akash Console thinks that it will bid
	bool has_uptime;
	double uptime; // of the last seven days, a share of 1
	bool has_notice;
	int64_t notice;     // nanoseconds before it takes back what it has leased
	struct node *nodes; // in the provider's order
	size_t n_nodes, cap_nodes;
	struct pool *pools;
	size_t n_pools, cap_pools;
	struct attribute_list attributes;
	struct signature *signatures;
	size_t n_signatures, cap_signatures;
	struct gpu_offer *offers;
	size_t n_offers, cap_offers;
	struct stock leased_ips;
	struct stock cpu, memory, gpu, storage; // of all nodes together, where there are no nodes
	bool has_nodes, has_pools, has_attributes, has_signatures, has_offers;
};

bool is_audited(const struct provider *provider); // NULL is not

struct inventory {
	struct provider **providers;
	size_t n_providers, cap_providers;
	struct table by_owner;
	size_t n_told; // providers read, counting repeats
};

// Adds the text's providers; one with a known address is merged into the earlier one.
// False: *fault says what is wrong, and the inventory must not be used.
bool inventory_from_json(struct arena *arena, struct str text, const char *name, struct inventory *inventory,
			 struct json_fault *fault);

#endif
