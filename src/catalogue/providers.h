// SPDX-License-Identifier: Apache-2.0
// In: schemas/providers.json, at build time. Out: what providers do by default, and from where on a number is odd.
#ifndef AKASHLINT_CATALOGUE_PROVIDERS_H
#define AKASHLINT_CATALOGUE_PROVIDERS_H

#include <stdint.h>

#include "base/str.h"

struct known_denom {
	const char *denom, *name;
	double usd; // what one unit is worth; 0 where that changes from day to day
};

struct providers {
	const char *source, *date;
	uint32_t max_volumes;          // in one profile
	uint64_t default_shm_bytes;    // of /dev/shm without a volume there
	uint32_t max_gpus_per_node;    // of the largest known host
	uint64_t memory_per_gpu_min;   // bytes; less never worked
	uint64_t memory_per_gpu_max;   // bytes; more fits few hosts
	uint64_t host_memory_max;      // bytes; of the largest known host
	uint32_t cpu_per_gpu_min;      // millicpu
	double memory_to_vram_min;     // ratio
	double vram_spread_max;        // ratio of the largest to the smallest card of a list
	double ceiling_ratio_max;      // ratio of a ceiling to the default bid; more is hardly meant
	double weights_headroom;       // share of GPU memory that weights may take
	double gpu_usd_per_hour_max;   // of one GPU; no bid is that high
	double blocks_per_hour, blocks_per_month;
	struct {
		double cpu, memory_gi, ephemeral_gi, beta1_gi, beta2_gi, beta3_gi, endpoint, leased_ip, gpu;
	} bid_usd_per_month;           // the default price script
	const char *const *trial_blocked_models; // that Akash Console keeps from trial accounts; ends with NULL
	const struct known_denom *denoms; // that the default price script knows; ends with NULL
};

extern const struct providers providers;

// Prices are in millionths of what people count in: 1,000,000 uact are one ACT.
static const double units_per_coin = 1e6;

struct settings;
// What one unit is worth in dollars; 0 when that is not known.
double denom_usd(const struct settings *settings, struct str denom);
// NULL when the default price script does not know it.
const struct known_denom *denom_find(struct str denom);

#endif
