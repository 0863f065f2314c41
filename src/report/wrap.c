// SPDX-License-Identifier: Apache-2.0
// In: a text without line breaks. Out: lines that fit a terminal.
#include "report/wrap.h"

#include <string.h>

#include "base/utf8.h"

void add_wrapped(struct strbuf *out, const char *text, size_t indent, size_t column)
{
	bool is_at_start = true;

	while (*text) {
		size_t len = strcspn(text, " "), width = utf8_count(text, len);

		if (!is_at_start && column + 1 + width > WRAP_WIDTH) {
			strbuf_putc(out, '\n');
			column = 0;
			is_at_start = true;
		}
		if (!is_at_start || column >= indent) {
			strbuf_putc(out, ' ');
			column++;
		} else {
			strbuf_printf(out, "%*s", (int)(indent - column), "");
			column = indent;
		}
		is_at_start = false;
		strbuf_add(out, text, len);
		column += width;
		text += len + strspn(text + len, " ");
	}
	strbuf_putc(out, '\n');
}
