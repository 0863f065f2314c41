// SPDX-License-Identifier: Apache-2.0
// In: a bid and its group. Out: its price, and a reason if that is above the SDL's.
#include "base/arena.h"
#include "bids/judge_steps.h"
#include "catalogue/providers.h"

// Without the zeros at the end.
static const char *amount_text(struct arena *arena, const struct amount *amount)
{
	struct strbuf text = strbuf_in(arena);

	amount_to_text(&text, amount);
	while (text.text[text.len - 1] == '0')
		text.len--;
	text.len -= text.text[text.len - 1] == '.';
	text.text[text.len] = '\0';
	return text.text;
}

static const char *fault_text(enum amount_fault fault)
{
	switch (fault) {
	case AMOUNT_DECIMALS:
		return "has more than 18 decimals";
	case AMOUNT_ZERO:
		return "is zero, which the network rejects";
	case AMOUNT_NEGATIVE:
		return "is negative";
	case AMOUNT_OVERFLOW:
		return "is too large for the network";
	default:
		return "is not a number";
	}
}

static void add_value(struct judge *judge, const struct amount *amount)
{
	struct judged_bid *bid = judge->bid;
	double rate = denom_usd(judge->run->settings, bid->bid->denom), usd = rate * amount_to_double(amount);

	bid->has_usd = rate > 0;
	bid->usd_per_hour = usd * providers.blocks_per_hour;
	bid->usd_per_month = usd * providers.blocks_per_month;
}

static void compare(struct judge *judge, const struct amount *amount)
{
	const struct judged_group *group = judge->group;
	struct str denom = judge->bid->bid->denom;
	double ceiling = amount_to_double(&group->ceiling);

	if (!group->has_ceiling || ceiling <= 0)
		return;
	judge->bid->has_share = true;
	judge->bid->of_ceiling = amount_to_double(amount) / ceiling;
	if (amount_cmp(amount, &group->ceiling) > 0)
		bid_reason(judge, "price", "%s %s per block is above the SDL's ceiling of %s",
			   amount_text(judge->arena, amount), escaped(judge->run, denom),
			   amount_text(judge->arena, &group->ceiling));
}

void judge_price(struct judge *judge)
{
	const struct bid *bid = judge->bid->bid;
	struct str wanted = judge->group ? judge->group->group->units[0]->price->denom.text : STR("");
	struct amount amount = { { 0 } };
	bool is_readable = bid->amount_fault == AMOUNT_OK || bid->amount_fault == AMOUNT_ZERO;

	if (bid->amount_fault == AMOUNT_OK)
		amount = bid->amount;
	if (bid->amount_fault == AMOUNT_EMPTY)
		bid_reason(judge, "price", "no price");
	else if (bid->amount_fault)
		bid_reason(judge, "price", "its price of %s %s", quoted(judge->run, bid->amount_text),
			   fault_text(bid->amount_fault));
	if (is_readable)
		add_value(judge, &amount);
	if (!judge->group)
		return;
	if (!str_eq(bid->denom, wanted))
		bid_reason(judge, "denom", "priced in %s; the SDL's price is in %s", quoted(judge->run, bid->denom),
			   quoted(judge->run, wanted));
	else if (is_readable)
		compare(judge, &amount);
}
