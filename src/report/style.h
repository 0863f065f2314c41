// SPDX-License-Identifier: Apache-2.0
// In: text for people. Out: the same text in the terminal's characters and colours, in lines that fit it.
#ifndef AKASHLINT_REPORT_STYLE_H
#define AKASHLINT_REPORT_STYLE_H

#include "base/str.h"
#include "diag/rule.h"

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

enum { WRAP_WIDTH = 80 };

// Every line is indented by `indent` columns; what is in the buffer's last line already (`column`
// columns of it) is gone on with. Ends with a line break.
void add_wrapped(struct strbuf *out, const char *text, size_t indent, size_t column);

// Parameters of "select graphic rendition".
#define PAINT_BOLD "1"
#define PAINT_FRAME "1;34"

const char *severity_paint(enum severity severity);
// `color` NULL: nothing is added.
void paint_on(struct strbuf *out, const char *color);
void paint_off(struct strbuf *out, const char *color);
void paint(struct strbuf *out, const char *color, const char *text);

#endif
