// SPDX-License-Identifier: Apache-2.0
// In: the denominations of prices. Out: findings about those that the network's parser or the chain refuses.
#include "rules/price_denom.h"

#include <string.h>

#include "base/ascii.h"
#include "base/edit_distance.h"
#include "catalogue/providers.h"
#include "query/common.h"

// A deployment with more prices gets no fix: each finding has the edits of all.
enum { MAX_CONVERTED = 64 };

static void check_denom(struct run *run, const struct sdl_price *price);
static void check_mix(struct run *run, const struct sdl *sdl);
static void check_accepted(struct run *run, const struct sdl *sdl);

const struct rule rule_price_denom_invalid = {
	.id = "price-denom-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the denomination of a price is missing or invalid",
	.why = "A denomination is 3 to 128 letters, digits and the characters / : . _ and -, beginning with a letter. The network's parser crashes on any other, in every placement.",
	.fix = "Write denom: uact. 1 uact is a millionth of a US dollar.",
	.source = "cosmos-sdk types/coin.go, ValidateDenom",
	.on = { .price = check_denom },
};

const struct rule rule_price_denom_mixed = {
	.id = "price-denom-mixed",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "prices of one deployment have different denominations",
	.why = "All prices of a deployment must have one denomination. The network rejects a mix between placements, and crashes on a mix inside one placement.",
	.fix = "Write denom: uact in all prices, and convert the amounts: 1 uact is a millionth of a US dollar.",
	.source = "chain-sdk go/node/deployment/v1beta4/group_validation.go",
	.on = { .sdl = check_mix },
};

const struct rule rule_price_denom_not_accepted = {
	.id = "price-denom-not-accepted",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_CHAIN,
	.summary = "a price in a denomination that the chain does not accept",
	.why = "Since March 2026 the chain accepts prices only in uact, and rejects a deployment with any other denomination. The network's parser still accepts them, so the mistake shows only when you deploy. Akash Console writes uact itself when it deploys, with the same amount, so this is a warning with --target console.",
	.fix = "Write denom: uact, and convert the amount: 1 uact is a millionth of a US dollar, so the number changes with the name.",
	.source = "akash-network/node x/deployment/handler/server.go",
	.on = { .sdl = check_accepted },
};

bool has_denom_in_amount(const struct sdl_price *price)
{
	struct str text = price->amount.text;
	size_t n = 0;

	while (n < text.len && (is_digit(text.ptr[n]) || is_char_of(text.ptr[n], " .,_")))
		n++;
	return !price->denom.at && price->amount.at && n && denom_find(str_slice(text, n, text.len));
}

bool is_price_swapped(const struct sdl_price *price)
{
	struct amount amount;

	return price->denom.at && price->amount.at && !price->denom.is_bad && !price->amount.is_bad &&
	       is_denom(price->amount.text) && price->denom.text.len && !amount_from_str(price->denom.text, &amount);
}

static void report_swapped(struct run *run, const struct sdl_price *price)
{
	const char *denom = escaped(run, price->amount.text), *amount = escaped(run, price->denom.text);
	struct diag *diag = diag_add(run, &rule_price_denom_invalid, price->denom.at,
				     "\"denom\" and \"amount\" have each other's value: %s is not a denomination",
				     quoted(run, price->denom.text));
	struct edit *edits = arena_alloc(run->arena, 2 * sizeof(*edits));

	diag_help(run, diag, "write denom: %s and amount: %s", denom, amount);
	diag_covers(diag, price->amount.at->span);
	if (!edit_of_scalar(run, price->denom.at, price->amount.text, &edits[0]) ||
	    !edit_of_scalar(run, price->amount.at, price->denom.text, &edits[1]))
		return;
	diag_fix_all(run, diag, "exchange the two values", edits, 2);
	diag->fix->is_unsafe = true;
}

static void check_denom(struct run *run, const struct sdl_price *price)
{
	const struct leaf_str *denom = &price->denom;
	struct diag *diag;

	if (price->is_null || denom->is_bad || is_denom(denom->text) || (!denom->at && !price->amount.at) ||
	    has_denom_in_amount(price))
		return;
	if (is_price_swapped(price)) {
		report_swapped(run, price);
		return;
	}
	if (denom->at && denom->text.len)
		diag = diag_add(run, &rule_price_denom_invalid, denom->at, "%s is not a valid denomination",
				quoted(run, denom->text));
	else
		diag = diag_add(run, &rule_price_denom_invalid, denom->at ? denom->at : price->entry.key,
				"the price of %s has no denomination", quoted(run, price->entry.name));
	if (!denom->at)
		diag_lacks(run, diag, "%s.denom", node_place(run, price->entry.key));
	diag_help(run, diag, "write denom: uact (1 uact is a millionth of a US dollar)");
}

