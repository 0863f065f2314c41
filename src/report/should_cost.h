// SPDX-License-Identifier: Apache-2.0
// In: a group of a deployment. Out: what it should cost: by the providers' price script, and by present offers.
#ifndef AKASHLINT_REPORT_SHOULD_COST_H
#define AKASHLINT_REPORT_SHOULD_COST_H

#include "diag/diag.h"
#include "query/market_price.h"
#include "report/json.h"
#include "report/max_price.h"
#include "report/style.h"

struct should_cost {
	struct default_bid bid; // dollars a month
	double ceiling_times;   // the ceiling, in default bids; 0: not known
	bool has_offers;        // with --prices, for all of its GPUs:
	double least, median;   // dollars an hour
};

// With as many blocks in an hour and a month as the providers' price script counts.
double usd_per_hour(double usd_per_month);
struct should_cost should_cost_of(struct run *run, const struct resource_group *group);
// Adds "default_bid" and, where there are offers, "offers".
void put_should_cost(struct json *json, json_t *object, const struct should_cost *cost);
// Current offers for these GPUs; "" if unknown.
const char *offers_text(struct arena *arena, const struct should_cost *cost);
void add_should_cost(struct strbuf *out, const struct style *style, const struct should_cost *cost);

#endif
