// SPDX-License-Identifier: Apache-2.0
// In: a text before and after. Out: the changed lines: as a unified diff, for "patch -p0" and "git apply -p0", or as
// edits.
//
// The shortest way from one to the other by the greedy algorithm of E. Myers ("An O(ND) Difference
// Algorithm and Its Variations", 1986).
#include "fix/diff_from_texts.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

// Lines around a change. Beyond so many changes all between the first and the last is one.
enum { CONTEXT = 3, MAX_CHANGES = 1024 };

struct lines {
	struct str *items; // each with its line break
	bool *is_changed;
	size_t n, cap;
};

struct diff {
	struct arena *arena;
	struct lines before, after;
	size_t n_same; // lines that both begin with
	long n, m;     // lines between that and those that both end with
};

static struct lines lines_of(struct arena *arena, struct str text)
{
	struct lines lines = { 0 };

	while (text.len) {
		const char *end = memchr(text.ptr, '\n', text.len);
		size_t len = end ? (size_t)(end - text.ptr) + 1 : text.len;

		ARENA_PUSH(arena, lines.items, lines.n, lines.cap) = str_slice(text, 0, len);
		text = str_slice(text, len, text.len);
	}
	lines.is_changed = arena_zalloc(arena, lines.n + 1);
	return lines;
}

static void cut_same_ends(struct diff *diff)
{
	size_t n = diff->before.n, m = diff->after.n, same = 0;

	while (same < n && same < m && str_eq(diff->before.items[same], diff->after.items[same]))
		same++;
	while (n > same && m > same && str_eq(diff->before.items[n - 1], diff->after.items[m - 1])) {
		n--;
		m--;
	}
	diff->n_same = same;
	diff->n = (long)(n - same);
	diff->m = (long)(m - same);
}

static bool is_same(const struct diff *diff, long x, long y)
{
	return str_eq(diff->before.items[diff->n_same + (size_t)x], diff->after.items[diff->n_same + (size_t)y]);
}

// Whether the best way to diagonal k with d changes comes from above: with a line of the new text.
static bool is_from_above(const long *reach, long d, long k)
{
	return k == -d || (k != d && reach[k - 1] < reach[k + 1]);
}

// reach[k]: how far into the old text d changes come on diagonal k. Gives d, or -1 if it takes too many.
static long find_changes(const struct diff *diff, long **trace)
{
	long *reach = NULL;

	for (long d = 0; d <= MAX_CHANGES; d++) {
		long *last = reach;

		reach = (long *)arena_zalloc(diff->arena, (size_t)(2 * d + 3) * sizeof(long)) + d + 1;
		trace[d] = reach;
		for (long k = -d; k <= d; k += 2) {
			long x = d == 0 ? 0 : is_from_above(last, d, k) ? last[k + 1] : last[k - 1] + 1;

			while (x < diff->n && x - k < diff->m && is_same(diff, x, x - k))
				x++;
			reach[k] = x;
			if (x >= diff->n && x - k >= diff->m)
				return d;
		}
	}
	return -1;
}

static void mark_changes(struct diff *diff)
{
	long **trace = arena_alloc(diff->arena, (MAX_CHANGES + 1) * sizeof(*trace));
	long d = find_changes(diff, trace), x = diff->n, y = diff->m;
	bool *old = diff->before.is_changed + diff->n_same, *new = diff->after.is_changed + diff->n_same;

	if (d < 0) {
		memset(old, true, (size_t)diff->n);
		memset(new, true, (size_t)diff->m);
	}
	for (; d > 0; d--) {
		const long *reach = trace[d - 1];
		long k = x - y;
		bool is_new = is_from_above(reach, d, k);

		k += is_new ? 1 : -1;
		x = reach[k];
		y = x - k;
		if (is_new)
			new[y] = true;
		else
			old[x] = true;
	}
}

static void add_line(struct strbuf *out, char sign, struct str line)
{
	strbuf_putc(out, sign);
	strbuf_add(out, line.ptr, line.len);
	if (line.ptr[line.len - 1] != '\n')
		strbuf_puts(out, "\n\\ No newline at end of file\n");
}

// The first line, counted from 1, or for no line the one before; and how many, unless it is one.
static void add_range(struct strbuf *out, char sign, size_t start, size_t n)
{
	strbuf_printf(out, " %c%zu", sign, n ? start + 1 : start);
	if (n != 1)
		strbuf_printf(out, ",%zu", n);
}

struct place {
	size_t x, y; // lines of the old text and of the new one
};

static bool is_change(const struct diff *diff, struct place at)
{
	return (at.x < diff->before.n && diff->before.is_changed[at.x]) ||
	       (at.y < diff->after.n && diff->after.is_changed[at.y]);
}

static bool is_end(const struct diff *diff, struct place at)
{
	return at.x == diff->before.n && at.y == diff->after.n;
}

static struct place past_changes(const struct diff *diff, struct place at)
{
	while (at.x < diff->before.n && diff->before.is_changed[at.x])
		at.x++;
	while (at.y < diff->after.n && diff->after.is_changed[at.y])
		at.y++;
	return at;
}

// Up to the next change or the end.
static size_t n_same_at(const struct diff *diff, struct place at)
{
	size_t n = 0;

	for (; !is_end(diff, at) && !is_change(diff, at); n++) {
		at.x++;
		at.y++;
	}
	return n;
}

