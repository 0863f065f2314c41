// SPDX-License-Identifier: Apache-2.0
// In: tasks for one and for many threads. Out: whether each is done once and delivered in order.
#include <check.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

#include "cli/crew.h"

enum { MANY = 2000 };

struct count {
	atomic_int n_works[MANY];
	size_t in_slot[CREW_MAX_SLOTS]; // not atomic: a slot belongs to one task at a time
	size_t n_delivered, last, n_slots;
};

static void dawdle(size_t task)
{
	const struct timespec while_others_go_on = { 0, 2000000 };

	if (task % 97 == 5)
		nanosleep(&while_others_go_on, NULL);
}

static void work(void *context, size_t slot, size_t task)
{
	struct count *count = context;

	count->n_works[task]++;
	count->in_slot[slot] = task;
	dawdle(task);
}

static bool deliver(void *context, size_t slot, size_t task)
{
	struct count *count = context;

	ck_assert_uint_lt(slot, count->n_slots);
	ck_assert_uint_eq(count->in_slot[slot], task);
	ck_assert_uint_eq(task, count->n_delivered);
	count->n_delivered++;
	return task != count->last;
}

static const size_t n_threads[] = { 0, 1, 2, 3, 8, 64, 100000 };

static void run_crew(struct count *count, size_t threads, size_t n_tasks, size_t last)
{
	const struct crew_plan plan = { n_tasks, threads, work, deliver, count };

	memset(count, 0, sizeof(*count));
	count->last = last;
	count->n_slots = crew_n_slots(&plan);
	crew_run(&plan);
}

START_TEST(test_all_in_order)
{
	static struct count count;

	for (size_t n_tasks = 0; n_tasks <= MANY; n_tasks = n_tasks < 9 ? n_tasks + 1 : n_tasks + 1991) {
		run_crew(&count, n_threads[_i], n_tasks, MANY);
		ck_assert_uint_eq(count.n_delivered, n_tasks);
		for (size_t i = 0; i < MANY; i++)
			ck_assert_int_eq(count.n_works[i], i < n_tasks);
	}
}
END_TEST

START_TEST(test_stops)
{
	static struct count count;

	run_crew(&count, n_threads[_i], MANY, 100);
	ck_assert_uint_eq(count.n_delivered, 101);
	// Begun are no more than there are slots for.
	for (size_t i = 101 + count.n_slots; i < MANY; i++)
		ck_assert_int_eq(count.n_works[i], 0);
}
END_TEST

START_TEST(test_slots)
{
	const struct crew_plan one = { 1, 8, work, deliver, NULL }, many = { MANY, 8, work, deliver, NULL };

	ck_assert_uint_eq(crew_n_slots(&one), 1);
	ck_assert_uint_eq(crew_n_slots(&many), 16);
	ck_assert_uint_ge(n_processors(), 1);
	ck_assert_uint_le(n_processors(), CREW_MAX_THREADS);
}
END_TEST

Suite *crew_suite(void)
{
	Suite *suite = suite_create("crew");
	TCase *tcase = tcase_create("crew");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_all_in_order, 0, sizeof(n_threads) / sizeof(n_threads[0]));
	tcase_add_loop_test(tcase, test_stops, 0, sizeof(n_threads) / sizeof(n_threads[0]));
	tcase_add_test(tcase, test_slots);
	suite_add_tcase(suite, tcase);
	return suite;
}
