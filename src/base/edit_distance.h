// SPDX-License-Identifier: Apache-2.0
// In: an unknown word and the known ones. Out: the one that was probably meant.
#ifndef AKASHLINT_BASE_EDIT_DISTANCE_H
#define AKASHLINT_BASE_EDIT_DISTANCE_H

#include "base/str.h"

// Letters inserted, dropped, replaced, and neighbours swapped; the case of ASCII letters does not
// count. Anything above `limit`, and words of more than 64 bytes, give limit + 1.
size_t edit_distance(struct str a, struct str b, size_t limit);
// The nearest candidate for "did you mean", the first of several, or NULL when none is near.
const char *nearest(struct str word, const char *const *candidates, size_t n);
// Whether the word can only be a typo of the candidate: case, one letter too many or too few, or two
// neighbours swapped, with the same digits, and no other candidate as near. One letter in place of another may
// be another name: "volume-a" is not a typo of "volume-b".
bool is_slip_of(struct str word, const char *candidate, const char *const *candidates, size_t n);

#endif
