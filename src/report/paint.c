// SPDX-License-Identifier: Apache-2.0
// In: text and whether colours are wanted. Out: text with the terminal's escape sequences around it.
#include "report/paint.h"

const char *severity_paint(enum severity severity)
{
	return severity == SEVERITY_ERROR ? "1;31" : severity == SEVERITY_WARNING ? "1;33" : "1;36";
}

void paint_on(struct strbuf *out, const char *color)
{
	if (color)
		strbuf_printf(out, "\033[%sm", color);
}

void paint_off(struct strbuf *out, const char *color)
{
	if (color)
		strbuf_puts(out, "\033[0m");
}

void paint(struct strbuf *out, const char *color, const char *text)
{
	paint_on(out, color);
	strbuf_puts(out, text);
	paint_off(out, color);
}
