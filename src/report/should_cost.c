// SPDX-License-Identifier: Apache-2.0
// In: a group of a deployment. Out: what it should cost: by the providers' price script, and by present offers.
#include "report/should_cost.h"

#include "base/arena.h"
#include "catalogue/providers.h"
#include "query/market_price.h"
#include "report/money.h"

enum { INDENT = 2, HANG = 6 };

double usd_per_hour(double usd_per_month)
{
	return usd_per_month / providers.blocks_per_month * providers.blocks_per_hour;
}

// Offers for GPUs include their CPU, memory and storage; for the rest only the default bid is known.
static void add_offers(const struct run *run, const struct resource_group *group, struct should_cost *cost)
{
	cost->has_offers = false;
	for (size_t i = 0; i < group->n_units; i++) {
		const struct resource_unit *unit = group->units[i];
		double n = (double)unit->compute->gpu.units.value * unit->count;
		struct market_price price;
		struct default_bid bid = default_bid_of(unit->compute, unit->count);

		if (n > 0 && !market_price_of(run->settings->market, &unit->compute->gpu, &price)) {
			cost->has_offers = false;
			return;
		}
		cost->has_offers |= n > 0;
		cost->least += n > 0 ? n * price.least : usd_per_hour(default_bid_sum(&bid));
		cost->median += n > 0 ? n * price.median : usd_per_hour(default_bid_sum(&bid));
	}
}

struct should_cost should_cost_of(struct run *run, const struct resource_group *group)
{
	struct max_price max_price = max_price_of_group(run->settings, group);
	struct should_cost cost = { .bid = default_bid_of_group(group) };
	double sum = default_bid_sum(&cost.bid);

	if (sum > 0)
		cost.ceiling_times = max_price_per_month(&max_price) * max_price.usd_per_unit / sum;
	add_offers(run, group, &cost);
	return cost;
}

static void put_money(struct json *json, json_t *object, const char *key, double amount)
{
	json_put_text(json, object, key, exact_money(json->arena, amount));
}

void put_should_cost(struct json *json, json_t *object, const struct should_cost *cost)
{
	json_t *bid = json_put_object(json, object, "default_bid"), *parts, *offers;
	double sum = default_bid_sum(&cost->bid);

	put_money(json, bid, "usd_per_hour", usd_per_hour(sum));
	put_money(json, bid, "usd_per_month", sum);
	parts = json_put_object(json, bid, "parts_usd_per_month");
	put_money(json, parts, "cpu", cost->bid.cpu);
	put_money(json, parts, "memory", cost->bid.memory);
	put_money(json, parts, "storage", cost->bid.storage);
	put_money(json, parts, "gpu", cost->bid.gpu);
	put_money(json, parts, "network", cost->bid.network);
	if (cost->ceiling_times > 0)
		put_money(json, bid, "ceiling_times", cost->ceiling_times);
	if (!cost->has_offers)
		return;
	offers = json_put_object(json, object, "offers");
	put_money(json, offers, "least_usd_per_hour", cost->least);
	put_money(json, offers, "median_usd_per_hour", cost->median);
}

const char *offers_text(struct arena *arena, const struct should_cost *cost)
{
	if (!cost->has_offers)
		return "";
	return arena_printf(arena, "current offers: from $%s per hour; the median for the cheapest card is $%s",
			    short_money(arena, cost->least), short_money(arena, cost->median));
}

void add_should_cost(struct strbuf *out, const struct style *style, const struct should_cost *cost)
{
	struct arena *arena = out->arena;
	double sum = default_bid_sum(&cost->bid);
	struct strbuf line = strbuf_in(arena);

	strbuf_printf(&line, "default provider bid: $%s per hour, $%s per month (CPU $%s, memory $%s, storage $%s",
		      short_money(arena, usd_per_hour(sum)), short_money(arena, sum), short_money(arena, cost->bid.cpu),
		      short_money(arena, cost->bid.memory), short_money(arena, cost->bid.storage));
	if (cost->bid.gpu > 0)
		strbuf_printf(&line, ", GPUs $%s", short_money(arena, cost->bid.gpu));
	strbuf_printf(&line, ", ports and addresses $%s)", short_money(arena, cost->bid.network));
	if (cost->ceiling_times > 0)
		strbuf_printf(&line, "; the price ceiling is %.3g times that", cost->ceiling_times);
	add_lines(out, style, INDENT, HANG, NULL, line.text);
	if (cost->has_offers)
		add_lines(out, style, INDENT, HANG, NULL, offers_text(arena, cost));
}
