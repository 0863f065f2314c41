// SPDX-License-Identifier: Apache-2.0
// In: prices per block. Out: prices per hour and per month.
#ifndef AKASHLINT_REPORT_MAX_PRICE_H
#define AKASHLINT_REPORT_MAX_PRICE_H

#include "diag/settings.h"
#include "sdl/sdl.h"

// An SDL agrees to any price up to this.
struct max_price {
	struct str denom;
	double per_block;    // in `denom`
	double usd_per_unit; // 0: not known
};

// The price of all replicas of a service on one placement.
struct max_price max_price_of(const struct settings *settings, const struct sdl_assignment *assignment);
struct resource_group;
struct max_price max_price_of_group(const struct settings *settings, const struct resource_group *group);
// A deployment has one denomination, or the network rejects it. *sum begins with 0.
void max_price_add(struct max_price *sum, const struct max_price *more);
// "$588.52 per hour, $429909.00 per month", or in what the denomination's name says.
void max_price_to_text(struct strbuf *out, const struct max_price *max_price);
double max_price_per_hour(const struct max_price *max_price);
double max_price_per_month(const struct max_price *max_price);

#endif
