// SPDX-License-Identifier: Apache-2.0
// In: a denomination, or a price. Out: what the rules on denominations say of it.
#ifndef AKASHLINT_RULES_PRICE_DENOM_H
#define AKASHLINT_RULES_PRICE_DENOM_H

#include "sdl/sdl.h"

extern const struct rule rule_price_denom_not_accepted;

// "denom: 10000" with "amount: uact", which is one finding.
bool is_price_swapped(const struct sdl_price *price);
// Without a denomination, which the amount has: "10000uact", one finding too.
bool has_denom_in_amount(const struct sdl_price *price);
// Whether the chain refuses prices in it, and the rule is on.
bool is_denom_refused_by_chain(const struct run *run, struct str denom);

#endif
