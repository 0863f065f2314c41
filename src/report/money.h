// SPDX-License-Identifier: Apache-2.0
// In: amounts of money and of time. Out: text, for programs and for people.
#ifndef AKASHLINT_REPORT_MONEY_H
#define AKASHLINT_REPORT_MONEY_H

#include "base/str.h"

// Plain decimals, six of them or what a small amount needs, without zeros at the end.
struct str exact_money(struct arena *arena, double amount);
// Cents; amounts below a dime keep enough digits not to be 0.
const char *short_money(struct arena *arena, double amount);
// "700 uakt": without zeros at the end, and of the denomination what a table has room for. Escaped.
const char *price_text(struct arena *arena, struct str amount, struct str denom);
struct str duration_text(struct arena *arena, int64_t nanoseconds);

#endif
