// SPDX-License-Identifier: Apache-2.0
// In: things with an order. Out: the same in the order in which Go's sort.Sort leaves them.
//
// Go (since 1.19) sorts with pattern-defeating quicksort (arXiv 2106.05123): insertion for a few, a pivot by medians,
// three guesses at patterns, and a heap when the pivots stay bad. Ranges are half open: [a, b).
#include "base/go_sort.h"

#include <stdint.h>

enum {
	FEW = 12,            // sorted by insertion
	MANY = 50,           // the pivot is a median of medians
	SHORTEST_MEDIAN = 8, // below that the middle is taken as it is
	MOST_SWAPS = 12,     // of a pivot's search: the range runs backwards
	MOST_SHIFTS = 5,     // pairs that a nearly sorted range may have out of order
};

enum pattern { PATTERN_UNKNOWN, PATTERN_RISING, PATTERN_FALLING };

static bool is_less(const struct go_sort *data, size_t a, size_t b)
{
	return data->is_less(data->items, a, b);
}

static void swap(const struct go_sort *data, size_t a, size_t b)
{
	data->swap(data->items, a, b);
}

static void sort_by_insertion(const struct go_sort *data, size_t a, size_t b)
{
	for (size_t i = a + 1; i < b; i++)
		for (size_t j = i; j > a && is_less(data, j, j - 1); j--)
			swap(data, j, j - 1);
}

static void sift_down(const struct go_sort *data, size_t root, size_t end, size_t first)
{
	for (size_t child; (child = 2 * root + 1) < end; root = child) {
		if (child + 1 < end && is_less(data, first + child, first + child + 1))
			child++;
		if (!is_less(data, first + root, first + child))
			return;
		swap(data, first + root, first + child);
	}
}

static void sort_by_heap(const struct go_sort *data, size_t a, size_t b)
{
	size_t n = b - a;

	for (size_t i = (n - 1) / 2 + 1; i-- > 0;)
		sift_down(data, i, n, a);
	for (size_t i = n; i-- > 0;) {
		swap(data, a, a + i);
		sift_down(data, 0, i, a);
	}
}

static void reverse(const struct go_sort *data, size_t a, size_t b)
{
	for (; a + 1 < b; a++, b--)
		swap(data, a, b - 1);
}

static unsigned n_bits(size_t n)
{
	unsigned bits = 0;

	for (; n; n >>= 1)
		bits++;
	return bits;
}

// Moves three items of the middle to places that look random and are always the same.
static void break_patterns(const struct go_sort *data, size_t a, size_t b)
{
	size_t n = b - a, middle = a + n / 4 * 2;
	uint64_t random = n;

	for (size_t i = middle - 1; n >= SHORTEST_MEDIAN && i <= middle + 1; i++) {
		size_t other;

		random ^= random << 13;
		random ^= random >> 7;
		random ^= random << 17;
		other = (size_t)(random & (((uint64_t)1 << n_bits(n)) - 1));
		swap(data, i, a + (other >= n ? other - n : other));
	}
}

static void put_in_order(const struct go_sort *data, size_t *a, size_t *b, int *n_swaps)
{
	size_t first = *a;

	if (!is_less(data, *b, *a))
		return;
	*a = *b;
	*b = first;
	++*n_swaps;
}

static size_t median(const struct go_sort *data, size_t a, size_t b, size_t c, int *n_swaps)
{
	put_in_order(data, &a, &b, n_swaps);
	put_in_order(data, &b, &c, n_swaps);
	put_in_order(data, &a, &b, n_swaps);
	return b;
}

static size_t choose_pivot(const struct go_sort *data, size_t a, size_t b, enum pattern *pattern)
{
	size_t n = b - a, i = a + n / 4, j = a + n / 4 * 2, k = a + n / 4 * 3;
	int n_swaps = 0;

	if (n >= MANY) {
		i = median(data, i - 1, i, i + 1, &n_swaps);
		j = median(data, j - 1, j, j + 1, &n_swaps);
		k = median(data, k - 1, k, k + 1, &n_swaps);
	}
	if (n >= SHORTEST_MEDIAN)
		j = median(data, i, j, k, &n_swaps);
	*pattern = n_swaps == 0 ? PATTERN_RISING : n_swaps == MOST_SWAPS ? PATTERN_FALLING : PATTERN_UNKNOWN;
	return j;
}

// Whether the range is in order now, after at most a few shifts.
static bool is_soon_sorted(const struct go_sort *data, size_t a, size_t b)
{
	size_t i = a + 1;

	for (int n = 0; n < MOST_SHIFTS; n++) {
		while (i < b && !is_less(data, i, i - 1))
			i++;
		if (i == b)
			return true;
		if (b - a < MANY)
			return false;
		swap(data, i, i - 1);
		for (size_t j = i - 1; i - a >= 2 && j >= 1 && is_less(data, j, j - 1); j--)
			swap(data, j, j - 1);
		for (size_t j = i + 1; b - i >= 2 && j < b && is_less(data, j, j - 1); j++)
			swap(data, j, j - 1);
	}
	return false;
}

