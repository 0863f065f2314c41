// SPDX-License-Identifier: Apache-2.0
// In: cells. Out: a table whose columns stand below each other, whatever script is in them.
#ifndef AKASHLINT_REPORT_COLUMNS_H
#define AKASHLINT_REPORT_COLUMNS_H

#include "base/str.h"

enum { MAX_COLUMNS = 8 };

struct column {
	const char *head;
	bool is_right; // numbers
};

struct row {
	const char *cells[MAX_COLUMNS]; // escaped
};

struct columns {
	struct arena *arena;
	const struct column *columns;
	size_t n_columns;
	struct row *rows;
	size_t n_rows, cap_rows;
};

// The row is empty until the caller fills its cells.
struct row *columns_add(struct columns *table);
// With a line for the heads, which are in bold where there is colour.
void columns_to_text(struct strbuf *out, const struct columns *table, size_t indent, bool has_color);

#endif
