// SPDX-License-Identifier: Apache-2.0
// In: when to fail. Out: allocations that fail, and how many are alive.
#ifndef TESTS_UNIT_ALLOCATION_H
#define TESTS_UNIT_ALLOCATION_H

#include <stdbool.h>
#include <stddef.h>

// Lets the nth allocation from now on fail, once (0: the next one).
void allocation_fail_at(size_t nth);
// Back to normal. Whether one was made to fail since.
bool allocation_end(void);
// Allocated and not freed since allocation_fail_at.
long allocation_n_alive(void);
// malloc under these rules, for packages that can be told to use it.
void *allocation_malloc(size_t size);
void allocation_free(void *ptr);
// False where the linker can't do it: the tests that need it have nothing to test.
bool allocation_is_watched(void);

#endif
