// SPDX-License-Identifier: Apache-2.0
// In: an SDL that the network accepts. Out: what it requests, as the network's SDK puts it on the chain.
#ifndef AKASHLINT_SDL_RESOURCES_H
#define AKASHLINT_SDL_RESOURCES_H

#include "sdl/sdl.h"

enum endpoint_kind { ENDPOINT_SHARED_HTTP, ENDPOINT_RANDOM_PORT, ENDPOINT_LEASED_IP };

struct resource_endpoint {
	enum endpoint_kind kind;
	uint32_t sequence_number; // of a leased IP address, from 1
};

// So many replicas of one size: a service, or with version 2.1 all services of one profile.
struct resource_unit {
	uint32_t id; // from 1
	const struct sdl_compute *compute;
	const struct sdl_price *price;
	uint32_t count;
	struct resource_endpoint *endpoints;
	size_t n_endpoints, cap_endpoints;
	bool is_unsorted;                          // the endpoints are out of order, for now
	const struct sdl_assignment **assignments; // what it stands for
	size_t n_assignments, cap_assignments;
};

struct resource_group {
	struct str name;
	const struct sdl_placement *placement;
	struct str tee_type; // "" if none
	int64_t min_notice;  // nanoseconds before a provider may take back what it leases; 0: none is requested
	struct resource_unit **units;
	size_t n_units, cap_units;
};

struct resources {
	struct resource_group **groups; // by name
	size_t n_groups;
};

struct resources resources_from_sdl(struct arena *arena, const struct sdl *sdl);

#endif
