// SPDX-License-Identifier: Apache-2.0
// In: a denomination. Out: whether the rule on those that the chain refuses has something to say of it.
#ifndef AKASHLINT_RULES_PRICE_DENOM_H
#define AKASHLINT_RULES_PRICE_DENOM_H

#include "diag/settings.h"

extern const struct rule rule_price_denom_not_accepted;

// Whether the chain refuses prices in it, and the rule is on.
bool is_denom_refused_by_chain(const struct run *run, struct str denom);

#endif
