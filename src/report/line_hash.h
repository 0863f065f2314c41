// SPDX-License-Identifier: Apache-2.0
// In: a text and lines of it. Out: the hashes by which GitHub recognises a finding whose line has moved.
#ifndef AKASHLINT_REPORT_LINE_HASH_H
#define AKASHLINT_REPORT_LINE_HASH_H

#include "base/str.h"

struct line_hash {
	uint32_t line; // 1-based; the rest is filled in
	uint64_t hash; // of the first 100 characters from the start of the line that are not spaces
	uint32_t nth;  // 1 for the first line of the text that has this hash
};

// GitHub's own algorithm (github/codeql-action, src/fingerprints.ts): what it finds when a report is
// uploaded must be the same. `wanted` has its lines in rising order; a line may repeat.
void line_hashes(struct arena *arena, struct str text, struct line_hash *wanted, size_t n_wanted);

#endif
