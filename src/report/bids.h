// SPDX-License-Identifier: Apache-2.0
// In: the bids on a deployment, judged. Out: a table, JSON, or HTML.
#ifndef AKASHLINT_REPORT_BIDS_H
#define AKASHLINT_REPORT_BIDS_H

#include "report/report.h"

// Nothing for an SDL that the network rejects: the caller shows why.
extern const struct report_format report_bids_table, report_bids_json, report_bids_html;

#endif
