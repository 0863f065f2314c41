// SPDX-License-Identifier: Apache-2.0
// In: prices per block. Out: prices per hour and per month.
#include "report/max_price.h"

#include "catalogue/providers.h"
#include "sdl/resources.h"

struct max_price max_price_of(const struct settings *settings, const struct sdl_assignment *assignment)
{
	struct str denom = assignment->price->denom.text;

	return (struct max_price){
		.denom = denom,
		.per_block = amount_to_double(&assignment->price->amount.value) * assignment->count.value,
		.usd_per_unit = denom_usd(settings, denom),
	};
}

struct max_price max_price_of_group(const struct settings *settings, const struct resource_group *group)
{
	struct max_price sum = { 0 };

	for (size_t i = 0; i < group->n_units; i++)
		for (size_t j = 0; j < group->units[i]->n_assignments; j++) {
			struct max_price max_price = max_price_of(settings, group->units[i]->assignments[j]);

			max_price_add(&sum, &max_price);
		}
	return sum;
}

void max_price_add(struct max_price *sum, const struct max_price *more)
{
	double per_block = sum->per_block + more->per_block;

	*sum = *more;
	sum->per_block = per_block;
}

double max_price_per_hour(const struct max_price *max_price)
{
	return max_price->per_block * providers.blocks_per_hour;
}

double max_price_per_month(const struct max_price *max_price)
{
	return max_price->per_block * providers.blocks_per_month;
}

// Cents; amounts below a dime keep enough digits not to be 0.
static void add_money(struct strbuf *out, double amount)
{
	strbuf_printf(out, amount > 0 && amount < 0.1 ? "%.4g" : "%.2f", amount);
}

static void add_price(struct strbuf *out, const struct max_price *max_price, double units)
{
	const struct known_denom *known = denom_find(max_price->denom);

	if (max_price->usd_per_unit > 0) {
		strbuf_putc(out, '$');
		add_money(out, units * max_price->usd_per_unit);
	} else if (known && str_has_prefix(max_price->denom, "u")) {
		add_money(out, units / units_per_coin);
		strbuf_printf(out, " %s", known->name);
	} else {
		add_money(out, units);
		strbuf_putc(out, ' ');
		strbuf_add_escaped(out, max_price->denom);
	}
}

void max_price_to_text(struct strbuf *out, const struct max_price *max_price)
{
	add_price(out, max_price, max_price_per_hour(max_price));
	strbuf_puts(out, " per hour, ");
	add_price(out, max_price, max_price_per_month(max_price));
	strbuf_puts(out, " per month");
}
