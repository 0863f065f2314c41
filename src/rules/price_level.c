// SPDX-License-Identifier: Apache-2.0
// In: prices of what is deployed. Out: findings about amounts and denominations that providers hardly bid on.
#include <math.h>

#include "catalogue/providers.h"
#include "query/market_price.h"
#include "query/sdl_query.h"
#include "rules/price_denom.h"

static void check_denom(struct run *run, const struct sdl_price *price);
static void check_bid(struct run *run, const struct sdl_group *group);
static void check_cpu_bid(struct run *run, const struct sdl_group *group);
static void check_gpu_ceiling(struct run *run, const struct sdl_assignment *assignment);
static void check_ceiling(struct run *run, const struct sdl_assignment *assignment);
static void check_offers(struct run *run, const struct sdl_group *group);

const struct rule rule_pricing_denom_unpriced = {
	.id = "pricing-denom-unpriced",
	.severity = SEVERITY_WARNING,
	.summary = "a denomination that providers don't price in",
	.why = "The providers' default pricing script supports a few denominations, and does not bid in any other. The network accepts any text that looks like a denomination.",
	.fix = "Write denom: uact. 1 uact is a millionth of a US dollar.",
	.unless = &rule_price_denom_not_accepted,
	.source = "helm-charts charts/akash-provider/scripts/price_script_generic.sh",
	.on = { .price = check_denom },
};

const struct rule rule_gpu_price_below_default_bid = {
	.id = "gpu-price-below-default-bid",
	.severity = SEVERITY_INFO,
	.summary = "a price below what providers ask by default for such GPUs",
	.why = "The amount is the most you pay for one block of about six seconds. By default providers ask at least 100 US dollars a month for a GPU, plus CPU, memory and storage; below that only providers with prices of their own bid.",
	.fix = "Raise the amount: it is only a ceiling, and you pay the bid that you accept.",
	.source = "helm-charts charts/akash-provider/scripts/price_script_generic.sh",
	.on = { .group = check_bid },
};

const struct rule rule_gpu_price_ceiling_extreme = {
	.id = "gpu-price-ceiling-extreme",
	.severity = SEVERITY_INFO,
	.is_pedantic = true,
	.summary = "a price that allows bids far above what any GPU costs",
	.why = "The amount is the most you pay for one block of about six seconds. A ceiling of more than 20 US dollars an hour for a GPU lets you accept a bid that is many times too high.",
	.fix = "Lower the amount to the most that you are willing to pay.",
	.source = "prices of GPUs in use",
	.on = { .assignment = check_gpu_ceiling },
};

const struct rule rule_price_below_default_bid = {
	.id = "price-below-default-bid",
	.severity = SEVERITY_INFO,
	.summary = "a price below what providers ask by default for such a profile",
	.why = "The amount is the most you pay for one block of about six seconds; 1 uact is a millionth of a US dollar. By default providers ask a fixed price for each CPU and each Gi of memory and storage; below that only providers with prices of their own bid.",
	.fix = "Raise the amount: it is only a ceiling, and you pay the bid that you accept.",
	.source = "helm-charts charts/akash-provider/scripts/price_script_generic.sh",
	.on = { .group = check_cpu_bid },
};

const struct rule rule_price_below_one_unit = {
	.id = "price-below-one-unit",
	.severity = SEVERITY_WARNING,
	.summary = "a price of less than a millionth of a US dollar",
	.why = "The amount is in millionths of a US dollar (uact) for one block of about six seconds. An amount such as 0.5 looks like dollars, but allows bids of up to 22 cents a month. The network accepts it, but no provider bids.",
	.fix = "Write the amount in uact per block: 1000 uact a block is about 430 US dollars a month. It is only a ceiling, and you pay the bid that you accept.",
	.source = "helm-charts charts/akash-provider/scripts/price_script_generic.sh",
};

const struct rule rule_price_ceiling_extreme = {
	.id = "price-ceiling-extreme",
	.severity = SEVERITY_INFO,
	.is_pedantic = true,
	.summary = "a price that allows bids far above what providers ask by default",
	.why = "The amount is the most you pay for one block of about six seconds. A ceiling of more than a thousand times what providers ask by default lets you accept a bid that is many times too high.",
	.fix = "Lower the amount to the most that you are willing to pay.",
	.source = "helm-charts charts/akash-provider/scripts/price_script_generic.sh",
	.on = { .assignment = check_ceiling },
};

const struct rule rule_price_below_offers = {
	.id = "price-below-offers",
	.severity = SEVERITY_WARNING,
	.needs_prices = true,
	.summary = "a price below the cheapest current offer for such GPUs",
	.why = "The amount is the most you pay for one block of about six seconds. With --prices it is compared with last month's bids for these GPUs, and it is below the cheapest of them for every card in the list: most likely nobody bids.",
	.fix = "Raise the amount: it is only a ceiling, and you pay the bid that you accept. Or list a cheaper card.",
	.source = "console apps/api/src/gpu/services/gpu-price/gpu-price.service.ts",
	.on = { .group = check_offers },
};

