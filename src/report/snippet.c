// SPDX-License-Identifier: Apache-2.0
// In: a span. Out: its first line as a terminal can show it, and where in it to put a mark.
#include "report/snippet.h"

#include "base/arena.h"
#include "base/utf8.h"

// At most this much of a line is examined before and after the start of the span.
enum { BYTES_BEFORE = 480, BYTES_AFTER = 960, COLUMNS_BEFORE = 40 };

// What is looked at of a line, and the columns it would take.
struct view {
	struct str line;
	size_t from, to;                 // bytes of the line
	size_t mark_from, mark_to;       // bytes of the line
	int total, mark_start, mark_end; // columns
};

// Appends the character at `at` as it is shown, and says how many columns that takes.
static size_t show(struct strbuf *out, struct str line, size_t at, int *width)
{
	size_t before = out->len, len;
	uint32_t c;

	if (line.ptr[at] >= ' ' && line.ptr[at] <= '~') {
		strbuf_putc(out, line.ptr[at]);
		*width = 1;
		return 1;
	}
	len = utf8_decode(line.ptr + at, line.len - at, &c);
	if (len == 1 && c == '\t') {
		strbuf_add(out, "        ", SNIPPET_TAB_WIDTH);
		*width = SNIPPET_TAB_WIDTH;
		return 1;
	}
	strbuf_add_escaped(out, str_slice(line, at, at + (len ? len : 1)));
	*width = len == 0 || utf8_is_unprintable(c) ? (int)(out->len - before) : utf8_width(c);
	return len ? len : 1;
}

static bool is_tail(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

static struct view view_of(struct source *source, struct span span, uint32_t line_number)
{
	struct view view = { .line = source_line(source, line_number) };
	size_t line_start = (size_t)(view.line.ptr - source->text);

	view.mark_from = span.start > line_start ? span.start - line_start : 0;
	view.mark_to = span.end > line_start ? span.end - line_start : 0;
	if (view.mark_from > view.line.len)
		view.mark_from = view.line.len;
	if (view.mark_to > view.line.len)
		view.mark_to = view.line.len;
	view.from = view.mark_from > BYTES_BEFORE ? view.mark_from - BYTES_BEFORE : 0;
	while (view.from > 0 && view.from < view.mark_from && is_tail(view.line.ptr[view.from]))
		view.from++;
	view.to = view.line.len - view.mark_from > BYTES_AFTER ? view.mark_from + BYTES_AFTER : view.line.len;
	while (view.to < view.line.len && is_tail(view.line.ptr[view.to]))
		view.to++;
	view.line.ptr = source_shown(source, view.line.ptr);
	return view;
}

static void measure(struct view *view, struct strbuf *scratch)
{
	int width;

	for (size_t i = view->from; i < view->to; view->total += width) {
		if (i <= view->mark_from)
			view->mark_start = view->total;
		if (i <= view->mark_to)
			view->mark_end = view->total;
		scratch->len = 0;
		i += show(scratch, view->line, i, &width);
	}
	if (view->mark_from >= view->to)
		view->mark_start = view->total;
	if (view->mark_to >= view->to)
		view->mark_end = view->total;
}

// Shows the columns `first` to `last`; returns the column that is shown first.
static int cut(struct strbuf *out, const struct view *view, int first, int last)
{
	int column = 0, width;

	if (view->from > 0 || first > 0)
		strbuf_puts(out, "…");
	for (size_t i = view->from; i < view->to; column += width) {
		size_t before = out->len;

		i += show(out, view->line, i, &width);
		if (column < first && column + width > first)
			first = column + width;
		if (column < first || column + width > last)
			out->len = before;
	}
	out->text[out->len] = '\0';
	if (view->to < view->line.len || last < view->total)
		strbuf_puts(out, "…");
	return first;
}

struct snippet snippet_of(struct source *source, struct span span)
{
	struct snippet snippet = { .position = source_position(source, span.start) };
	struct view view = view_of(source, span, snippet.position.line);
	int first = 0, last;
	struct strbuf out = strbuf_in(source->arena);

	measure(&view, &out);
	out.len = 0;
	if (view.total > SNIPPET_MAX_WIDTH && view.mark_start > COLUMNS_BEFORE)
		first = view.mark_start - COLUMNS_BEFORE;
	if (first > 0 && first > view.total - SNIPPET_MAX_WIDTH)
		first = view.total - SNIPPET_MAX_WIDTH;
	last = view.total - first > SNIPPET_MAX_WIDTH ? first + SNIPPET_MAX_WIDTH : view.total;
	first = cut(&out, &view, first, last);
	snippet.text = out.text;
	snippet.mark_column = view.mark_start - first + (view.from > 0 || first > 0);
	snippet.mark_width = (view.mark_end < last ? view.mark_end : last) - view.mark_start;
	if (snippet.mark_width < 1)
		snippet.mark_width = 1;
	return snippet;
}
