// SPDX-License-Identifier: Apache-2.0
// In: what was matched. Out: a table, JSON, or HTML.
#ifndef AKASHLINT_REPORT_MATCH_H
#define AKASHLINT_REPORT_MATCH_H

#include "report/report.h"

// Nothing for an SDL that the network rejects: the caller shows why.
extern const struct report_format report_match_table, report_match_json, report_match_html;

#endif
