// SPDX-License-Identifier: Apache-2.0
// In: work that allocates in an arena. Out: whether there was memory enough for it.
#ifndef AKASHLINT_BASE_GUARD_H
#define AKASHLINT_BASE_GUARD_H

#include <stdbool.h>

#include "base/arena.h"

// The one place where running out of memory lands. False: `work` was left in the middle, and the
// arena is only good for arena_clear. Not to be nested for one arena.
bool arena_guard(struct arena *arena, void (*work)(void *context), void *context);
// The same for an arena of its own within work that is guarded already: where `inner` runs out it is cleared, and then
// all of `outer` has.
void arena_guard_inner(struct arena *inner, struct arena *outer, void (*work)(void *context), void *context);

#endif
