// SPDX-License-Identifier: Apache-2.0
// In: a request for GPUs and a catalogue. Out: the cards that a provider may answer it with.
#ifndef AKASHLINT_MATCH_GPU_CANDIDATES_H
#define AKASHLINT_MATCH_GPU_CANDIDATES_H

#include "catalogue/catalogue.h"
#include "sdl/sdl.h"

struct gpu_candidates {
	struct gpu_card *cards; // by name; with only those variants that answer
	size_t n;
	uint32_t least_memory, most_memory; // Gi; 0 if there is none
};

// Reads the list as providers do: the last entry for a model, in byte order, replaces the others, and "*" does not
// include models that are named.
struct gpu_candidates gpu_candidates(struct arena *arena, const struct gpu_catalogue *catalogue,
				     const struct sdl_gpu *gpu);
// The attributes that stand on the chain for the request, in byte order.
const struct str *gpu_request_keys(struct arena *arena, const struct sdl_gpu *gpu, size_t *n);

#endif
