// SPDX-License-Identifier: Apache-2.0
// In: work that allocates in an arena. Out: whether there was memory enough for it.
#include "base/guard.h"

bool arena_guard(struct arena *arena, void (*work)(void *context), void *context)
{
	if (setjmp(arena->out_of_memory))
		return false;
	work(context);
	return true;
}

void arena_guard_inner(struct arena *inner, struct arena *outer, void (*work)(void *context), void *context)
{
	arena_set_limit(inner, outer->limit);
	if (arena_guard(inner, work, context))
		return;
	arena_clear(inner);
	arena_out_of_memory(outer);
}