// Below the place that is returned all are less than the pivot, which is there.
static size_t part(const struct go_sort *data, size_t a, size_t b, size_t pivot, bool *was_parted)
{
	size_t i = a + 1, j = b - 1;

	swap(data, a, pivot);
	for (*was_parted = true;; *was_parted = false) {
		while (i <= j && is_less(data, i, a))
			i++;
		while (i <= j && !is_less(data, j, a))
			j--;
		if (i > j)
			break;
		swap(data, i++, j--);
	}
	swap(data, j, a);
	return j;
}

// Nothing is less than the pivot here: those that equal it come first.
static size_t part_equal(const struct go_sort *data, size_t a, size_t b, size_t pivot)
{
	size_t i = a + 1, j = b - 1;

	swap(data, a, pivot);
	for (;;) {
		while (i <= j && !is_less(data, a, i))
			i++;
		while (i <= j && is_less(data, a, j))
			j--;
		if (i > j)
			return i;
		swap(data, i++, j--);
	}
}

// Sorts the shorter side of each division by itself and goes on with the longer.
static void sort_range(const struct go_sort *data, size_t a, size_t b, unsigned n_bad_left)
{
	bool is_balanced = true, is_parted = true;

	while (b - a > FEW && n_bad_left > 0) {
		size_t n = b - a, pivot, middle;
		enum pattern pattern;

		if (!is_balanced) {
			break_patterns(data, a, b);
			n_bad_left--;
		}
		pivot = choose_pivot(data, a, b, &pattern);
		if (pattern == PATTERN_FALLING) {
			reverse(data, a, b);
			pivot = b - 1 - (pivot - a);
			pattern = PATTERN_RISING;
		}
		if (is_balanced && is_parted && pattern == PATTERN_RISING && is_soon_sorted(data, a, b))
			return;
		if (a > 0 && !is_less(data, a - 1, pivot)) {
			a = part_equal(data, a, b, pivot);
			continue;
		}
		middle = part(data, a, b, pivot, &is_parted);
		is_balanced = (middle - a < b - middle ? middle - a : b - middle) >= n / 8;
		if (middle - a < b - middle) {
			sort_range(data, a, middle, n_bad_left);
			a = middle + 1;
		} else {
			sort_range(data, middle + 1, b, n_bad_left);
			b = middle;
		}
	}
	if (b - a <= FEW)
		sort_by_insertion(data, a, b);
	else
		sort_by_heap(data, a, b);
}

void go_sort(const struct go_sort *data, size_t n)
{
	if (n > 1)
		sort_range(data, 0, n, n_bits(n));
}

static void swap_ranges(const struct go_sort *data, size_t a, size_t b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		swap(data, a + i, b + i);
}

// Swaps [a, middle) and [middle, b).
static void rotate(const struct go_sort *data, size_t a, size_t middle, size_t b)
{
	size_t i = middle - a, j = b - middle;

	while (i != j) {
		if (i > j) {
			swap_ranges(data, middle - i, middle, j);
			i -= j;
		} else {
			swap_ranges(data, middle - i, middle + j - i, i);
			j -= i;
		}
	}
	swap_ranges(data, middle - i, middle, i);
}

// The first place in [low, high) whose item is not less than the one at `item`; with is_after, is greater.
static size_t place_of(const struct go_sort *data, size_t item, size_t low, size_t high, bool is_after)
{
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (is_after ? !is_less(data, item, middle) : is_less(data, middle, item))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static size_t place_of_division(const struct go_sort *data, size_t a, size_t m, size_t b)
{
	size_t middle = a + (b - a) / 2, n = middle + m, start = m > middle ? n - b : a, end = m > middle ? middle : m;

	while (start < end) {
		size_t c = start + (end - start) / 2;

		if (!is_less(data, n - 1 - c, c))
			start = c + 1;
		else
			end = c;
	}
	return start;
}

// SymMerge of two sorted neighbours (Kim and Kutzner, ESA 2004).
static void merge(const struct go_sort *data, size_t a, size_t m, size_t b)
{
	size_t middle = a + (b - a) / 2, start, end;

	if (m - a == 1) {
		end = place_of(data, a, m, b, false);
		for (size_t i = a; i + 1 < end; i++)
			swap(data, i, i + 1);
		return;
	}
	if (b - m == 1) {
		start = place_of(data, m, a, m, true);
		for (size_t i = m; i > start; i--)
			swap(data, i, i - 1);
		return;
	}
	start = place_of_division(data, a, m, b);
	end = middle + m - start;
	if (start < m && m < end)
		rotate(data, start, m, end);
	if (a < start && start < middle)
		merge(data, a, start, middle);
	if (middle < end && end < b)
		merge(data, middle, end, b);
}

void go_sort_stable(const struct go_sort *data, size_t n)
{
	enum { BLOCK = 20 };

	for (size_t a = 0; a < n; a += BLOCK)
		sort_by_insertion(data, a, a + BLOCK < n ? a + BLOCK : n);
	for (size_t block = BLOCK; block < n; block *= 2)
		for (size_t a = 0; a + block < n; a += 2 * block)
			merge(data, a, a + block, a + 2 * block < n ? a + 2 * block : n);
}
