// SPDX-License-Identifier: Apache-2.0
// In: totals. Out: the summary line.
#ifndef AKASHLINT_REPORT_SUMMARY_H
#define AKASHLINT_REPORT_SUMMARY_H

#include "report/report.h"

// Nothing when no file was checked.
void add_summary(struct strbuf *out, const struct totals *totals);

#endif
