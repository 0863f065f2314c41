// SPDX-License-Identifier: Apache-2.0
// In: texts, and how long things took. Out: what bare libyaml takes for them, and quantiles.
#ifndef TESTS_BENCH_MEASURE_H
#define TESTS_BENCH_MEASURE_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <yaml.h>

static inline void fail(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

static inline double now_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static inline void parse_with_libyaml(const char *text, size_t len)
{
	yaml_parser_t parser;
	yaml_event_t event;
	int is_done = 0;

	if (!yaml_parser_initialize(&parser))
		fail("libyaml");
	yaml_parser_set_input_string(&parser, (const unsigned char *)text, len);
	while (!is_done && yaml_parser_parse(&parser, &event)) {
		is_done = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
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
