// SPDX-License-Identifier: Apache-2.0
// In: calls of the arena. Out: whether memory is given, grown and given back as promised.
#include <check.h>
#include <stdint.h>
#include <string.h>

#include "base/guard.h"

static int closed[4], n_closed;

static void note_closed(void *handle)
{
	closed[n_closed++] = *(int *)handle;
}

static void jump_out(void *context)
{
	arena_out_of_memory(context);
}

static void ask_too_much(void *context)
{
	arena_alloc(context, SIZE_MAX - 8);
}

static void do_nothing(void *context)
{
	(void)context;
}

START_TEST(test_alloc_is_aligned_and_separate)
{
	struct arena arena;
	char *blocks[2000];
	size_t n_wrong = 0;

	arena_init(&arena);
	for (size_t i = 0; i < 2000; i++) {
		blocks[i] = arena_alloc(&arena, i % 300);
		ck_assert_uint_eq((uintptr_t)blocks[i] % _Alignof(max_align_t), 0);
		memset(blocks[i], (int)(i % 251), i % 300);
	}
	for (size_t i = 0; i < 2000; i++)
		for (size_t j = 0; j < i % 300; j++)
			n_wrong += (unsigned char)blocks[i][j] != i % 251;
	ck_assert_uint_eq(n_wrong, 0);
	arena_clear(&arena);
}
END_TEST

START_TEST(test_zalloc)
{
	struct arena arena;
	char *bytes;

	arena_init(&arena);
	memset(arena_alloc(&arena, 64), 0xFF, 64);
	bytes = arena_zalloc(&arena, 3 * 1024 * 1024);
	ck_assert(bytes[0] == 0 && memcmp(bytes, bytes + 1, 3 * 1024 * 1024 - 1) == 0);
	arena_clear(&arena);
}
END_TEST

START_TEST(test_grow)
{
	struct arena arena;
	size_t *numbers = NULL, n = 0, cap = 0, n_wrong = 0;
	char *last;

	arena_init(&arena);
	for (size_t i = 0; i < 100000; i++) {
		if (i % 1000 == 0)
			arena_alloc(&arena, 1);
		ARENA_PUSH(&arena, numbers, n, cap) = i;
	}
	for (size_t i = 0; i < n; i++)
		n_wrong += numbers[i] != i;
	ck_assert_uint_eq(n_wrong, 0);
	last = arena_alloc(&arena, 16);
	ck_assert_ptr_eq(arena_grow(&arena, last, 16, 32), last);
	arena_clear(&arena);
}
END_TEST

START_TEST(test_text)
{
	struct arena arena;

	arena_init(&arena);
	ck_assert_str_eq(arena_strndup(&arena, "abcdef", 3), "abc");
	ck_assert_str_eq(arena_strndup(&arena, NULL, 0), "");
	ck_assert_str_eq(arena_printf(&arena, "%s-%d", "a", 7), "a-7");
	arena_clear(&arena);
}
END_TEST

START_TEST(test_defer_closes_last_first)
{
	struct arena arena;
	int handles[] = { 1, 2, 3 };

	n_closed = 0;
	arena_init(&arena);
	for (int i = 0; i < 3; i++)
		arena_defer(&arena, note_closed, &handles[i]);
	arena_clear(&arena);
	ck_assert_int_eq(n_closed, 3);
	ck_assert_int_eq(closed[0], 3);
	ck_assert_int_eq(closed[2], 1);
	arena_clear(&arena);
	ck_assert_int_eq(n_closed, 3);
}
END_TEST

START_TEST(test_guard)
{
	struct arena arena;

	arena_init(&arena);
	ck_assert(arena_guard(&arena, do_nothing, &arena));
	ck_assert(!arena_guard(&arena, jump_out, &arena));
	ck_assert(!arena_guard(&arena, ask_too_much, &arena));
	arena_clear(&arena);
}
END_TEST

Suite *arena_suite(void)
{
	Suite *suite = suite_create("arena");
	TCase *tcase = tcase_create("arena");

	tcase_add_test(tcase, test_alloc_is_aligned_and_separate);
	tcase_add_test(tcase, test_zalloc);
	tcase_add_test(tcase, test_grow);
	tcase_add_test(tcase, test_text);
	tcase_add_test(tcase, test_defer_closes_last_first);
	tcase_add_test(tcase, test_guard);
	suite_add_tcase(suite, tcase);
	return suite;
}
