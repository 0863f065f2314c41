// SPDX-License-Identifier: Apache-2.0
// In: a span. Out: its first line as a terminal can show it, and where in it to put a mark.
#ifndef AKASHLINT_REPORT_SNIPPET_H
#define AKASHLINT_REPORT_SNIPPET_H

#include "source/source.h"

// Columns of a terminal. A longer line is cut around the span.
enum { SNIPPET_MAX_WIDTH = 120, SNIPPET_TAB_WIDTH = 4 };

struct snippet {
	struct position position; // of the span's start
	const char *text;         // escaped, tabs as spaces
	int mark_column;          // from 0
	int mark_width;           // at least 1
};

struct snippet snippet_of(struct source *source, struct span span);

#endif
