// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: current prices of GPUs, from a file of the caller: structs only.
#ifndef AKASHLINT_CATALOGUE_MARKET_H
#define AKASHLINT_CATALOGUE_MARKET_H

#include "base/str.h"

// Prices of one kind of GPU in the bids of a month: dollars an hour, including the CPU, memory and storage that went
// with it.
struct gpu_price {
	struct str vendor, model, ram, interface; // interface in lower case, all SXM as "sxm"; empty where not known
	bool has_price;                           // somebody bid
	double least, median, most;
	uint64_t n_total, n_free; // GPUs
};

struct market {
	struct gpu_price *prices;
	size_t n_prices, cap_prices;
	double akt_usd; // of one AKT; 0: not known
};

#endif
