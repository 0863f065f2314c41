// SPDX-License-Identifier: Apache-2.0
// In: what is asked for. Out: what a provider bids for it that has not changed the prices of its script.
#ifndef AKASHLINT_QUERY_DEFAULT_BID_H
#define AKASHLINT_QUERY_DEFAULT_BID_H

#include "sdl/resources.h"

// Dollars a month.
struct default_bid {
	double cpu, memory, storage, gpu, network; // network: ports and leased addresses
};

// Of a profile, `count` times, without the network; the script counts any class of storage that it has no price for as
// free.
struct default_bid default_bid_of(const struct sdl_compute *compute, uint32_t count);
// Of all of a group.
struct default_bid default_bid_of_group(const struct resource_group *group);
void default_bid_add(struct default_bid *sum, const struct default_bid *more);
double default_bid_sum(const struct default_bid *bid);

#endif
