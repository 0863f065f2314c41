// SPDX-License-Identifier: Apache-2.0
// In: when to fail. Out: allocations that fail, and how many are alive.
#ifndef TESTS_UNIT_ALLOCATION_H
#define TESTS_UNIT_ALLOCATION_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

// Lets the nth allocation from now on fail, once (0: the next one).
void allocation_fail_at(size_t nth);
// Back to normal. Whether one was made to fail since.
bool allocation_end(void);
// Allocated and not freed since allocation_fail_at.
long allocation_n_alive(void);
// jansson's are watched too from now on.
void allocation_watch_jansson(void);
// False where the linker can't do it: the tests that need it have nothing to test.
bool allocation_is_watched(void);

// What `work` may do with an allocation that fails: tell of each, or also do without.
enum allocation_rule { TELLS_OF_EACH, MAY_DO_WITHOUT };
// Runs `work`, which tells whether it is done, with its first allocation failing, with its second, and so on until none
// fails. Fails the test where something is left over, or the work is not done though nothing failed.
void allocation_fail_each(enum allocation_rule rule, bool (*work)(void *context), void *context);
// Fails each allocation of `work` in this arena; nothing that it makes is kept.
void allocation_fail_each_in(struct arena *arena, enum allocation_rule rule, void (*work)(void *context),
			     void *context);

#endif
