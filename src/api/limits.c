// SPDX-License-Identifier: Apache-2.0
// In: memory and time that a call may take. Out: whether it was done within them.
#include "api/limits.h"

#include "api/linter.h"
#include "base/guard.h"
#include "os/clock.h"

static bool is_late(const void *deadline)
{
	return os_milliseconds() > *(const uint64_t *)deadline;
}

void limits_begin(struct limits *limits, struct arena *arena, size_t max_bytes, uint64_t milliseconds)
{
	*limits = (struct limits){ .deadline = milliseconds ? os_milliseconds() + milliseconds : UINT64_MAX };
	limits->limit = (struct arena_limit){
		.is_over = is_late,
		.context = &limits->deadline,
		.max_bytes = max_bytes,
	};
	arena_set_limit(arena, &limits->limit);
}

enum akashlint_status guard_within(struct arena *arena, const struct choices *choices, void (*work)(void *context),
				   void *context)
{
	struct limits limits;
	bool is_done;

	limits_begin(&limits, arena, choices->max_bytes, choices->max_milliseconds);
	is_done = arena_guard(arena, work, context);
	arena_set_limit(arena, NULL);
	if (is_done)
		return AKASHLINT_OK;
	if (limits.limit.was_full)
		return AKASHLINT_MEMORY_LIMIT;
	return limits.limit.was_hit ? AKASHLINT_TIME_LIMIT : AKASHLINT_NO_MEMORY;
}
