// SPDX-License-Identifier: Apache-2.0
// In: the matches of one group. Out: how many providers are left after each check, as bars.
#ifndef AKASHLINT_REPORT_MATCH_FUNNEL_H
#define AKASHLINT_REPORT_MATCH_FUNNEL_H

#include "match/match_all.h"
#include "report/style.h"

// Nothing for a few providers, and where all fit.
void match_funnel(struct strbuf *out, const struct style *style, const struct match *matches, size_t n);

#endif
