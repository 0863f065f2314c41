// SPDX-License-Identifier: Apache-2.0
// In: a GPU request, and the catalogue. Out: the cards that match.
#ifndef AKASHLINT_CATALOGUE_GPU_WISH_H
#define AKASHLINT_CATALOGUE_GPU_WISH_H

#include "catalogue/catalogue.h"

struct gpu_wish {
	struct str name;      // "*": any
	struct str interface; // empty: any
	uint64_t memory_gi;   // 0: any
};

// The memory of the variants that match.
struct gpu_range {
	uint32_t least_gi, most_gi; // 0: there is none
};

bool gpu_wish_takes(const struct gpu_wish *wish, const struct gpu_variant *variant);
struct gpu_range gpu_wish_range(const struct gpu_wish *wish, const struct gpu_catalogue *catalogue);

#endif
