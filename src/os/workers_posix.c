// SPDX-License-Identifier: Apache-2.0
// In: a row of tasks. Out: each done by one of several threads, and its result handed over in the order of the row.
#include "os/workers.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

// What a deep SDL needs must not depend on what a system gives threads: on some it is 128 KiB.
enum { STACK_BYTES = 16 * 1024 * 1024 };

struct workers {
	const struct work_plan *plan;
	pthread_mutex_t lock; // of all below
	pthread_cond_t has_room, has_result;
	size_t n_slots, n_begun, n_delivered, weight; // of what is begun and not delivered
	bool is_over;
	bool is_done[WORKERS_MAX_SLOTS];
};

size_t n_processors(void)
{
#ifdef _SC_NPROCESSORS_ONLN
	long n = sysconf(_SC_NPROCESSORS_ONLN);
#elif defined(_WIN32)
	long n = pthread_num_processors_np();
#else
	long n = 1;
#endif

	if (n < 1)
		return 1;
	return n < WORKERS_MAX_THREADS ? (size_t)n : WORKERS_MAX_THREADS;
}

static size_t n_threads_of(const struct work_plan *plan)
{
	size_t n = plan->n_threads < plan->n_tasks ? plan->n_threads : plan->n_tasks;

	return n < WORKERS_MAX_THREADS ? n : WORKERS_MAX_THREADS;
}

size_t workers_n_slots(const struct work_plan *plan)
{
	size_t n_threads = n_threads_of(plan);

	return n_threads > 1 ? n_threads * WORKERS_SLOTS_PER_THREAD : 1;
}

static void run_alone(const struct work_plan *plan)
{
	for (size_t task = 0; task < plan->n_tasks; task++) {
		plan->work(plan->context, 0, task);
		if (!plan->deliver(plan->context, 0, task))
			return;
	}
}

static size_t weight_of(const struct work_plan *plan, size_t task)
{
	return plan->weight ? plan->weight(plan->context, task) : 0;
}

// Whether the next task, if there is one, may start.
static bool has_room(const struct workers *workers)
{
	const struct work_plan *plan = workers->plan;
	size_t n = workers->n_begun - workers->n_delivered, left = plan->max_weight - workers->weight;

	if (workers->n_begun == plan->n_tasks || n == workers->n_slots)
		return false;
	return n == 0 || !plan->weight ||
	       (workers->weight < plan->max_weight && weight_of(plan, workers->n_begun) <= left);
}

static void *work_on(void *context)
{
	struct workers *workers = context;
	const struct work_plan *plan = workers->plan;

	pthread_mutex_lock(&workers->lock);
	while (!workers->is_over && workers->n_begun < plan->n_tasks) {
		size_t task = workers->n_begun, slot = task % workers->n_slots;

		if (!has_room(workers)) {
			pthread_cond_wait(&workers->has_room, &workers->lock);
			continue;
		}
		workers->n_begun++;
		workers->weight += weight_of(plan, task);
		// A heavy result that is gone makes room for several.
		if (plan->weight && has_room(workers))
			pthread_cond_signal(&workers->has_room);
		pthread_mutex_unlock(&workers->lock);
		plan->work(plan->context, slot, task);
		pthread_mutex_lock(&workers->lock);
		workers->is_done[slot] = true;
		if (task == workers->n_delivered)
			pthread_cond_signal(&workers->has_result);
	}
	pthread_mutex_unlock(&workers->lock);
	return NULL;
}

static void deliver_all(struct workers *workers)
{
	const struct work_plan *plan = workers->plan;

	pthread_mutex_lock(&workers->lock);
	while (!workers->is_over && workers->n_delivered < plan->n_tasks) {
		size_t task = workers->n_delivered, slot = task % workers->n_slots;
		bool goes_on;

		if (!workers->is_done[slot]) {
			pthread_cond_wait(&workers->has_result, &workers->lock);
			continue;
		}
		pthread_mutex_unlock(&workers->lock);
		goes_on = plan->deliver(plan->context, slot, task);
		pthread_mutex_lock(&workers->lock);
		workers->is_done[slot] = false;
		workers->n_delivered++;
		workers->weight -= weight_of(plan, task);
		workers->is_over = !goes_on;
		pthread_cond_signal(&workers->has_room);
	}
	workers->is_over = true;
	pthread_cond_broadcast(&workers->has_room);
	pthread_mutex_unlock(&workers->lock);
}

static size_t start(struct workers *workers, pthread_t *threads, size_t n_threads)
{
	pthread_attr_t attributes;
	size_t n = 0;
#ifndef _WIN32
	sigset_t deadly, old;

	// Signals go to the main thread, which removes unfinished files (new_file_posix.c).
	sigemptyset(&deadly);
	sigaddset(&deadly, SIGINT);
	sigaddset(&deadly, SIGTERM);
	sigaddset(&deadly, SIGHUP);
	sigaddset(&deadly, SIGPROF);
	pthread_sigmask(SIG_BLOCK, &deadly, &old);
#endif
	if (pthread_attr_init(&attributes) == 0) {
		pthread_attr_setstacksize(&attributes, STACK_BYTES);
		while (n < n_threads && pthread_create(&threads[n], &attributes, work_on, workers) == 0)
			n++;
		pthread_attr_destroy(&attributes);
	}
#ifndef _WIN32
	pthread_sigmask(SIG_SETMASK, &old, NULL);
#endif
	return n;
}

void workers_run(const struct work_plan *plan)
{
	struct workers workers = { .plan = plan, .n_slots = workers_n_slots(plan) };
	pthread_t threads[WORKERS_MAX_THREADS];
	size_t n_started;

	if (n_threads_of(plan) < 2) {
		run_alone(plan);
		return;
	}
	pthread_mutex_init(&workers.lock, NULL);
	pthread_cond_init(&workers.has_room, NULL);
	pthread_cond_init(&workers.has_result, NULL);
	n_started = start(&workers, threads, n_threads_of(plan));
	// Fewer threads are fine, and without any the caller does the work.
	if (n_started)
		deliver_all(&workers);
	else
		run_alone(plan);
	for (size_t i = 0; i < n_started; i++)
		pthread_join(threads[i], NULL);
	pthread_cond_destroy(&workers.has_result);
	pthread_cond_destroy(&workers.has_room);
	pthread_mutex_destroy(&workers.lock);
}
