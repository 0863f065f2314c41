// SPDX-License-Identifier: Apache-2.0
// In: the price of a profile on a placement. Out: findings if it is missing, or about its amount.
#include "rules/common.h"

static void check_amount(struct run *run, const struct sdl_price *price);
static void check_range(struct run *run, const struct sdl_price *price);
static void check_null(struct run *run, const struct sdl_price *price);

const struct rule rule_price_amount_invalid = {
	.id = "price-amount-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the amount of a price is not a positive decimal number",
	.why = "An amount is more than zero and has digits only, with a dot before at most 18 decimals: no comma, no exponent. The network refuses any other, in every placement.",
	.fix = "Write an amount such as 10000 or 0.5.",
	.source = "chain-sdk go/sdl/coin.go; cosmossdk.io/math LegacyNewDecFromStr",
	.on = { .price = check_amount },
};

const struct rule rule_price_amount_range = {
	.id = "price-amount-range",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the amount of a price is above the limit",
	.why = "The network refuses an amount of more than 10000000 for a profile that is deployed. The amount is for one block (about six seconds) of one replica.",
	.fix = "Lower the amount.",
	.source = "chain-sdk go/node/deployment/v1beta4/validation_config.go",
	.on = { .price = check_range },
};

const struct rule rule_price_missing = {
	.id = "price-missing",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a deployed profile has an empty price",
	.why = "pricing has the name of the profile with nothing below it. The network's parser crashes on that.",
	.fix = "Add denom: and amount: below it.",
	.source = "chain-sdk go/node/deployment/v1beta4/groupspec.go",
	.on = { .price = check_null },
};

static struct diag *report_amount(struct run *run, const struct leaf_amount *amount)
{
	const struct rule *rule = &rule_price_amount_invalid;
	const char *value = quoted(run, amount->text);

	switch (amount->fault) {
	case AMOUNT_DECIMALS:
		return report(run, rule, amount->at, "the amount %s has more than 18 decimals", value);
	case AMOUNT_ZERO:
		return report(run, rule, amount->at, "the amount must be more than zero, not %s", value);
	case AMOUNT_NEGATIVE:
		return report(run, rule, amount->at, "the amount can't be negative, but is %s", value);
	case AMOUNT_OVERFLOW:
		return report(run, rule, amount->at, "the amount %s is larger than any price can be", value);
	default:
		return report(run, rule, amount->at, "the amount must be a decimal number, not %s", value);
	}
}

static void check_amount(struct run *run, const struct sdl_price *price)
{
	const struct leaf_amount *amount = &price->amount;
	struct diag *diag;

	if (price->is_null || amount->is_bad || !amount->fault)
		return;
	if (!amount->at || amount->text.len == 0)
		diag = report(run, &rule_price_amount_invalid, amount->at ? amount->at : price->entry.key, "the price of %s has no amount%s",
			      quoted(run, price->entry.name), price->denom.at ? "" : " and no denomination");
	else
		diag = report_amount(run, amount);
	if (!amount->at)
		diag_lacks(run, diag, "%s.amount", node_place(run, price->entry.key));
	diag_help(run, diag, "write a decimal number such as 10000");
}

static void check_range(struct run *run, const struct sdl_price *price)
{
	struct amount limit = amount_from_u64(network.unit.price.max);
	struct diag *diag;

	if (!price->is_deployed || price->is_null || price->amount.is_bad || price->amount.fault ||
	    amount_cmp(&price->amount.value, &limit) <= 0)
		return;
	diag = report(run, &rule_price_amount_range, price->amount.at, "the amount %s is above the limit of %llu",
		      quoted(run, price->amount.text), (unsigned long long)network.unit.price.max);
	diag_help(run, diag, "lower it: the amount is for one block (about six seconds) of one replica");
}

static void check_null(struct run *run, const struct sdl_price *price)
{
	struct diag *diag;

	if (!price->is_deployed || !price->is_null)
		return;
	diag = report(run, &rule_price_missing, price->entry.key, "the profile %s has no price", quoted(run, price->entry.name));
	diag_help(run, diag, "add denom: and amount: below it");
}
