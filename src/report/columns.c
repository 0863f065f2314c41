// SPDX-License-Identifier: Apache-2.0
// In: cells. Out: a table whose columns stand below each other, whatever script is in them.
#include "report/columns.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "report/paint.h"

enum { GAP = 2 };

struct row *columns_add(struct columns *table)
{
	struct row *row = &ARENA_PUSH(table->arena, table->rows, table->n_rows, table->cap_rows);

	for (size_t i = 0; i < MAX_COLUMNS; i++)
		row->cells[i] = "";
	return row;
}

static size_t width_of(const char *text)
{
	size_t width = 0;

	for (struct str rest = str_of(text); rest.len;) {
		uint32_t c = ' ';
		size_t len = utf8_decode(rest.ptr, rest.len, &c);

		width += (size_t)utf8_width(c);
		rest = str_slice(rest, len ? len : 1, rest.len);
	}
	return width;
}

static void add_blanks(struct strbuf *out, size_t n)
{
	while (n--)
		strbuf_putc(out, ' ');
}

static void add_row(struct strbuf *out, const struct columns *table, const struct row *row, const size_t *widths,
		    size_t indent)
{
	size_t owed = indent;

	for (size_t i = 0; i < table->n_columns; i++) {
		size_t padding = widths[i] - width_of(row->cells[i]);

		// Blanks are written when something follows, so that no line ends with them.
		owed += table->columns[i].is_right ? padding : 0;
		if (row->cells[i][0]) {
			add_blanks(out, owed);
			owed = 0;
		}
		strbuf_puts(out, row->cells[i]);
		owed += GAP + (table->columns[i].is_right ? 0 : padding);
	}
}

void columns_to_text(struct strbuf *out, const struct columns *table, size_t indent, bool has_color)
{
	size_t widths[MAX_COLUMNS];
	struct row head;

	for (size_t i = 0; i < table->n_columns; i++) {
		head.cells[i] = table->columns[i].head;
		widths[i] = width_of(head.cells[i]);
		for (size_t j = 0; j < table->n_rows; j++)
			if (width_of(table->rows[j].cells[i]) > widths[i])
				widths[i] = width_of(table->rows[j].cells[i]);
	}
	paint_on(out, has_color ? PAINT_BOLD : NULL);
	add_row(out, table, &head, widths, indent);
	paint_off(out, has_color ? PAINT_BOLD : NULL);
	strbuf_putc(out, '\n');
	for (size_t i = 0; i < table->n_rows; i++) {
		add_row(out, table, &table->rows[i], widths, indent);
		strbuf_putc(out, '\n');
	}
}