static bool has_one_denom(const struct sdl *sdl, struct str denom)
{
	for (size_t i = 0; i < sdl->n_groups; i++)
		for (size_t j = 0; j < sdl->groups[i]->n_assignments; j++) {
			const struct sdl_price *price = sdl->groups[i]->assignments[j]->price;

			if (price && !str_eq(price->denom.text, denom))
				return false;
		}
	return true;
}

static void check_denom(struct run *run, const struct sdl_price *price)
{
	const struct leaf_str *denom = &price->denom;
	struct diag *diag;

	if (!price->is_deployed || price->is_null || denom->is_bad || !denom->at || !is_denom(denom->text) ||
	    is_denom_refused_by_chain(run, denom->text) || denom_find(denom->text) ||
	    !has_one_denom(run->sdl, denom->text))
		return;
	diag = diag_add(run, &rule_pricing_denom_unpriced, denom->at,
			"providers have no price in %s by default, and do not bid", quoted(run, denom->text));
	if (!suggest_name(run, diag, denom->text, network.price_denoms, denom->at))
		diag_help(run, diag, "write denom: %s (1 uact is a millionth of a US dollar)", network.price_denoms[0]);
}

// The default bid for one replica, without ports and addresses, which cost next to nothing.
static double usd_per_month(const struct sdl_compute *compute)
{
	struct default_bid bid = default_bid_of(compute, 1);

	return default_bid_sum(&bid);
}

// What one unit of the price is worth in US dollars; 0 if unknown, or the price is no price.
static double usd_of(const struct run *run, const struct sdl_price *price)
{
	if (!price || price->entry.is_bad || price->is_null || price->denom.is_bad || price->amount.is_bad ||
	    price->amount.fault || !price->amount.at)
		return 0;
	return denom_usd(run->settings, price->denom.text);
}

// No provider accepts as many volumes, and adding them up for each service on a profile would take long.
enum { MAX_VOLUMES = 64 };

static bool is_priced(const struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_compute *compute = assignment->compute;

	if (!is_assignment_valid(assignment) || compute->n_volumes > MAX_VOLUMES)
		return false;
	for (size_t i = 0; i < compute->n_volumes; i++)
		if (!is_size_valid(&compute->volumes[i]->size, &network.unit.storage_bytes))
			return false;
	return !assignment->count.is_bad && usd_of(run, assignment->price) > 0 &&
	       is_size_valid(&compute->cpu.units, &network.unit.cpu_millicpu) &&
	       is_size_valid(&compute->memory.size, &network.unit.memory_bytes);
}

static double least_amount(const struct run *run, const struct sdl_assignment *assignment)
{
	return usd_per_month(assignment->compute) / providers.blocks_per_month / usd_of(run, assignment->price);
}

static void report_fraction(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_price *price = assignment->price;
	struct diag *diag =
		diag_add(run, &rule_price_below_one_unit, price->amount.at,
			 "%s %s a block is less than a millionth of a US dollar: the amount is not in dollars",
			 escaped(run, price->amount.text), escaped(run, price->denom.text));

	diag_help(run, diag,
		  "write amount: %.0f or more (by default providers ask for %.2f US dollars a month for each replica)",
		  floor(least_amount(run, assignment)) + 1, usd_per_month(assignment->compute));
}

static void report_bid(struct run *run, const struct rule *rule, const struct sdl_assignment *assignment)
{
	double least = least_amount(run, assignment);
	uint64_t gpus = gpus_of(assignment->compute);
	struct diag *diag;

	diag = diag_add(run, rule, assignment->price->amount.at,
			"%s %s a block is less than %.0f, the least that providers ask by default for %s",
			escaped(run, assignment->price->amount.text), escaped(run, assignment->price->denom.text),
			ceil(least), gpus ? gpus_text(run, gpus) : "this profile");
	diag_help(
		run, diag,
		"write more than %.0f (%.2f US dollars a month for each replica): you pay only the bid that you accept",
		ceil(least), usd_per_month(assignment->compute));
}

static void report_below(struct run *run, const struct rule *rule, const struct sdl_assignment *assignment)
{
	const struct sdl_price *price = assignment->price;
	double unit = 1e-6 / usd_of(run, price);

	if (amount_to_double(&price->amount.value) < unit)
		report_fraction(run, assignment);
	else
		report_bid(run, rule, assignment);
}

static bool has_gpu(const struct sdl_group *group)
{
	for (size_t i = 0; i < group->n_assignments; i++)
		if (group->assignments[i]->compute && gpus_of(group->assignments[i]->compute) > 0)
			return true;
	return false;
}

