// SPDX-License-Identifier: Apache-2.0
// In: a text without line breaks. Out: lines that fit a terminal.
#ifndef AKASHLINT_REPORT_WRAP_H
#define AKASHLINT_REPORT_WRAP_H

#include "base/str.h"

enum { WRAP_WIDTH = 80 };

// Every line is indented by `indent` columns; what is in the buffer's last line already (`column`
// columns of it) is gone on with. Ends with a line break.
void add_wrapped(struct strbuf *out, const char *text, size_t indent, size_t column);

#endif
