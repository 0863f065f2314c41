// SPDX-License-Identifier: Apache-2.0
// In: text and whether colours are wanted. Out: text with the terminal's escape sequences around it.
#ifndef AKASHLINT_REPORT_PAINT_H
#define AKASHLINT_REPORT_PAINT_H

#include "base/str.h"
#include "diag/rule.h"

// Parameters of "select graphic rendition".
#define PAINT_BOLD "1"
#define PAINT_FRAME "1;34"

const char *severity_paint(enum severity severity);
// `color` NULL: nothing is added.
void paint_on(struct strbuf *out, const char *color);
void paint_off(struct strbuf *out, const char *color);
void paint(struct strbuf *out, const char *color, const char *text);

#endif
