// SPDX-License-Identifier: Apache-2.0
// In: the price of a profile on a placement. Out: findings if it is missing, or about its amount.
#include "base/number.h"
#include "catalogue/providers.h"
#include "query/common.h"
#include "rules/price_denom.h"
#include "sdl/meant_number.h"

static void check_amount(struct run *run, const struct sdl_price *price);
static void check_range(struct run *run, const struct sdl_price *price);
static void check_null(struct run *run, const struct sdl_price *price);

const struct rule rule_price_amount_invalid = {
	.id = "price-amount-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the amount of a price is not a positive decimal number",
	.why = "An amount is a number above zero, written in digits, with at most 18 decimals after a dot: no comma, no exponent. The network rejects any other, in every placement.",
	.fix = "Write an amount such as 10000 or 0.5.",
	.source = "chain-sdk go/sdl/coin.go; cosmossdk.io/math LegacyNewDecFromStr",
	.on = { .price = check_amount },
};

const struct rule rule_price_amount_range = {
	.id = "price-amount-range",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the amount of a price is above the limit",
	.why = "The network rejects an amount above 10000000 for a deployed profile. The amount is for one block (about six seconds) of one replica.",
	.fix = "Lower the amount.",
	.source = "chain-sdk go/node/deployment/v1beta4/validation_config.go",
	.on = { .price = check_range },
};

const struct rule rule_price_missing = {
	.id = "price-missing",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a deployed profile has an empty price",
	.why = "pricing has the name of the profile with nothing under it. The network's parser crashes on that.",
	.fix = "Add denom: and amount: under it.",
	.source = "chain-sdk go/node/deployment/v1beta4/groupspec.go",
	.on = { .price = check_null },
};

static struct diag *report_amount(struct run *run, const struct leaf_amount *amount)
{
	const struct rule *rule = &rule_price_amount_invalid;
	const char *value = quoted(run, amount->text);

	switch (amount->fault) {
	case AMOUNT_DECIMALS:
		return diag_add(run, rule, amount->at, "the amount %s has more than 18 decimals", value);
	case AMOUNT_ZERO:
		return diag_add(run, rule, amount->at, "the amount must be more than zero, not %s", value);
	case AMOUNT_NEGATIVE:
		return diag_add(run, rule, amount->at, "the amount can't be negative: %s", value);
	case AMOUNT_OVERFLOW:
		return diag_add(run, rule, amount->at, "the amount %s is larger than any price can be", value);
	default:
		return diag_add(run, rule, amount->at, "the amount must be a decimal number, not %s", value);
	}
}

// Dollars are a price for an hour or a month, and the amount is one for a block.
static void help_dollars(struct run *run, struct diag *diag, struct str dollars)
{
	double usd = 0, unit = denom_usd(run->settings, str_of(network.price_denoms[0]));

	float_from_str(dollars, &usd);
	if (usd <= 0 || unit <= 0)
		return;
	diag_help(run, diag, "write %s per block: %.*s US dollars an hour are %.0f, and a month %.3g",
		  network.price_denoms[0], (int)dollars.len, dollars.ptr, usd / unit / providers.blocks_per_hour,
		  usd / unit / providers.blocks_per_month);
}

// "1.5 USD", "$", "0.5/hr": for a time, or in another currency.
static bool is_dollars(struct str text, struct str rest)
{
	static const char *const words[] = { "usd", "$", "dollars", "dollar", NULL };

	for (const char *const *word = words; *word; word++)
		if (str_is_nocase(rest, *word))
			return true;
	return text.ptr[0] < '0' || text.ptr[0] > '9' || str_has_prefix(rest, "/") || str_has_prefix(rest, "per ");
}

// "1e4", "10k": written out.
static struct str written_out(struct run *run, struct str text, struct str number, struct str rest)
{
	bool is_thousands = str_is_nocase(rest, "k");
	double value;

	if (float_from_str(is_thousands ? number : text, &value) != NUMBER_OK || value < 0 ||
	    value > (double)network.unit.price.max)
		return number;
	return str_of(arena_printf(run->arena, "%.0f", is_thousands ? value * 1000 : value));
}

// "0,5", "100,000", "5000uact", "$1.20", "10k", "1000;".
static bool suggest_amount(struct run *run, struct diag *diag, const struct sdl_price *price)
{
	const struct leaf_amount *amount = &price->amount;
	struct amount value;
	struct str rest, text;
	struct strbuf number = strbuf_in(run->arena);

	if (!number_meant(amount->text, &number, &rest))
		return false;
	text = (struct str){ number.text, number.len };
	if (is_dollars(amount->text, rest)) {
		help_dollars(run, diag, text);
		return true;
	}
	if (rest.len && !is_denom(rest)) {
		text = written_out(run, amount->text, text, rest);
		if (text.ptr == number.text && !str_is(rest, ";") && !str_is(rest, ","))
			return false;
		rest = STR("");
	}
	if (amount_from_str(text, &value))
		return false;
	if (has_denom_in_amount(price)) {
		diag_help(run, diag, "write amount: %s and, on a line of its own, denom: %s", text.ptr,
			  escaped(run, rest));
		diag_supplies(run, diag, "%s.denom", node_place(run, price->entry.key));
		return true;
	}
	diag_help(run, diag, rest.len ? "write %s: the denomination belongs in \"denom\"" : "write %s", text.ptr);
	fix_scalar(run, diag, arena_printf(run->arena, "write %s", text.ptr), amount->at, text);
	if (diag->fix)
		diag->fix->is_unsafe = true;
	return true;
}

static void check_amount(struct run *run, const struct sdl_price *price)
{
	const struct leaf_amount *amount = &price->amount;
	struct diag *diag;

	if (price->is_null || amount->is_bad || !amount->fault || is_price_swapped(price))
		return;
	if (!amount->at || amount->text.len == 0)
		diag = diag_add(run, &rule_price_amount_invalid, amount->at ? amount->at : price->entry.key,
				"the price of %s has no amount%s", quoted(run, price->entry.name),
				price->denom.at ? "" : " and no denomination");
	else
		diag = report_amount(run, amount);
	if (!amount->at)
		diag_lacks(run, diag, "%s.amount", node_place(run, price->entry.key));
	if (amount->at && suggest_amount(run, diag, price))
		return;
	diag_help(run, diag, "write a decimal number such as 10000");
}

static void check_range(struct run *run, const struct sdl_price *price)
{
	struct amount limit = amount_from_u64(network.unit.price.max);
	struct diag *diag;

	if (!price->is_deployed || price->is_null || price->amount.is_bad || price->amount.fault ||
	    amount_cmp(&price->amount.value, &limit) <= 0)
		return;
	diag = diag_add(run, &rule_price_amount_range, price->amount.at, "the amount %s is above the limit of %llu",
			quoted(run, price->amount.text), (unsigned long long)network.unit.price.max);
	diag_help(run, diag, "lower it: the amount is for one block (about six seconds) of one replica");
}

static void check_null(struct run *run, const struct sdl_price *price)
{
	struct diag *diag;

	if (!price->is_deployed || !price->is_null)
		return;
	diag = diag_add(run, &rule_price_missing, price->entry.key, "the profile %s has no price",
			quoted(run, price->entry.name));
	diag_lacks(run, diag, "%s.amount", node_place(run, price->entry.key));
	diag_help(run, diag, "add denom: and amount: under it");
}