// Changes with no more between them than the lines around each. `from` is a change; gives where they end.
static struct place end_of_hunk(const struct diff *diff, struct place from)
{
	for (;;) {
		struct place end = past_changes(diff, from);
		size_t n = n_same_at(diff, end);

		from = (struct place){ end.x + n, end.y + n };
		if (is_end(diff, from) || n > 2 * CONTEXT)
			return end;
	}
}

static void add_hunk(struct strbuf *out, const struct diff *diff, struct place start, struct place end)
{
	strbuf_puts(out, "@@");
	add_range(out, '-', start.x, end.x - start.x);
	add_range(out, '+', start.y, end.y - start.y);
	strbuf_puts(out, " @@\n");
	while (start.x < end.x || start.y < end.y) {
		for (; start.x < end.x && diff->before.is_changed[start.x]; start.x++)
			add_line(out, '-', diff->before.items[start.x]);
		for (; start.y < end.y && diff->after.is_changed[start.y]; start.y++)
			add_line(out, '+', diff->after.items[start.y]);
		for (; start.x < end.x && !is_change(diff, start); start.x++, start.y++)
			add_line(out, ' ', diff->before.items[start.x]);
	}
}

static void add_hunks(struct strbuf *out, const struct diff *diff)
{
	struct place at = { 0 };

	for (;;) {
		size_t n = n_same_at(diff, at), before = n < CONTEXT ? n : CONTEXT, after;
		struct place start, end;

		start = (struct place){ at.x + n - before, at.y + n - before };
		at = (struct place){ at.x + n, at.y + n };
		if (is_end(diff, at))
			return;
		at = end = end_of_hunk(diff, at);
		after = n_same_at(diff, end);
		after = after < CONTEXT ? after : CONTEXT;
		add_hunk(out, diff, start, (struct place){ end.x + after, end.y + after });
	}
}

static bool is_plain_name(struct str name)
{
	uint32_t c;
	size_t len;

	for (size_t i = 0; i < name.len; i += len) {
		len = utf8_decode(name.ptr + i, name.len - i, &c);
		if (len == 0 || utf8_is_unprintable(c) || c == '"' || c == '\\')
			return false;
	}
	return true;
}

// A tab ends the name, so that spaces in it are not taken for what follows.
static void add_name(struct strbuf *out, const char *mark, const char *text)
{
	struct str name = str_of(text);

	strbuf_puts(out, mark);
	if (is_plain_name(name)) {
		strbuf_puts(out, text);
		strbuf_puts(out, strchr(text, ' ') ? "\t\n" : "\n");
		return;
	}
	strbuf_putc(out, '"');
	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.ptr[i];

		if (c == '"' || c == '\\')
			strbuf_printf(out, "\\%c", c);
		else if (c < ' ' || c >= 0x7F)
			strbuf_printf(out, "\\%03o", c);
		else
			strbuf_putc(out, (char)c);
	}
	strbuf_puts(out, "\"\n");
}

static struct diff diff_of(struct arena *arena, struct str before, struct str after)
{
	struct diff diff = { .arena = arena };

	diff.before = lines_of(arena, before);
	diff.after = lines_of(arena, after);
	cut_same_ends(&diff);
	mark_changes(&diff);
	return diff;
}

// Where a line begins in the text.
static size_t offset_of(const struct lines *lines, struct str text, size_t line)
{
	return line < lines->n ? (size_t)(lines->items[line].ptr - text.ptr) : text.len;
}

// Within a character, or between the two of a line break.
static bool is_within(struct str text, size_t at)
{
	if (at == 0 || at >= text.len)
		return false;
	return ((unsigned char)text.ptr[at] & 0xC0) == 0x80 || (text.ptr[at] == '\n' && text.ptr[at - 1] == '\r');
}

static struct edit trimmed(struct str before, struct str old, struct str new)
{
	size_t start = 0, end = 0, start_at = (size_t)(old.ptr - before.ptr);

	while (start < old.len && start < new.len &&old.ptr[start] == new.ptr[start])
		start++;
	while (is_within(old, start) || is_within(new, start))
		start--;
	while (end < old.len - start &&
	       end < new.len - start &&old.ptr[old.len - 1 - end] == new.ptr[new.len - 1 - end])
		end++;
	while (end > 0 && (is_within(old, old.len - end) || is_within(new, new.len - end)))
		end--;
	return (struct edit){
		.span = { (uint32_t)(start_at + start), (uint32_t)(start_at + old.len - end) },
		.text = str_slice(new, start, new.len - end),
	};
}

void edits_from_texts(struct arena *arena, struct str before, struct str after, struct edit_list *edits)
{
	struct diff diff = diff_of(arena, before, after);
	struct place at = { 0 };

	for (;;) {
		size_t n = n_same_at(&diff, at);
		struct place start = { at.x + n, at.y + n };
		struct str old, new;

		if (is_end(&diff, start))
			return;
		at = past_changes(&diff, start);
		old = str_slice(before, offset_of(&diff.before, before, start.x),
				offset_of(&diff.before, before, at.x));
		new = str_slice(after, offset_of(&diff.after, after, start.y), offset_of(&diff.after, after, at.y));
		ARENA_PUSH(arena, edits->items, edits->n, edits->cap) = trimmed(before, old, new);
	}
}

void diff_from_texts(struct strbuf *out, const char *name, struct str before, struct str after)
{
	struct diff diff;

	if (str_eq(before, after))
		return;
	diff = diff_of(out->arena, before, after);
	add_name(out, "--- ", name);
	add_name(out, "+++ ", name);
	add_hunks(out, &diff);
}
