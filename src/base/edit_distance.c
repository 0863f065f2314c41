// SPDX-License-Identifier: Apache-2.0
// In: an unknown word and the known ones. Out: the one that was probably meant.
#include "base/edit_distance.h"

#include "base/ascii.h"

enum { LONGEST = 64 };

static bool is_same(struct str a, size_t i, struct str b, size_t j)
{
	return to_lower(a.ptr[i]) == to_lower(b.ptr[j]);
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t edit_distance(struct str a, struct str b, size_t limit)
{
	size_t rows[3][LONGEST + 1], *before = rows[0], *above = rows[1], *row = rows[2];

	if (a.len > LONGEST || b.len > LONGEST || (a.len > b.len ? a.len - b.len : b.len - a.len) > limit)
		return limit + 1;
	for (size_t j = 0; j <= b.len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t *spare = before, best;

		before = above;
		above = row;
		row = spare;
		row[0] = best = i;
		for (size_t j = 1; j <= b.len; j++) {
			row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + !is_same(a, i - 1, b, j - 1));
			if (i > 1 && j > 1 && is_same(a, i - 1, b, j - 2) && is_same(a, i - 2, b, j - 1))
				row[j] = least(row[j], before[j - 2] + 1);
			best = least(best, row[j]);
		}
		// A swap reaches back two rows, but never below what the last row holds by then.
		if (best > limit)
			return limit + 1;
	}
	return least(row[b.len], limit + 1);
}

const char *nearest(struct str word, const char *const *candidates, size_t n)
{
	size_t limit = word.len < 6 ? 1 : word.len / 3;
	const char *found = NULL;

	if (word.len < 2)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		size_t distance = edit_distance(word, str_of(candidates[i]), limit);

		if (distance > limit)
			continue;
		found = candidates[i];
		if (distance == 0)
			break;
		limit = distance - 1;
	}
	return found;
}

static bool has_same_digits(struct str a, struct str b)
{
	size_t i = 0, j = 0;

	for (;;) {
		while (i < a.len && !is_digit(a.ptr[i]))
			i++;
		while (j < b.len && !is_digit(b.ptr[j]))
			j++;
		if (i == a.len || j == b.len)
			return i == a.len && j == b.len;
		if (a.ptr[i++] != b.ptr[j++])
			return false;
	}
}

// Whether letters are swapped, and none is replaced, in two words of the same length at distance 1.
static bool is_swapped(struct str a, struct str b)
{
	size_t i = 0;

	while (i < a.len && is_same(a, i, b, i))
		i++;
	return i + 1 < a.len && is_same(a, i, b, i + 1) && is_same(a, i + 1, b, i);
}

bool is_slip_of(struct str word, const char *candidate, const char *const *candidates, size_t n)
{
	enum { SHORTEST = 3 };
	struct str meant = str_of(candidate);
	size_t distance = edit_distance(word, meant, 1), n_near = 0;

	for (size_t i = 0; i < n; i++)
		n_near += edit_distance(word, str_of(candidates[i]), 1) <= distance;
	if (distance > 1 || n_near > 1 || !has_same_digits(word, meant))
		return false;
	if (distance == 0)
		return true;
	return word.len >= SHORTEST && meant.len >= SHORTEST && (word.len != meant.len || is_swapped(word, meant));
}
