// SPDX-License-Identifier: Apache-2.0
// In: cells. Out: a table that fits the terminal, whatever script is in the cells.
#ifndef AKASHLINT_REPORT_COLUMNS_H
#define AKASHLINT_REPORT_COLUMNS_H

#include "report/style.h"

enum { MAX_COLUMNS = 24 };

struct column {
	const char *head;
	bool is_right; // numbers
};

struct row {
	const char *cells[MAX_COLUMNS];  // escaped
	const char *paints[MAX_COLUMNS]; // or NULL
	const char *note;                // below the row, or ""
};

struct columns {
	struct arena *arena;
	const struct column *columns;
	size_t n_columns;
	uint32_t close; // bits of the columns that are next to the one before them
	struct row *rows;
	size_t n_rows, cap_rows;
};

// The row is empty until the caller fills its cells.
struct row *columns_add(struct columns *table);
// With a line for the heads. Where the table is too wide, cells go on in the next line, those of the widest column
// first.
void columns_to_text(struct strbuf *out, const struct columns *table, size_t indent, const struct style *style);

#endif
