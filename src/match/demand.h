// SPDX-License-Identifier: Apache-2.0
// In: a group of a deployment. Out: what a provider checks before it bids on the group.
#ifndef AKASHLINT_MATCH_DEMAND_H
#define AKASHLINT_MATCH_DEMAND_H

#include "match/inventory.h"
#include "sdl/resources.h"

// A model that will do: the name "*" is any, an empty memory or interface too.
struct wanted_gpu {
	struct str key; // the attribute it is read from
	struct str vendor, name, memory, interface;
};

enum volume_kind { VOLUME_EPHEMERAL, VOLUME_RAM, VOLUME_PERSISTENT };

struct wanted_volume {
	const struct sdl_volume *from;
	enum volume_kind kind;
	struct str class_name;
	int64_t size;
};

struct wanted_unit {
	const struct resource_unit *from;
	uint32_t count;
	int64_t cpu, memory, gpus;                     // of one replica
	struct str arch;                               // of the CPU
	struct str interconnect;                       // the group whose replicas each need a node of their own, or ""
	const struct ynode *arch_at, *interconnect_at; // where they are written, or NULL
	struct str *gpu_keys;                          // sorted; all of them
	size_t n_gpu_keys;
	struct wanted_gpu *models; // one for each name: the last of the sorted keys counts
	size_t n_models;
	bool has_bad_key; // the provider can't read it, and declines
	struct wanted_volume *volumes;
	size_t n_volumes;
};

struct demand {
	const struct resource_group *group;
	struct attribute_list attributes; // of the placement
	struct wanted_unit *units;
	size_t n_units;
	int64_t leased_ips;
	struct str fabric; // that the placement insists on for the interconnect, or ""
};

struct demand demand_from_group(struct arena *arena, const struct resource_group *group);

// The parts of an attribute such as vendor/nvidia/model/a100/ram/80Gi/interface/sxm.
bool model_from_key(struct str key, struct wanted_gpu *model);
// What the unit takes for its GPUs; one key at least.
void unit_set_keys(struct arena *arena, struct wanted_unit *unit, const struct str *keys, size_t n);

// The spelling that providers compare: in lower case, and SXM5 is sxm.
struct str folded_interface(struct arena *arena, struct str interface);
// In the provider's spelling: lower case, and SXM5 is sxm.
bool interface_is(struct str card, struct str wanted);
bool model_matches(const struct wanted_gpu *model, const struct gpu_card_id *card);
// The entry for this card, or NULL: an entry of its name hides one for any.
const struct wanted_gpu *model_for_card(const struct wanted_gpu *models, size_t n, const struct gpu_card_id *card);

#endif
