// SPDX-License-Identifier: Apache-2.0
// In: the text of a document, complete or half-written. Out: its tokens and entries, from which a cursor is made.
#include "lsp/cursor_scan.h"
#include "base/ascii.h"

bool scan_is_end(const struct scan *scan, uint32_t at)
{
	return at >= scan->len || is_line_break(scan->text[at]);
}

static bool is_blank(const struct scan *scan, uint32_t at)
{
	return at < scan->len && is_space(scan->text[at]);
}

bool scan_is_gap(const struct scan *scan, uint32_t at)
{
	return scan_is_end(scan, at) || is_blank(scan, at);
}

bool scan_is_comment(const struct scan *scan, uint32_t at)
{
	return at < scan->len && scan->text[at] == '#' && (at == scan->line || scan_is_gap(scan, at - 1));
}

bool scan_is_one_of(const struct scan *scan, uint32_t at, const char *chars)
{
	return at < scan->len && is_char_of(scan->text[at], chars);
}

uint32_t scan_skip_blanks(const struct scan *scan, uint32_t at)
{
	while (is_blank(scan, at))
		at++;
	return at;
}

uint32_t scan_line_end(const struct scan *scan, uint32_t at)
{
	return (uint32_t)line_end_in((struct str){ scan->text, scan->len }, at);
}

uint32_t scan_next_line(const struct scan *scan, uint32_t at)
{
	return (uint32_t)next_line_in((struct str){ scan->text, scan->len }, at);
}

struct entry *scan_entry(const struct scan *scan, uint32_t entry)
{
	return &scan->cursor->entries[entry];
}

uint32_t scan_add_entry(struct scan *scan, uint32_t parent, struct entry entry)
{
	struct cursor *cursor = scan->cursor;

	if (cursor->n == CURSOR_MAX_ENTRIES) {
		scan->is_over = true;
		return parent;
	}
	entry.parent = parent;
	ARENA_PUSH(scan->cursor->arena, cursor->entries, cursor->n, cursor->cap) = entry;
	scan_entry(scan, parent)->has_entries = true;
	scan->entry = cursor->n - 1;
	return scan->entry;
}

bool scan_see(struct scan *scan, enum cursor_place place, uint32_t entry, const struct token *token)
{
	struct cursor *cursor = scan->cursor;
	struct span word = token->inner;

	if (scan->offset < word.start || scan->offset > word.end || scan_line_end(scan, word.start) < word.end)
		return false;
	cursor->place = place;
	cursor->entry = entry;
	cursor->own = 0;
	cursor->word = word;
	cursor->column = token->outer.start - scan->line;
	cursor->quote = token->quote;
	cursor->is_closed = token->is_closed;
	cursor->has_colon = false;
	cursor->is_flow = scan->is_flow;
	cursor->needs_space =
		token->outer.start > scan->line && scan_is_one_of(scan, word.start - 1, ":-") && place != PLACE_KEY;
	return true;
}

void scan_see_nothing(struct scan *scan, enum cursor_place place, uint32_t entry)
{
	struct token token = { .outer = { scan->offset, scan->offset }, .inner = { scan->offset, scan->offset } };

	scan_see(scan, place, entry, &token);
}

// Behind its last quote. A line that does not belong to what stands at `column` ends the search: the quote is not
// closed yet.
static uint32_t quoted_end(const struct scan *scan, uint32_t from, int32_t column)
{
	char quote = scan->text[from];
	uint32_t limit = scan->len - from > CURSOR_MAX_QUOTED ? from + CURSOR_MAX_QUOTED : scan->len;

	for (uint32_t at = from + 1; at < limit; at++) {
		uint32_t first;

		if (scan->text[at] == '\\' && quote == '"' && !scan_is_end(scan, at + 1)) {
			at++;
		} else if (scan->text[at] == quote && quote == '\'' && at + 1 < scan->len &&
			   scan->text[at + 1] == quote) {
			at++;
		} else if (scan->text[at] == quote) {
			return at + 1;
		} else if (scan_is_end(scan, at)) {
			first = scan_skip_blanks(scan, scan_next_line(scan, at));
			if (!scan_is_end(scan, first) && (int32_t)(first - scan_next_line(scan, at)) <= column)
				return 0;
			at = scan_next_line(scan, at) - 1;
		}
	}
	return 0;
}

static uint32_t without_blanks(const struct scan *scan, uint32_t start, uint32_t end)
{
	while (end > start && is_blank(scan, end - 1))
		end--;
	return end;
}

static struct token quoted_token(const struct scan *scan, uint32_t at, int32_t column)
{
	struct token token = { .quote = scan->text[at] };
	uint32_t end = quoted_end(scan, at, column);

	token.is_closed = end > 0;
	if (!end)
		end = without_blanks(scan, at + 1, scan_line_end(scan, at));
	token.outer = (struct span){ at, end };
	token.inner = (struct span){ at + 1, token.is_closed ? end - 1 : end };
	return token;
}

static bool is_quote(const struct scan *scan, uint32_t at)
{
	return scan_is_one_of(scan, at, "\"'");
}

// Up to a colon, if `is_key`, a comment or the end of the line; in brackets also to what ends an entry there.
static struct token plain_token(const struct scan *scan, uint32_t at, bool is_key)
{
	uint32_t start = at;
	struct token token = { 0 };

	for (; !scan_is_end(scan, at) && !scan_is_comment(scan, at); at++) {
		bool is_colon = scan->text[at] == ':' &&
				(scan_is_gap(scan, at + 1) || (scan->is_flow && scan_is_one_of(scan, at + 1, ",[]{}")));

		if ((is_colon && is_key) || (scan->is_flow && scan_is_one_of(scan, at, ",[]{}")))
			break;
	}
	token.outer = token.inner = (struct span){ start, without_blanks(scan, start, at) };
	return token;
}

struct token scan_token(const struct scan *scan, uint32_t at, bool is_key, int32_t column)
{
	return is_quote(scan, at) ? quoted_token(scan, at, column) : plain_token(scan, at, is_key);
}

uint32_t scan_skip_properties(const struct scan *scan, uint32_t at)
{
	while (scan_is_one_of(scan, at, "&!")) {
		while (!scan_is_gap(scan, at))
			at++;
		at = scan_skip_blanks(scan, at);
	}
	return at;
}
