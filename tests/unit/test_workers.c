// SPDX-License-Identifier: Apache-2.0
// In: tasks for one and for many threads. Out: whether each is done once and delivered in order.
#include <check.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

#include "os/workers.h"

enum { MANY = 2000 };

struct count {
	atomic_int n_works[MANY];
	size_t in_slot[WORKERS_MAX_SLOTS]; // not atomic: a slot belongs to one task at a time
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

static void run_tasks(struct count *count, size_t threads, size_t n_tasks, size_t last)
{
	const struct work_plan plan = {
		.n_tasks = n_tasks, .n_threads = threads, .work = work, .deliver = deliver, .context = count
	};

	memset(count, 0, sizeof(*count));
	count->last = last;
	count->n_slots = workers_n_slots(&plan);
	workers_run(&plan);
}

START_TEST(test_all_in_order)
{
	static struct count count;

	for (size_t n_tasks = 0; n_tasks <= MANY; n_tasks = n_tasks < 9 ? n_tasks + 1 : n_tasks + 1991) {
		run_tasks(&count, n_threads[_i], n_tasks, MANY);
		ck_assert_uint_eq(count.n_delivered, n_tasks);
		for (size_t i = 0; i < MANY; i++)
			ck_assert_int_eq(count.n_works[i], i < n_tasks);
	}
}
END_TEST

START_TEST(test_stops)
{
	static struct count count;

	run_tasks(&count, n_threads[_i], MANY, 100);
	ck_assert_uint_eq(count.n_delivered, 101);
	// Begun are no more than there are slots for.
	for (size_t i = 101 + count.n_slots; i < MANY; i++)
		ck_assert_int_eq(count.n_works[i], 0);
}
END_TEST

START_TEST(test_slots)
{
	const struct work_plan one = { .n_tasks = 1, .n_threads = 8 }, many = { .n_tasks = MANY, .n_threads = 8 };

	ck_assert_uint_eq(workers_n_slots(&one), 1);
	ck_assert_uint_eq(workers_n_slots(&many), 16);
	ck_assert_uint_ge(n_processors(), 1);
	ck_assert_uint_le(n_processors(), WORKERS_MAX_THREADS);
}
END_TEST

enum { MAX_WEIGHT = 100 };

struct load {
	atomic_size_t weight;
	atomic_int n_too_much;
	size_t n_delivered;
};

// Some are too heavy for any company.
static size_t weight(void *context, size_t task)
{
	(void)context;
	return task % 50 == 7 ? MAX_WEIGHT + 1 : task % 40;
}

static void lift(void *context, size_t slot, size_t task)
{
	struct load *load = context;
	size_t own = weight(context, task), all = atomic_fetch_add(&load->weight, own) + own;

	(void)slot;
	if (all > MAX_WEIGHT && all != own)
		load->n_too_much++;
	dawdle(task);
}

static bool put_down(void *context, size_t slot, size_t task)
{
	struct load *load = context;

	(void)slot;
	ck_assert_uint_eq(task, load->n_delivered);
	load->n_delivered++;
	atomic_fetch_sub(&load->weight, weight(context, task));
	return true;
}

START_TEST(test_weight)
{
	struct load load = { 0 };
	const struct work_plan plan = {
		.n_tasks = MANY,
		.n_threads = n_threads[_i],
		.max_weight = MAX_WEIGHT,
		.weight = weight,
		.work = lift,
		.deliver = put_down,
		.context = &load,
	};

	workers_run(&plan);
	ck_assert_uint_eq(load.n_delivered, MANY);
	ck_assert_int_eq(load.n_too_much, 0);
}
END_TEST

Suite *workers_suite(void)
{
	Suite *suite = suite_create("workers");
	TCase *tcase = tcase_create("workers");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_all_in_order, 0, sizeof(n_threads) / sizeof(n_threads[0]));
	tcase_add_loop_test(tcase, test_stops, 0, sizeof(n_threads) / sizeof(n_threads[0]));
	tcase_add_test(tcase, test_slots);
	tcase_add_loop_test(tcase, test_weight, 0, sizeof(n_threads) / sizeof(n_threads[0]));
	suite_add_tcase(suite, tcase);
	return suite;
}
