// SPDX-License-Identifier: Apache-2.0
// In: a word that is not known and those that are. Out: the one that was probably meant.
#include "base/edit_distance.h"

enum { LONGEST = 64 };

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_same(struct str a, size_t i, struct str b, size_t j)
{
	return lower(a.ptr[i]) == lower(b.ptr[j]);
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
