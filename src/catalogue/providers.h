// SPDX-License-Identifier: Apache-2.0
// In: schemas/providers.json, at build time. Out: defaults of providers, and limits above which a number is odd.
#ifndef AKASHLINT_CATALOGUE_PROVIDERS_H
#define AKASHLINT_CATALOGUE_PROVIDERS_H

#include <stdint.h>

#include "base/str.h"

struct known_denom {
	const char *denom, *name;
	double usd; // value of one unit; 0 if it changes from day to day
};

struct providers {
	const char *source, *date;
	uint32_t max_volumes;        // in one profile
	uint64_t default_shm_bytes;  // of /dev/shm without a volume there
	uint32_t max_gpus_per_node;  // of the largest known host
	uint64_t memory_per_gpu_min; // bytes; less never worked
	uint64_t memory_per_gpu_max; // bytes; more fits few hosts
	uint64_t host_memory_max;    // bytes; of the largest known host
	uint32_t cpu_per_gpu_min;    // millicpu
	double memory_to_vram_min;   // ratio
	double vram_spread_max;      // ratio of the largest to the smallest card of a list
	double ceiling_ratio_max;    // ratio of a ceiling to the default bid; more is hardly meant
	double weights_headroom;     // share of GPU memory that weights may take
	double gpu_usd_per_hour_max; // of one GPU; no bid is that high
	double blocks_per_hour, blocks_per_month;
	struct {
		double cpu, memory_gi, ephemeral_gi, beta1_gi, beta2_gi, beta3_gi, endpoint, leased_ip, gpu;
	} bid_usd_per_month;                     // the default price script
	const char *const *trial_blocked_models; // blocked for trial accounts of Akash Console; ends with NULL
	const struct known_denom *denoms;        // supported by the default price script; ends with NULL
};

extern const struct providers providers;

// Prices are in millionths of what people count in: 1,000,000 uact are one ACT.
static const double units_per_coin = 1e6;

struct settings;
// The value of one unit in dollars; 0 if unknown.
double denom_usd(const struct settings *settings, struct str denom);
// NULL when the default price script does not support it.
const struct known_denom *denom_find(struct str denom);

#endif
