// SPDX-License-Identifier: Apache-2.0
// In: a pattern and a text. Out: whether they match.
#include "base/glob.h"

// Only the last star needs to be tried again, so that hostile patterns cost no more than the product of the lengths.
bool glob_matches(struct str glob, struct str text)
{
	size_t g = 0, t = 0, star = SIZE_MAX, retry = 0;

	while (t < text.len) {
		if (g < glob.len && glob.ptr[g] == '*') {
			star = g++;
			retry = t;
		} else if (g < glob.len && (glob.ptr[g] == '?' || glob.ptr[g] == text.ptr[t])) {
			g++;
			t++;
		} else if (star != SIZE_MAX) {
			g = star + 1;
			t = ++retry;
		} else {
			return false;
		}
	}
	while (g < glob.len && glob.ptr[g] == '*')
		g++;
	return g == glob.len;
}
