// SPDX-License-Identifier: Apache-2.0
// In: the text of a document, complete or half-written, and an offset. Out: its entries, and the place of the offset.
//
// One pass from the start to the end. What is open when a line begins is known from its indentation alone, so that a
// quote or a bracket which is not closed yet spoils no more than its own entry.
#include "lsp/cursor_scan.h"

// What a line of this column belongs to. A list may stand as far left as the key that it belongs to.
static uint32_t parent_of(const struct scan *scan, uint32_t column, bool is_item)
{
	uint32_t at = scan->entry;
	const struct entry *entry;

	for (;; at = entry->parent) {
		entry = scan_entry(scan, at);
		if (entry->column < (int32_t)column || (is_item && entry->column == (int32_t)column && !entry->is_item))
			return at;
	}
}

static bool is_taken(const struct entry *entry)
{
	return (entry->value.end > entry->value.start && !entry->has_entries) || entry->bracket;
}

// A | or > and the lines below it. Blank lines at the end belong to it as far as they are indented: is_taken.
static void skip_block_scalar(struct scan *scan, uint32_t entry)
{
	int32_t column = scan_entry(scan, entry)->column;
	uint32_t end = scan_line_end(scan, scan->at);

	scan_entry(scan, entry)->value = (struct span){ scan->at, scan->at + 1 };
	scan->at = end;
	while (end < scan->len) {
		uint32_t start = scan_next_line(scan, end), first = scan_skip_blanks(scan, start);
		bool is_empty = scan_is_end(scan, first);

		if (!is_empty && (int32_t)(first - start) <= column)
			return;
		end = scan_line_end(scan, first);
		if (!is_empty)
			scan->at = end;
	}
}

// What stands behind a colon or a dash, or below it.
static void take_value(struct scan *scan, enum cursor_place place, uint32_t entry)
{
	struct entry *own = scan_entry(scan, entry);
	struct token token;

	scan->at = scan_skip_properties(scan, scan->at);
	if (scan_is_end(scan, scan->at) || scan_is_comment(scan, scan->at))
		return;
	if (scan_is_one_of(scan, scan->at, "[{")) {
		scan_flow(scan, entry);
	} else if (scan_is_one_of(scan, scan->at, "|>")) {
		skip_block_scalar(scan, entry);
	} else {
		token = scan_token(scan, scan->at, false, own->column);
		if (!is_taken(own))
			scan_see(scan, place, entry, &token);
		if (!own->has_entries && own->value.start == own->value.end)
			own->value = token.inner;
		scan->at = token.outer.end;
	}
}

static void take_key(struct scan *scan, const struct token *token, uint32_t colon)
{
	struct cursor *cursor = scan->cursor;
	uint32_t column = token->outer.start - scan->line, parent = parent_of(scan, column, false), first, own;
	struct entry entry = { .column = (int32_t)column, .key = token->outer };
	bool is_free;

	entry.name = cursor_text(cursor, token->inner);
	own = scan_add_entry(scan, parent, entry);
	if (scan_see(scan, PLACE_KEY, parent, token)) {
		cursor->own = own;
		cursor->has_colon = true;
	}
	scan->at = first = scan_skip_blanks(scan, colon + 1);
	is_free = scan_is_end(scan, first) || (scan_is_comment(scan, first) && scan->offset < first);
	if (is_free && scan->offset > colon && scan->offset <= first)
		scan_see_nothing(scan, PLACE_VALUE, own);
	take_value(scan, PLACE_VALUE, own);
}

static void take_content(struct scan *scan)
{
	struct token token;
	uint32_t parent, colon;

	scan->at = scan_skip_properties(scan, scan->at);
	if (scan_is_one_of(scan, scan->at, "[{|>") || scan_is_end(scan, scan->at) || scan_is_comment(scan, scan->at)) {
		take_value(scan, PLACE_NONE, parent_of(scan, scan->at - scan->line, false));
		return;
	}
	token = scan_token(scan, scan->at, true, (int32_t)(scan->at - scan->line));
	colon = scan_skip_blanks(scan, token.outer.end);
	if (scan_is_one_of(scan, colon, ":") && scan_is_gap(scan, colon + 1)) {
		take_key(scan, &token, colon);
		return;
	}
	parent = parent_of(scan, scan->at - scan->line, false);
	take_value(scan, PLACE_START, parent);
}

// "- " and what stands behind it, which may be the same again.
static void take_items(struct scan *scan)
{
	while (scan_is_one_of(scan, scan->at, "-") && scan_is_gap(scan, scan->at + 1) && !scan->is_over) {
		uint32_t column = scan->at - scan->line, start = scan->at + 1;
		struct entry entry = { .column = (int32_t)column, .is_item = true };
		uint32_t item = scan_add_entry(scan, parent_of(scan, column, true), entry);

		scan->at = scan_skip_blanks(scan, start);
		if (scan_is_end(scan, scan->at) && start <= scan->offset && scan->offset <= scan->at)
			scan_see_nothing(scan, PLACE_START, item);
	}
}

static bool is_marker(const struct scan *scan, uint32_t at, const char *marker)
{
	return scan->len - at >= 3 && memcmp(scan->text + at, marker, 3) == 0 && scan_is_gap(scan, at + 3);
}

// False at the end of the first document: the rest does not count.
static bool take_line(struct scan *scan)
{
	uint32_t first = scan_skip_blanks(scan, scan->line), parent;

	scan->at = first;
	if (is_marker(scan, scan->line, "...") || (is_marker(scan, scan->line, "---") && scan->cursor->n > 1))
		return false;
	if (scan_is_end(scan, first)) {
		if (scan->offset < scan->line || scan->offset > first)
			return true;
		parent = parent_of(scan, scan->offset - scan->line, false);
		if (!is_taken(scan_entry(scan, parent)))
			scan_see_nothing(scan, PLACE_START, parent);
	} else if (!scan_is_comment(scan, first) && !is_marker(scan, scan->line, "---") &&
		   scan->text[scan->line] != '%') {
		take_items(scan);
		if (!scan_is_end(scan, scan->at) && !scan->is_over)
			take_content(scan);
	}
	return true;
}

// What is begun beside its siblings, further to the left or to the right, would be none of them.
static bool is_beside_siblings(const struct cursor *cursor)
{
	for (uint32_t i = 1; i < cursor->n; i++)
		if (cursor->entries[i].parent == cursor->entry)
			return cursor->entries[i].column == (int32_t)cursor->column;
	return true;
}

void cursor_from_text(struct cursor *cursor, struct arena *arena, struct str text, uint32_t offset)
{
	struct scan scan = { .cursor = cursor, .text = text.ptr, .len = (uint32_t)text.len, .offset = offset };

	*cursor = (struct cursor){ .arena = arena, .text = text };
	ARENA_PUSH(arena, cursor->entries, cursor->n, cursor->cap) = (struct entry){ .column = -1 };
	scan.line = str_has_prefix(text, "\xEF\xBB\xBF") ? 3 : 0;
	while (take_line(&scan) && !scan.is_over) {
		uint32_t end = scan_line_end(&scan, scan.at);

		if (end == scan.len)
			break;
		scan.line = scan_next_line(&scan, end);
	}
	if (cursor->place == PLACE_START && !is_beside_siblings(cursor))
		cursor->place = PLACE_NONE;
}
