// SPDX-License-Identifier: Apache-2.0
// In: a request, and current prices. Out: the prices of the cards that it can get, and what the default script bids.
#ifndef AKASHLINT_QUERY_MARKET_PRICE_H
#define AKASHLINT_QUERY_MARKET_PRICE_H

#include "catalogue/market.h"
#include "sdl/resources.h"
#include "sdl/sdl.h"

// The price of one GPU, in dollars an hour.
struct market_price {
	double least;                     // the cheapest bid for any of the cards
	double median;                    // of the card with the least median
	const struct gpu_price *cheapest; // that of `least`
};

// False if the prices have none of these cards, or no bids for them.
bool market_price_of(const struct market *market, const struct sdl_gpu *gpu, struct market_price *price);

// Dollars a month.
struct default_bid {
	double cpu, memory, storage, gpu, network; // network: ports and leased addresses
};

// The bid for a profile, `count` times, without ports and addresses; to the script a storage class without a price
// is free.
struct default_bid default_bid_of(const struct sdl_compute *compute, uint32_t count);
// The bid for a whole group.
struct default_bid default_bid_of_group(const struct resource_group *group);
double default_bid_sum(const struct default_bid *bid);

#endif
