// SPDX-License-Identifier: Apache-2.0
// In: how long things took. Out: quantiles of it.
#ifndef TESTS_BENCH_MEASURE_H
#define TESTS_BENCH_MEASURE_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline void fail(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

static inline double clock_ms(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static inline double now_ms(void)
{
	return clock_ms(CLOCK_MONOTONIC);
}

// What the process itself has used.
static inline double cpu_ms(void)
{
	return clock_ms(CLOCK_PROCESS_CPUTIME_ID);
}

static inline int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

// Sorts the values; 0.5 is the median.
static inline double quantile(double *values, size_t n, double which)
{
	size_t place = (size_t)((double)n * which);

	qsort(values, n, sizeof(*values), by_size);
	return values[place < n ? place : n - 1];
}

#endif
