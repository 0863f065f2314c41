// SPDX-License-Identifier: Apache-2.0
// In: a request for GPUs, and present prices. Out: what the cards that may answer it cost at present.
#ifndef AKASHLINT_QUERY_MARKET_PRICE_H
#define AKASHLINT_QUERY_MARKET_PRICE_H

#include "catalogue/market.h"
#include "sdl/sdl.h"

// Of one GPU, in dollars an hour.
struct market_price {
	double least;                     // the cheapest bid for any of the cards
	double median;                    // of the card with the least median
	const struct gpu_price *cheapest; // that of `least`
};

// False where the prices have none of these cards, or nobody bid for them.
bool market_price_of(const struct market *market, const struct sdl_gpu *gpu, struct market_price *price);

#endif