// A provider compares the sum of a group: what one service pays too much may be what another lacks.
static void check_group(struct run *run, const struct rule *rule, const struct sdl_group *group, bool is_of_gpus)
{
	double offered = 0, least = 0;

	if (has_gpu(group) != is_of_gpus)
		return;
	for (size_t i = 0; i < group->n_assignments; i++) {
		const struct sdl_assignment *assignment = group->assignments[i];

		if (!is_priced(run, assignment))
			return;
		offered += amount_to_double(&assignment->price->amount.value) * assignment->count.value;
		least += least_amount(run, assignment) * assignment->count.value;
	}
	for (size_t i = 0; offered < least && i < group->n_assignments; i++) {
		const struct sdl_assignment *assignment = group->assignments[i];

		if ((gpus_of(assignment->compute) > 0) == is_of_gpus &&
		    amount_to_double(&assignment->price->amount.value) < least_amount(run, assignment))
			report_below(run, rule, assignment);
	}
}

static void check_bid(struct run *run, const struct sdl_group *group)
{
	check_group(run, &rule_gpu_price_below_default_bid, group, true);
}

static void check_cpu_bid(struct run *run, const struct sdl_group *group)
{
	check_group(run, &rule_price_below_default_bid, group, false);
}

static void check_gpu_ceiling(struct run *run, const struct sdl_assignment *assignment)
{
	double usd;
	struct diag *diag;

	if (!is_priced(run, assignment) || gpus_of(assignment->compute) == 0)
		return;
	usd = amount_to_double(&assignment->price->amount.value) * usd_of(run, assignment->price) *
	      providers.blocks_per_hour;
	usd /= (double)gpus_of(assignment->compute);
	if (usd <= providers.gpu_usd_per_hour_max)
		return;
	diag = diag_add(run, &rule_gpu_price_ceiling_extreme, assignment->price->amount.at,
			"this allows bids of up to %.0f US dollars an hour for each GPU", usd);
	diag_help(run, diag, "lower it to what you are willing to pay");
}

static void check_ceiling(struct run *run, const struct sdl_assignment *assignment)
{
	double amount, least;
	struct diag *diag;

	if (!is_priced(run, assignment) || gpus_of(assignment->compute) > 0)
		return;
	amount = amount_to_double(&assignment->price->amount.value);
	least = least_amount(run, assignment);
	if (amount <= least * providers.ceiling_ratio_max)
		return;
	diag = diag_add(run, &rule_price_ceiling_extreme, assignment->price->amount.at,
			"this accepts bids of up to %.0f US dollars a month, %.0f times what providers ask by default",
			amount * usd_of(run, assignment->price) * providers.blocks_per_month, amount / least);
	diag_help(run, diag, "lower it to what you are willing to pay: %.0f is ten times what they ask",
		  ceil(least * 10));
}

// Console rounds each bid to cents. 0: the prices say nothing of these cards, or there are none.
static double least_offer(const struct run *run, const struct sdl_assignment *assignment, struct market_price *price)
{
	double cents = 0.005;

	if (gpus_of(assignment->compute) == 0 ||
	    !market_price_of(run->settings->market, &assignment->compute->gpu, price))
		return 0;
	return (price->least > cents ? price->least - cents : price->least) * (double)gpus_of(assignment->compute);
}

static double usd_per_hour(const struct run *run, const struct sdl_assignment *assignment)
{
	return amount_to_double(&assignment->price->amount.value) * usd_of(run, assignment->price) *
	       providers.blocks_per_hour;
}

static void report_offer(struct run *run, const struct sdl_assignment *assignment)
{
	double per_unit = usd_of(run, assignment->price) * providers.blocks_per_hour, median;
	struct market_price price;
	double usd = least_offer(run, assignment, &price);
	struct diag *diag;

	median = price.cheapest->median * (double)gpus_of(assignment->compute);
	diag = diag_add(run, &rule_price_below_offers, assignment->price->amount.at,
			"%s %s a block is $%.2f an hour; the cheapest offer for %s (%s) is $%.2f",
			escaped(run, assignment->price->amount.text), escaped(run, assignment->price->denom.text),
			usd_per_hour(run, assignment), gpus_text(run, gpus_of(assignment->compute)),
			escaped(run, price.cheapest->model), usd);
	diag_help(run, diag, "write at least %.0f; half of the offers for %s are at %.0f or less", usd / per_unit + 0.5,
		  escaped(run, price.cheapest->model), median / per_unit + 0.5);
}

// Compares the sums of a group, as with the default bid; what is not a GPU counts as free.
static void check_offers(struct run *run, const struct sdl_group *group)
{
	double offered = 0, least = 0;
	struct market_price price;

	for (size_t i = 0; run->settings->market && i < group->n_assignments; i++) {
		const struct sdl_assignment *assignment = group->assignments[i];

		if (!is_priced(run, assignment))
			return;
		offered += usd_per_hour(run, assignment) * assignment->count.value;
		least += least_offer(run, assignment, &price) * assignment->count.value;
	}
	for (size_t i = 0; offered < least && i < group->n_assignments; i++) {
		const struct sdl_assignment *assignment = group->assignments[i];

		if (usd_per_hour(run, assignment) < least_offer(run, assignment, &price))
			report_offer(run, assignment);
	}
}
