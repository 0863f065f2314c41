// SPDX-License-Identifier: Apache-2.0
// In: a GPU request, and current prices. Out: the current prices of the cards that it can get.
#ifndef AKASHLINT_QUERY_MARKET_PRICE_H
#define AKASHLINT_QUERY_MARKET_PRICE_H

#include "catalogue/market.h"
#include "sdl/sdl.h"

// The price of one GPU, in dollars an hour.
struct market_price {
	double least;                     // the cheapest bid for any of the cards
	double median;                    // of the card with the least median
	const struct gpu_price *cheapest; // that of `least`
};

// False if the prices have none of these cards, or no bids for them.
bool market_price_of(const struct market *market, const struct sdl_gpu *gpu, struct market_price *price);

#endif
