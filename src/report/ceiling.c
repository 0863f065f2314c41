// SPDX-License-Identifier: Apache-2.0
// In: prices per block. Out: prices per hour and per month.
#include "report/ceiling.h"

#include "catalogue/providers.h"
#include "sdl/resources.h"

struct ceiling ceiling_of(const struct settings *settings, const struct sdl_leaf *leaf)
{
	struct str denom = leaf->price->denom.text;

	return (struct ceiling){
		.denom = denom,
		.per_block = amount_to_double(&leaf->price->amount.value) * leaf->count.value,
		.usd_per_unit = denom_usd(settings, denom),
	};
}

struct ceiling ceiling_of_group(const struct settings *settings, const struct resource_group *group)
{
	struct ceiling sum = { 0 };

	for (size_t i = 0; i < group->n_units; i++)
		for (size_t j = 0; j < group->units[i]->n_leaves; j++) {
			struct ceiling ceiling = ceiling_of(settings, group->units[i]->leaves[j]);

			ceiling_add(&sum, &ceiling);
		}
	return sum;
}

void ceiling_add(struct ceiling *sum, const struct ceiling *more)
{
	double per_block = sum->per_block + more->per_block;

	*sum = *more;
	sum->per_block = per_block;
}

double ceiling_per_hour(const struct ceiling *ceiling)
{
	return ceiling->per_block * providers.blocks_per_hour;
}

double ceiling_per_month(const struct ceiling *ceiling)
{
	return ceiling->per_block * providers.blocks_per_month;
}

// Cents; amounts below a dime keep enough digits not to be 0.
static void add_money(struct strbuf *out, double amount)
{
	strbuf_printf(out, amount > 0 && amount < 0.1 ? "%.4g" : "%.2f", amount);
}

static void add_price(struct strbuf *out, const struct ceiling *ceiling, double units)
{
	const struct known_denom *known = denom_find(ceiling->denom);

	if (ceiling->usd_per_unit > 0) {
		strbuf_putc(out, '$');
		add_money(out, units * ceiling->usd_per_unit);
	} else if (known && str_has_prefix(ceiling->denom, "u")) {
		add_money(out, units / units_per_coin);
		strbuf_printf(out, " %s", known->name);
	} else {
		add_money(out, units);
		strbuf_putc(out, ' ');
		strbuf_add_escaped(out, ceiling->denom);
	}
}

void ceiling_to_text(struct strbuf *out, const struct ceiling *ceiling)
{
	add_price(out, ceiling, ceiling_per_hour(ceiling));
	strbuf_puts(out, " per hour, ");
	add_price(out, ceiling, ceiling_per_month(ceiling));
	strbuf_puts(out, " per month");
}
