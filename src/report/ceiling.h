// SPDX-License-Identifier: Apache-2.0
// In: prices per block. Out: prices per hour and per month.
#ifndef AKASHLINT_REPORT_CEILING_H
#define AKASHLINT_REPORT_CEILING_H

#include "diag/settings.h"
#include "sdl/sdl.h"

// An SDL agrees to any price up to this.
struct ceiling {
	struct str denom;
	double per_block;    // in `denom`
	double usd_per_unit; // 0: not known
};

// Of all replicas of a service on one placement.
struct ceiling ceiling_of(const struct settings *settings, const struct sdl_leaf *leaf);
struct resource_group;
struct ceiling ceiling_of_group(const struct settings *settings, const struct resource_group *group);
// A deployment has one denomination, or the network rejects it. *sum begins with 0.
void ceiling_add(struct ceiling *sum, const struct ceiling *more);
// "$588.52 per hour, $429909.00 per month", or in what the denomination's name says.
void ceiling_to_text(struct strbuf *out, const struct ceiling *ceiling);
double ceiling_per_hour(const struct ceiling *ceiling);
double ceiling_per_month(const struct ceiling *ceiling);

#endif