static bool has_denom(const struct sdl_price *price)
{
	return price && !price->entry.is_bad && !price->is_null && !price->denom.is_bad && is_denom(price->denom.text);
}

static bool is_accepted(struct str denom)
{
	return is_one_of(denom, network.price_denoms);
}

bool is_denom_refused_by_chain(const struct run *run, struct str denom)
{
	return !is_accepted(denom) && rule_level(run->settings, &rule_price_denom_not_accepted) != SEVERITY_OFF;
}

// The price that the others must agree with: the first that the chain accepts, or else the first of all.
static const struct sdl_price *leading_price(const struct sdl *sdl)
{
	const struct sdl_price *first = NULL;

	for (size_t i = 0; i < sdl->n_groups; i++)
		for (size_t j = 0; j < sdl->groups[i]->n_assignments; j++) {
			const struct sdl_price *price = sdl->groups[i]->assignments[j]->price;

			if (!has_denom(price))
				continue;
			if (is_accepted(price->denom.text))
				return price;
			first = first ? first : price;
		}
	return first;
}

// "UACT" and "uatc", whose amounts need no conversion; "uakt" and "act" are other units.
static bool is_misspelt(struct str denom)
{
	return str_is_nocase(denom, network.price_denoms[0]) || (denom.ptr[0] == 'u' && !denom_find(denom));
}

static void check_mix(struct run *run, const struct sdl *sdl)
{
	const struct sdl_price *first = leading_price(sdl);

	for (size_t i = 0; i < sdl->n_groups; i++)
		for (size_t j = 0; j < sdl->groups[i]->n_assignments; j++) {
			const struct sdl_price *price = sdl->groups[i]->assignments[j]->price;
			struct diag *diag;

			if (!has_denom(price) || str_eq(first->denom.text, price->denom.text))
				continue;
			diag = diag_add(run, &rule_price_denom_mixed, price->denom.at,
					"this price is in %s, and another price of the deployment in %s",
					quoted(run, price->denom.text), quoted(run, first->denom.text));
			diag_related(run, diag, ynode_span(first->denom.at), "the other one");
			if (!is_misspelt(price->denom.text) ||
			    !suggest_name(run, diag, price->denom.text, network.price_denoms, price->denom.at))
				diag_help(run, diag, "write denom: %s in all prices, and convert the amounts",
					  network.price_denoms[0]);
		}
}

// "uakd" is a typo for "uakt"; NULL: nothing near.
static const struct known_denom *meant_denom(struct str text)
{
	enum { MAX_NAMES = 16 };
	const char *names[MAX_NAMES], *near;
	const struct known_denom *known = denom_find(text);
	size_t n = 0;

	for (const struct known_denom *other = providers.denoms; other->denom && n < MAX_NAMES; other++)
		names[n++] = other->denom;
	near = known ? NULL : nearest(text, names, n);
	return near ? denom_find(str_of(near)) : known;
}

// How many of the denomination that the chain accepts one of another is worth; 0: not known. "AKT" is a million uakt.
static double units_of(const struct settings *settings, struct str denom)
{
	double unit = denom_usd(settings, str_of(network.price_denoms[0])), usd = denom_usd(settings, denom);
	const struct known_denom *meant;

	for (const struct known_denom *known = providers.denoms; usd <= 0 && known->denom; known++)
		if (str_is_nocase(denom, known->name))
			return denom_usd(settings, str_of(known->denom)) * units_per_coin / unit;
	meant = meant_denom(denom);
	return (usd > 0 || !meant ? usd : denom_usd(settings, str_of(meant->denom))) / unit;
}

// Three digits are enough for the most that one pays. False: no amount that can be written.
static bool converted(struct run *run, const struct sdl_price *price, double units, struct str *text)
{
	double amount = amount_to_double(&price->amount.value) * units;
	struct strbuf buf;

	if (price->amount.is_bad || price->amount.fault || !price->amount.at || !(amount >= 0.001) ||
	    amount > (double)network.unit.price.max)
		return false;
	buf = strbuf_in(run->arena);
	strbuf_printf(&buf, amount < 100 ? "%.3g" : "%.0f", amount);
	*text = (struct str){ buf.text, buf.len };
	return true;
}

