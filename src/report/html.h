// SPDX-License-Identifier: Apache-2.0
// In: texts and numbers. Out: one page of HTML that needs nothing else, with tables that can be sorted.
#ifndef AKASHLINT_REPORT_HTML_H
#define AKASHLINT_REPORT_HTML_H

#include "report/columns.h"

// All texts are escaped here for HTML; names and the like must be escaped for people already (escaped_text).
void html_begin(struct strbuf *out, const char *title);
void html_end(struct strbuf *out);
void html_text(struct strbuf *out, const char *text);
void html_element(struct strbuf *out, const char *name, const char *text);

// All cells of a column with is_right are numbers.
void html_table_begin(struct strbuf *out, const struct column *columns, size_t n);
void html_table_end(struct strbuf *out);
// `is_out`: it counts for less than the others.
void html_row_begin(struct strbuf *out, bool is_out);
void html_row_end(struct strbuf *out);
// `small` is a second, smaller line.
void html_cell(struct strbuf *out, const char *class_name, const char *text, const char *small);
// Sorted by `number`, or last where it is not known. With a bar it is a share of 1.
void html_number(struct strbuf *out, bool is_known, double number, const char *text, bool has_bar);

#endif
