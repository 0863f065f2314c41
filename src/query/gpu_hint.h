// SPDX-License-Identifier: Apache-2.0
// In: the name of a GPU that is in no catalogue. Out: the card that was probably meant, or cards like it.
#ifndef AKASHLINT_QUERY_GPU_HINT_H
#define AKASHLINT_QUERY_GPU_HINT_H

#include "catalogue/catalogue.h"

enum { GPU_HINT_NAMES = 3 };

struct gpu_hint {
	const char *names[GPU_HINT_NAMES + 1]; // ends with NULL
	size_t n;
	uint32_t memory_gi;    // what the name says beside the card, where the card leaves that open; 0: nothing
	const char *interface; // the same, or NULL
	bool is_like_it;       // other cards, with `memory_gi` or more
};

// "a100-80gb", "a100/ram/80Gi", "nvidia-h100-sxm5": a card, then memory and interface.
bool gpu_hint_from_parts(const struct gpu_catalogue *catalogue, struct str name, struct gpu_hint *hint);
// The same, an alias, a slip of the finger in the letters, or cards with at least `memory_gi` of memory (0: what the
// name says). Never a card of another number: "a10" is no "a100".
bool gpu_hint_from_name(const struct gpu_catalogue *catalogue, struct str name, uint64_t memory_gi,
			struct gpu_hint *hint);

#endif
