// SPDX-License-Identifier: Apache-2.0
// In: the matches of one group. Out: how many providers are left after each check, as bars or in a line.
#ifndef AKASHLINT_REPORT_MATCH_FUNNEL_H
#define AKASHLINT_REPORT_MATCH_FUNNEL_H

#include "match/match.h"

// Bars where there is colour: they are for a terminal. Nothing for a few providers, and where all fit.
void match_funnel(struct strbuf *out, const struct match *matches, size_t n, bool has_color);

#endif
