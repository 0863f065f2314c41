// SPDX-License-Identifier: Apache-2.0
// In: a request. Out: the bid of a provider with the default price script.
#ifndef AKASHLINT_QUERY_DEFAULT_BID_H
#define AKASHLINT_QUERY_DEFAULT_BID_H

#include "sdl/resources.h"

// Dollars a month.
struct default_bid {
	double cpu, memory, storage, gpu, network; // network: ports and leased addresses
};

// The bid for a profile, `count` times, without ports and addresses; to the script a storage class without a price
// is free.
struct default_bid default_bid_of(const struct sdl_compute *compute, uint32_t count);
// The bid for a whole group.
struct default_bid default_bid_of_group(const struct resource_group *group);
void default_bid_add(struct default_bid *sum, const struct default_bid *more);
double default_bid_sum(const struct default_bid *bid);

#endif
