// SPDX-License-Identifier: Apache-2.0
// In: things with an order. Out: the same in the order in which Go's sort.Sort leaves them.
#ifndef AKASHLINT_BASE_GO_SORT_H
#define AKASHLINT_BASE_GO_SORT_H

#include <stdbool.h>
#include <stddef.h>

// Go's sort is not stable: where equal things end up follows from the algorithm, step by step.
struct go_sort {
	void *items;
	bool (*is_less)(const void *items, size_t a, size_t b);
	void (*swap)(void *items, size_t a, size_t b);
};

void go_sort(const struct go_sort *data, size_t n);
// Like sort.Stable: an inconsistent order gives Go's result too.
void go_sort_stable(const struct go_sort *data, size_t n);

#endif
