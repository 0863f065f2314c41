// SPDX-License-Identifier: Apache-2.0
// In: comments. Out: which findings they are to silence, and where.
#ifndef AKASHLINT_SUPPRESS_SUPPRESSIONS_H
#define AKASHLINT_SUPPRESS_SUPPRESSIONS_H

#include "suppress/comments.h"

// The most comments, and rules in them. Further ones are ignored, and reported.
enum { SUPPRESSIONS_MAX = 1000 };

// One rule or glob in the brackets of a comment.
struct suppressed_rule {
	struct str glob;
	struct span span; // of it
	bool is_known;    // there are such rules
	bool is_used;
};

// The line that comments apply to, and where the blocks that begin on it end.
struct covered {
	uint32_t line_start, line_end;
	uint32_t start, end; // also the comments above the line
};

struct inline_suppression {
	struct suppression suppression; // what a silenced finding refers to
	struct comment comment;
	struct suppressed_rule *rules;
	size_t n_rules;
	size_t covered; // index; SIZE_MAX: the whole file
};

struct suppressions {
	struct inline_suppression *items;
	size_t n, cap, n_rules;
	struct covered *covered;
	size_t n_covered, cap_covered;
};

extern const struct rule rule_suppression_malformed;
extern const struct rule rule_suppression_no_reason;
extern const struct rule rule_suppression_unknown_rule;
extern const struct rule rule_suppression_unused;

// Reports what is wrong with them.
void suppressions_from_comments(struct run *run, const struct comments *comments, struct suppressions *suppressions);

#endif
