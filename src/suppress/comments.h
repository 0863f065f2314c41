// SPDX-License-Identifier: Apache-2.0
// In: a source and its tree. Out: the comments in it that address this program.
#ifndef AKASHLINT_SUPPRESS_COMMENTS_H
#define AKASHLINT_SUPPRESS_COMMENTS_H

#include "yaml/node.h"

// More than that are not looked at.
enum { COMMENTS_MAX = 1001 };

struct comment {
	struct span span; // from its # to the end of the line
	bool is_alone;    // nothing is before it on its line
};

struct comments {
	struct comment *items;
	size_t n, cap;
};

// The word that our comments start with.
extern const char comment_word[];

// In the order of the text. Nothing is looked for in a text without the word. Where there is no tree, after
// an error of syntax, only what stands above the first line is known to be a comment.
void comments_from_source(struct run *run, struct comments *comments);
// The first byte from `at` on that is not a space, a line break or in a comment.
uint32_t skip_comments(const struct source *source, uint32_t at);

#endif
