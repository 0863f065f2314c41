// SPDX-License-Identifier: Apache-2.0
// In: cells. Out: a table that fits the terminal, whatever script is in the cells.
#include "report/columns.h"

#include "base/arena.h"
#include "report/style.h"

// Words are not broken to make a column narrower than this.
enum { GAP = 2, NARROW = 8, NOTE_INDENT = 4 };

struct layout {
	struct strbuf *out;
	const struct columns *table;
	const struct style *style;
	size_t indent, widths[MAX_COLUMNS];
};

struct row *columns_add(struct columns *table)
{
	struct row *row = &ARENA_PUSH(table->arena, table->rows, table->n_rows, table->cap_rows);

	*row = (struct row){ .note = "" };
	for (size_t i = 0; i < MAX_COLUMNS; i++)
		row->cells[i] = "";
	return row;
}

static size_t longest_word(struct arena *arena, const char *text)
{
	size_t longest = 0;

	while (*text) {
		size_t len = strcspn(text, " "), width = text_width(arena_strndup(arena, text, len));

		longest = width > longest ? width : longest;
		text += len;
		text += strspn(text, " ");
	}
	return longest;
}

// The gap before the column.
static size_t gap(const struct layout *layout, size_t column)
{
	return column == 0 ? layout->indent : (layout->table->close >> column & 1) ? 1 : GAP;
}

static size_t total(const struct layout *layout)
{
	size_t sum = 0;

	for (size_t i = 0; i < layout->table->n_columns; i++)
		sum += gap(layout, i) + layout->widths[i];
	return sum;
}

// Takes from the widest column, again and again, down to its longest word, or to `most` if that is less.
static void shrink(struct layout *layout, const size_t *words, size_t most)
{
	for (size_t left = total(layout); left > layout->style->width; left--) {
		size_t widest = MAX_COLUMNS;

		for (size_t i = 0; i < layout->table->n_columns; i++)
			if (layout->widths[i] > (words[i] < most ? words[i] : most) &&
			    (widest == MAX_COLUMNS || layout->widths[i] >= layout->widths[widest]))
				widest = i;
		if (widest == MAX_COLUMNS)
			return;
		layout->widths[widest]--;
	}
}

static void measure(struct layout *layout, size_t *words, const struct row *row)
{
	for (size_t i = 0; i < layout->table->n_columns; i++) {
		size_t width = text_width(row->cells[i]), word;

		if (width > layout->style->width)
			width = layout->style->width;
		if (width > layout->widths[i])
			layout->widths[i] = width;
		word = width > words[i] ? longest_word(layout->table->arena, row->cells[i]) : 0;
		if (word > words[i])
			words[i] = word;
	}
}

// First between words, then within those of the wide columns.
static void fit(struct layout *layout, const struct row *head)
{
	size_t words[MAX_COLUMNS] = { 0 };

	measure(layout, words, head);
	for (size_t i = 0; i < layout->table->n_rows; i++)
		measure(layout, words, &layout->table->rows[i]);
	shrink(layout, words, layout->style->width / 3);
	shrink(layout, words, NARROW);
	shrink(layout, words, 1);
}

// One line of a cell; what is left of the cell stays.
static void add_part(struct layout *layout, const struct row *row, size_t column, const char **rest, size_t *owed)
{
	struct str line = take_line(rest, layout->widths[column]);
	const char *part = arena_strndup(layout->table->arena, line.ptr, line.len);
	const char *paint = layout->style->has_color ? row->paints[column] : NULL;
	bool is_right = layout->table->columns[column].is_right;
	size_t width = text_width(part), padding = width < layout->widths[column] ? layout->widths[column] - width : 0;

	// Spaces are written only before text, so that no line ends with them.
	*owed += gap(layout, column) + (is_right ? padding : 0);
	if (*part) {
		add_spaces(layout->out, *owed);
		*owed = 0;
		paint_on(layout->out, paint);
		strbuf_puts(layout->out, part);
		paint_off(layout->out, paint);
	}
	*owed += is_right ? 0 : padding;
}

static void add_row(struct layout *layout, const struct row *row)
{
	const char *rests[MAX_COLUMNS];
	size_t n = layout->table->n_columns;
	bool has_more = true;

	memcpy(rests, row->cells, sizeof(rests));
	while (has_more) {
		size_t owed = 0;

		has_more = false;
		for (size_t i = 0; i < n; i++) {
			add_part(layout, row, i, &rests[i], &owed);
			has_more |= *rests[i] != '\0';
		}
		strbuf_putc(layout->out, '\n');
	}
	if (*row->note)
		add_lines(layout->out, layout->style, layout->indent + NOTE_INDENT, layout->indent + NOTE_INDENT, NULL,
			  row->note);
}

static struct row styled_row(const struct columns *table, const struct row *row, const struct style *style)
{
	struct row styled = *row;

	for (size_t i = 0; i < table->n_columns; i++)
		styled.cells[i] = styled_text(table->arena, style, row->cells[i]);
	return styled;
}

void columns_to_text(struct strbuf *out, const struct columns *table, size_t indent, const struct style *style)
{
	struct layout layout = { .out = out, .table = table, .style = style, .indent = indent };
	struct row head = { .note = "" };

	for (size_t i = 0; i < MAX_COLUMNS; i++) {
		head.cells[i] = i < table->n_columns ? table->columns[i].head : "";
		head.paints[i] = PAINT_BOLD;
	}
	for (size_t i = 0; i < table->n_rows; i++)
		table->rows[i] = styled_row(table, &table->rows[i], style);
	fit(&layout, &head);
	add_row(&layout, &head);
	for (size_t i = 0; i < table->n_rows; i++)
		add_row(&layout, &table->rows[i]);
}
