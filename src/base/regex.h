// SPDX-License-Identifier: Apache-2.0
// In: patterns and text. Out: where a pattern matches: the one wrapper of PCRE2.
#ifndef AKASHLINT_BASE_REGEX_H
#define AKASHLINT_BASE_REGEX_H

#include "base/str.h"

struct regexes;

enum { REGEX_GROUPS = 8 };

// Slices of the text that was searched: the whole match, then its groups. `ptr` is NULL for a group without a part
// in it.
struct regex_match {
	struct str groups[REGEX_GROUPS];
};

// The patterns of one run; they are released with the arena.
struct regexes *regexes_new(struct arena *arena);
// The first match at or after `from`. Bytes, not characters; the case of letters counts unless the pattern says (?i).
// A pattern is compiled at its first use, and must outlive the regexes. No text can hold a search up for long: one
// that takes too many steps finds nothing. False also for an invalid pattern.
bool regex_find(struct regexes *regexes, const char *pattern, struct str text, size_t from, struct regex_match *match);

#endif
