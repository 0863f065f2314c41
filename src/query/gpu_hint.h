// SPDX-License-Identifier: Apache-2.0
// In: an unknown GPU name. Out: the card that was probably meant, or similar cards.
#ifndef AKASHLINT_QUERY_GPU_HINT_H
#define AKASHLINT_QUERY_GPU_HINT_H

#include "catalogue/catalogue.h"

enum { GPU_HINT_NAMES = 3 };

struct gpu_hint {
	const char *names[GPU_HINT_NAMES + 1]; // ends with NULL
	size_t n;
	uint32_t memory_gi;    // from the rest of the name, if the card has several; 0: none
	const char *interface; // the same, or NULL
	bool is_like_it;       // other cards, with `memory_gi` or more
	bool is_misfit;        // the card is clear; the name contradicts its memory or interface
};

// "a100-80gb", "a100/ram/80Gi", "nvidia-h100-sxm5": a card, then memory and interface.
bool gpu_hint_from_parts(const struct gpu_catalogue *catalogue, struct str name, struct gpu_hint *hint);
// The same, an alias, a typo in the letters, or cards with at least `memory_gi` of memory (0: what the
// name says). Never a card of another number: "a10" is not "a100".
bool gpu_hint_from_name(const struct gpu_catalogue *catalogue, struct str name, uint64_t memory_gi,
			struct gpu_hint *hint);
// The name without memory and interface: "l40s" of "l40s-48gb".
struct str gpu_bare_name(struct str name);

#endif
