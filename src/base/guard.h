// SPDX-License-Identifier: Apache-2.0
// In: work that allocates in an arena. Out: whether there was memory enough for it.
#ifndef AKASHLINT_BASE_GUARD_H
#define AKASHLINT_BASE_GUARD_H

#include <stdbool.h>

#include "base/arena.h"

// The one place where running out of memory lands. False: `work` was left in the middle, and the
// arena is only good for arena_clear. Not to be nested for one arena.
bool arena_guard(struct arena *arena, void (*work)(void *context), void *context);

#endif
