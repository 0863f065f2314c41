// SPDX-License-Identifier: Apache-2.0
// In: text for people. Out: the same text in the terminal's characters, in lines that fit it.
#ifndef AKASHLINT_REPORT_STYLE_H
#define AKASHLINT_REPORT_STYLE_H

#include "base/str.h"

struct style {
	bool has_color;
	bool is_ascii; // write nothing else
	size_t width;  // of a line, in columns
};

// In columns of the terminal.
size_t text_width(const char *text);
// `text` itself, or in ASCII where the style needs that: signs become similar ones, letters \u escapes.
const char *styled_text(struct arena *arena, const struct style *style, const char *text);
// How many bytes of `text` fit into `width` columns: up to a space if possible, else up to a punctuation mark, else as
// many as fit; at least one character.
size_t line_len(const char *text, size_t width);
// Takes that line off *text, with the spaces after it, and returns it without spaces at its end.
struct str take_line(const char **text, size_t width);
// Writes `text` in lines of the style's width, the first indented by `indent` columns and the others by `hang`.
// `paint` may be NULL.
void add_lines(struct strbuf *out, const struct style *style, size_t indent, size_t hang, const char *paint,
	       const char *text);
void add_spaces(struct strbuf *out, size_t n);

#endif
