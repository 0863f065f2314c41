// SPDX-License-Identifier: Apache-2.0
// In: a row of tasks. Out: each done by one of several threads, and its result handed over in the order of the row.
#include "cli/crew.h"

#include <pthread.h>
#include <unistd.h>

// What a deep SDL needs must not depend on what a system gives threads: on some it is 128 KiB.
enum { STACK_BYTES = 16 * 1024 * 1024 };

struct crew {
	const struct crew_plan *plan;
	pthread_mutex_t lock; // of all below
	pthread_cond_t has_room, has_result;
	size_t n_slots, n_begun, n_delivered, weight; // of what is begun and not delivered
	bool is_over;
	bool is_done[CREW_MAX_SLOTS];
};

size_t n_processors(void)
{
#ifdef _SC_NPROCESSORS_ONLN
	long n = sysconf(_SC_NPROCESSORS_ONLN);
#else
	long n = 1;
#endif

	if (n < 1)
		return 1;
	return n < CREW_MAX_THREADS ? (size_t)n : CREW_MAX_THREADS;
}

static size_t n_threads_of(const struct crew_plan *plan)
{
	size_t n = plan->n_threads < plan->n_tasks ? plan->n_threads : plan->n_tasks;

	return n < CREW_MAX_THREADS ? n : CREW_MAX_THREADS;
}

size_t crew_n_slots(const struct crew_plan *plan)
{
	size_t n_threads = n_threads_of(plan);

	return n_threads > 1 ? n_threads * CREW_SLOTS_PER_THREAD : 1;
}

static void run_alone(const struct crew_plan *plan)
{
	for (size_t task = 0; task < plan->n_tasks; task++) {
		plan->work(plan->context, 0, task);
		if (!plan->deliver(plan->context, 0, task))
			return;
	}
}

static size_t weight_of(const struct crew_plan *plan, size_t task)
{
	return plan->weight ? plan->weight(plan->context, task) : 0;
}

// For the next task, if there is one.
static bool has_room(const struct crew *crew)
{
	const struct crew_plan *plan = crew->plan;
	size_t n = crew->n_begun - crew->n_delivered, left = plan->max_weight - crew->weight;

	if (crew->n_begun == plan->n_tasks || n == crew->n_slots)
		return false;
	return n == 0 || !plan->weight || (crew->weight < plan->max_weight && weight_of(plan, crew->n_begun) <= left);
}

static void *work_on(void *context)
{
	struct crew *crew = context;
	const struct crew_plan *plan = crew->plan;

	pthread_mutex_lock(&crew->lock);
	while (!crew->is_over && crew->n_begun < plan->n_tasks) {
		size_t task = crew->n_begun, slot = task % crew->n_slots;

		if (!has_room(crew)) {
			pthread_cond_wait(&crew->has_room, &crew->lock);
			continue;
		}
		crew->n_begun++;
		crew->weight += weight_of(plan, task);
		// A heavy result that is gone makes room for several.
		if (plan->weight && has_room(crew))
			pthread_cond_signal(&crew->has_room);
		pthread_mutex_unlock(&crew->lock);
		plan->work(plan->context, slot, task);
		pthread_mutex_lock(&crew->lock);
		crew->is_done[slot] = true;
		if (task == crew->n_delivered)
			pthread_cond_signal(&crew->has_result);
	}
	pthread_mutex_unlock(&crew->lock);
	return NULL;
}

static void deliver_all(struct crew *crew)
{
	const struct crew_plan *plan = crew->plan;

	pthread_mutex_lock(&crew->lock);
	while (!crew->is_over && crew->n_delivered < plan->n_tasks) {
		size_t task = crew->n_delivered, slot = task % crew->n_slots;
		bool goes_on;

		if (!crew->is_done[slot]) {
			pthread_cond_wait(&crew->has_result, &crew->lock);
			continue;
		}
		pthread_mutex_unlock(&crew->lock);
		goes_on = plan->deliver(plan->context, slot, task);
		pthread_mutex_lock(&crew->lock);
		crew->is_done[slot] = false;
		crew->n_delivered++;
		crew->weight -= weight_of(plan, task);
		crew->is_over = !goes_on;
		pthread_cond_signal(&crew->has_room);
	}
	crew->is_over = true;
	pthread_cond_broadcast(&crew->has_room);
	pthread_mutex_unlock(&crew->lock);
}

static size_t start(struct crew *crew, pthread_t *threads, size_t n_threads)
{
	pthread_attr_t attributes;
	size_t n = 0;

	if (pthread_attr_init(&attributes) != 0)
		return 0;
	pthread_attr_setstacksize(&attributes, STACK_BYTES);
	while (n < n_threads && pthread_create(&threads[n], &attributes, work_on, crew) == 0)
		n++;
	pthread_attr_destroy(&attributes);
	return n;
}

void crew_run(const struct crew_plan *plan)
{
	struct crew crew = { .plan = plan, .n_slots = crew_n_slots(plan) };
	pthread_t threads[CREW_MAX_THREADS];
	size_t n_started;

	if (n_threads_of(plan) < 2) {
		run_alone(plan);
		return;
	}
	pthread_mutex_init(&crew.lock, NULL);
	pthread_cond_init(&crew.has_room, NULL);
	pthread_cond_init(&crew.has_result, NULL);
	n_started = start(&crew, threads, n_threads_of(plan));
	// Fewer threads than wanted are as good, and none is no reason to give up.
	if (n_started)
		deliver_all(&crew);
	else
		run_alone(plan);
	for (size_t i = 0; i < n_started; i++)
		pthread_join(threads[i], NULL);
	pthread_cond_destroy(&crew.has_result);
	pthread_cond_destroy(&crew.has_room);
	pthread_mutex_destroy(&crew.lock);
}
