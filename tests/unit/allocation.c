// SPDX-License-Identifier: Apache-2.0
// In: when to fail. Out: allocations that fail, and how many are alive.
//
// The linker sends every call of malloc and its kin here (--wrap, see the Makefile).
#include "unit/allocation.h"

#include <stdlib.h>
#include <string.h>

static struct {
	bool is_on, has_failed;
	size_t left;
	long n_alive;
} state;

static bool must_fail(void)
{
	if (!state.is_on || state.has_failed)
		return false;
	state.has_failed = state.left == 0;
	state.left--;
	return state.has_failed;
}

void allocation_fail_at(size_t nth)
{
	state.is_on = true;
	state.has_failed = false;
	state.left = nth;
	state.n_alive = 0;
}

bool allocation_end(void)
{
	state.is_on = false;
	return state.has_failed;
}

long allocation_n_alive(void)
{
	return state.n_alive;
}

#ifdef __APPLE__
bool allocation_is_watched(void)
{
	return false;
}

void *allocation_malloc(size_t size)
{
	return malloc(size);
}

void allocation_free(void *ptr)
{
	free(ptr);
}
#else
void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *ptr, size_t size);
void __real_free(void *ptr);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *ptr, size_t size);
void __wrap_free(void *ptr);
char *__wrap_strdup(const char *text);

static void *counted(void *ptr)
{
	state.n_alive += ptr != NULL;
	return ptr;
}

void *__wrap_malloc(size_t size)
{
	return must_fail() ? NULL : counted(__real_malloc(size));
}

void *__wrap_calloc(size_t n, size_t size)
{
	return must_fail() ? NULL : counted(__real_calloc(n, size));
}

void *__wrap_realloc(void *ptr, size_t size)
{
	void *moved;

	if (must_fail())
		return NULL;
	moved = __real_realloc(ptr, size);
	return ptr ? moved : counted(moved);
}

void __wrap_free(void *ptr)
{
	state.n_alive -= ptr != NULL;
	__real_free(ptr);
}

char *__wrap_strdup(const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = __wrap_malloc(size);

	return copy ? memcpy(copy, text, size) : NULL;
}

bool allocation_is_watched(void)
{
	return true;
}

void *allocation_malloc(size_t size)
{
	return __wrap_malloc(size);
}

void allocation_free(void *ptr)
{
	__wrap_free(ptr);
}
#endif
