// SPDX-License-Identifier: Apache-2.0
// In: memory and time that work may take. Out: an arena that ends it there.
#ifndef AKASHLINT_API_LIMITS_H
#define AKASHLINT_API_LIMITS_H

#include <stdint.h>

#include "base/arena.h"

struct limits {
	struct arena_limit limit;
	uint64_t deadline; // UINT64_MAX: none
};

// 0: none. The arena has them until its `limit` is NULL again.
void limits_begin(struct limits *limits, struct arena *arena, size_t max_bytes, uint64_t milliseconds);

#endif