static bool is_one(double units)
{
	return units > 1 - 1e-9 && units < 1 + 1e-9;
}

static bool add_edit(struct run *run, struct fix *fix, const struct ynode *at, struct str text)
{
	struct edit edit;

	if (!edit_of_scalar(run, at, text, &edit))
		return false;
	// One node may stand in several prices.
	for (size_t i = 0; i < fix->n_edits; i++)
		if (fix->edits[i].span.start == edit.span.start)
			return true;
	fix->edits[fix->n_edits++] = edit;
	return true;
}

static bool add_conversion(struct run *run, struct fix *fix, const struct sdl_price *price)
{
	double units = units_of(run->settings, price->denom.text);
	struct str amount;

	return units > 0 && converted(run, price, units, &amount) &&
	       add_edit(run, fix, price->denom.at, str_of(network.price_denoms[0])) &&
	       (is_one(units) || add_edit(run, fix, price->amount.at, amount));
}

// To uact, in all of these prices at once: the network refuses a mix. NULL: not every amount can be computed.
static struct fix *conversion_of(struct run *run, const struct sdl_price *const *prices, size_t n)
{
	struct fix *fix = arena_zalloc(run->arena, sizeof(*fix));

	if (n > MAX_CONVERTED)
		return NULL;
	fix->description = arena_printf(run->arena, "convert %s to %s", n == 1 ? "the price" : "the prices",
					network.price_denoms[0]);
	fix->is_unsafe = true;
	fix->edits = arena_alloc(run->arena, 2 * n * sizeof(*fix->edits));
	for (size_t i = 0; i < n; i++)
		if (!add_conversion(run, fix, prices[i]))
			return NULL;
	return fix;
}

static void help_convert(struct run *run, struct diag *diag, const struct sdl_price *price)
{
	const char *accepted = network.price_denoms[0];
	double units = units_of(run->settings, price->denom.text);
	const struct known_denom *meant = meant_denom(price->denom.text);
	struct str amount;

	if (is_one(units))
		diag_help(run, diag, "write denom: %s; the amount stays the same", accepted);
	else if (units > 0 && converted(run, price, units, &amount))
		diag_help(run, diag, "write denom: %s and amount: %s", accepted, amount.ptr);
	else if (run->settings->is_for_console)
		diag_help(
			run, diag,
			"write denom: %s, and check the amount: Akash Console deploys with %s and leaves the amount as it is",
			accepted, accepted);
	else
		diag_help(run, diag, "convert the amount to millionths of a US dollar, and write denom: %s%s", accepted,
			  meant ? arena_printf(run->arena, " (--rate %s=USD computes it)", meant->denom) : "");
}

static void report_refused(struct run *run, const struct sdl_price *price, struct fix *fix)
{
	const char *accepted = network.price_denoms[0];
	struct diag *diag;

	diag = diag_add(run, &rule_price_denom_not_accepted, price->denom.at,
			"the chain accepts prices only in \"%s\" (a millionth of a US dollar), not in %s", accepted,
			quoted(run, price->denom.text));
	help_convert(run, diag, price);
	diag->fix = fix;
	// Akash Console writes its own denomination before it deploys.
	if (run->settings->is_for_console)
		diag_accept(diag, REJECTED_BY_CHAIN);
}

static void check_accepted(struct run *run, const struct sdl *sdl)
{
	const struct sdl_price *first = leading_price(sdl), **refused = NULL;
	size_t n = 0, cap = 0;
	struct fix *fix;

	if (!first || is_accepted(first->denom.text))
		return;
	for (size_t i = 0; i < sdl->n_groups; i++) {
		const struct sdl_placement *placement = sdl->groups[i]->placement;

		for (size_t j = 0; placement && j < placement->pricing.n; j++) {
			const struct sdl_price *price = (const struct sdl_price *)placement->pricing.items[j];

			// One that differs is reported as a mix.
			if (price->is_deployed && has_denom(price) && str_eq(price->denom.text, first->denom.text))
				ARENA_PUSH(run->arena, refused, n, cap) = price;
		}
	}
	fix = conversion_of(run, refused, n);
	for (size_t i = 0; i < n; i++)
		report_refused(run, refused[i], fix);
}
