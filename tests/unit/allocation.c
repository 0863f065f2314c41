// SPDX-License-Identifier: Apache-2.0
// In: when to fail. Out: allocations that fail, and how many are alive.
//
// The linker sends every call of malloc and its kin here (--wrap, see the Makefile).
#include "unit/allocation.h"

#include <check.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/guard.h"

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

void allocation_watch_jansson(void)
{
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

void allocation_watch_jansson(void)
{
	json_object_seed(1);
	json_set_alloc_funcs(__wrap_malloc, __wrap_free);
}
#endif

void allocation_fail_each(enum allocation_rule rule, bool (*work)(void *context), void *context)
{
	bool has_failed = allocation_is_watched();

	for (size_t nth = 0; has_failed; nth++) {
		bool is_done;

		allocation_fail_at(nth);
		is_done = work(context);
		has_failed = allocation_end();
		ck_assert_msg(is_done || has_failed, "allocation %zu", nth);
		ck_assert_msg(rule == MAY_DO_WITHOUT || !is_done || !has_failed, "allocation %zu", nth);
		ck_assert_msg(allocation_n_alive() == 0, "allocation %zu: %ld left over", nth, allocation_n_alive());
	}
}

struct arena_work {
	struct arena *arena;
	void (*work)(void *context);
	void *context;
};

static bool work_in_arena(void *context)
{
	struct arena_work *arena_work = context;
	bool is_done;

	arena_init(arena_work->arena);
	is_done = arena_guard(arena_work->arena, arena_work->work, arena_work->context);
	arena_clear(arena_work->arena);
	return is_done;
}

void allocation_fail_each_in(struct arena *arena, enum allocation_rule rule, void (*work)(void *context), void *context)
{
	struct arena_work arena_work = { arena, work, context };

	allocation_fail_each(rule, work_in_arena, &arena_work);
}
