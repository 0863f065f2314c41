// SPDX-License-Identifier: Apache-2.0
// In: the text of a document, complete or half-written. Out: its tokens and entries, from which a cursor is made.
#ifndef AKASHLINT_LSP_CURSOR_SCAN_H
#define AKASHLINT_LSP_CURSOR_SCAN_H

#include "lsp/cursor.h"

struct scan {
	struct cursor *cursor;
	const char *text;
	uint32_t len, offset, at;
	uint32_t line;  // where the line begins
	uint32_t entry; // the last one, innermost
	bool is_flow;   // in brackets
	bool is_over;   // there are too many entries
};

struct token {
	struct span outer, inner; // with and without quotes
	char quote;               // 0: none
	bool is_closed;
};

// `at` may be the length of the text in all of these.
bool scan_is_end(const struct scan *scan, uint32_t at); // of a line
bool scan_is_gap(const struct scan *scan, uint32_t at); // a blank, or the end of a line
bool scan_is_comment(const struct scan *scan, uint32_t at);
bool scan_is_one_of(const struct scan *scan, uint32_t at, const char *chars);
uint32_t scan_skip_blanks(const struct scan *scan, uint32_t at);
// Anchors and tags.
uint32_t scan_skip_properties(const struct scan *scan, uint32_t at);
uint32_t scan_line_end(const struct scan *scan, uint32_t at);
// Behind the line break at `at`.
uint32_t scan_next_line(const struct scan *scan, uint32_t at);

struct entry *scan_entry(const struct scan *scan, uint32_t entry);
// Its index; that of the parent where there are too many.
uint32_t scan_add_entry(struct scan *scan, uint32_t parent, struct entry entry);
// In quotes up to the last of them. A line that does not belong to `column` ends the search: the quote is not closed
// yet. A plain token ends with a colon, if `is_key`, a comment or the line, and in brackets with what ends an entry.
struct token scan_token(const struct scan *scan, uint32_t at, bool is_key, int32_t column);
// If the offset is in the token, this is its place; says whether it is.
bool scan_see(struct scan *scan, enum cursor_place place, uint32_t entry, const struct token *token);
// The same where there is no token; the caller knows that the offset is there.
void scan_see_nothing(struct scan *scan, enum cursor_place place, uint32_t entry);

// From the bracket at scan->at to the one that closes it, or to a line that does not belong to the entry.
void scan_flow(struct scan *scan, uint32_t entry);

#endif
