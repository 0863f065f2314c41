// SPDX-License-Identifier: Apache-2.0
// In: prices of what is deployed. Out: findings about amounts and denominations that providers hardly bid on.
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "catalogue/providers.h"
#include "rules/deployed.h"

static void check_denom(struct run *run, const struct sdl_price *price);
static void check_bid(struct run *run, const struct sdl_group *group);
static void check_cpu_bid(struct run *run, const struct sdl_group *group);
static void check_gpu_ceiling(struct run *run, const struct sdl_leaf *leaf);
static void check_ceiling(struct run *run, const struct sdl_leaf *leaf);

const struct rule rule_pricing_denom_unpriced = {
	.id = "pricing-denom-unpriced",
	.severity = SEVERITY_WARNING,
	.summary = "a denomination that providers have no price in",
	.why = "The script that providers compute their prices with knows a few denominations, and ends without a bid for any other. The network takes any text that looks like a denomination.",
	.fix = "Write denom: uact, or denom: uakt.",
	.source = "helm-charts charts/akash-provider/scripts/price_script_generic.sh",
	.on = { .price = check_denom },
};

const struct rule rule_gpu_price_below_default_bid = {
	.id = "gpu-price-below-default-bid",
	.severity = SEVERITY_INFO,
	.summary = "a price below what providers ask by default for such GPUs",
	.why = "The amount is the most you pay for one block of about six seconds. The script that providers compute their prices with asks for at least 100 US dollars a month for a GPU, and for CPU, memory and storage on top; below that only providers with prices of their own bid.",
	.fix = "Raise the amount: it is only a ceiling, and you pay what the provider that you choose has bid.",
	.source = "helm-charts charts/akash-provider/scripts/price_script_generic.sh",
	.on = { .group = check_bid },
};

const struct rule rule_gpu_price_ceiling_extreme = {
	.id = "gpu-price-ceiling-extreme",
	.severity = SEVERITY_INFO,
	.is_pedantic = true,
	.summary = "a price that allows bids far above what any GPU costs",
	.why = "The amount is the most you pay for one block of about six seconds. With a ceiling of more than 20 US dollars an hour for a GPU nothing keeps you from taking a bid that is many times too high.",
	.fix = "Lower the amount to what you are ready to pay.",
	.source = "prices of GPUs in use",
	.on = { .leaf = check_gpu_ceiling },
};

const struct rule rule_price_below_default_bid = {
	.id = "price-below-default-bid",
	.severity = SEVERITY_INFO,
	.summary = "a price below what providers ask by default for such a profile",
	.why = "The amount is the most you pay for one block of about six seconds; 1 uact is a millionth of a US dollar. The script that providers compute their prices with asks for so much for each CPU and each Gi of memory and storage; below that only providers with prices of their own bid.",
	.fix = "Raise the amount: it is only a ceiling, and you pay what the provider that you choose has bid.",
	.source = "helm-charts charts/akash-provider/scripts/price_script_generic.sh",
	.on = { .group = check_cpu_bid },
};

const struct rule rule_price_ceiling_extreme = {
	.id = "price-ceiling-extreme",
	.severity = SEVERITY_INFO,
	.is_pedantic = true,
	.summary = "a price that allows bids far above what providers ask by default",
	.why = "The amount is the most you pay for one block of about six seconds. With a ceiling of more than a thousand times what providers ask by default nothing keeps you from taking a bid that is many times too high.",
	.fix = "Lower the amount to what you are ready to pay.",
	.source = "helm-charts charts/akash-provider/scripts/price_script_generic.sh",
	.on = { .leaf = check_ceiling },
};

static const struct known_denom *known_denom(struct str denom)
{
	for (const struct known_denom *known = providers.denoms; known->denom; known++)
		if (str_is(denom, known->denom))
			return known;
	return NULL;
}

// Those that a person can write from memory: not the hash of a token from another chain.
static const char *const *short_denoms(struct run *run)
{
	const char **list = NULL;
	size_t n = 0, cap = 0;

	for (const struct known_denom *known = providers.denoms; known->denom; known++)
		if (!strchr(known->denom, '/'))
			ARENA_PUSH(run->arena, list, n, cap) = known->denom;
	ARENA_PUSH(run->arena, list, n, cap) = NULL;
	return list;
}

static bool has_one_denom(const struct sdl *sdl, struct str denom)
{
	for (size_t i = 0; i < sdl->n_groups; i++)
		for (size_t j = 0; j < sdl->groups[i]->n_leaves; j++) {
			const struct sdl_price *price = sdl->groups[i]->leaves[j]->price;

			if (price && !str_eq(price->denom.text, denom))
				return false;
		}
	return true;
}

static void check_denom(struct run *run, const struct sdl_price *price)
{
	const struct leaf_str *denom = &price->denom;
	const char *const *known;
	struct diag *diag;

	if (!price->is_deployed || price->is_null || denom->is_bad || !denom->at || !is_denom(denom->text) ||
	    known_denom(denom->text) || !has_one_denom(run->sdl, denom->text))
		return;
	known = short_denoms(run);
	diag = report(run, &rule_pricing_denom_unpriced, denom->at, "providers have no price in %s by default, and do not bid", quoted(run, denom->text));
	if (!suggest_name(run, diag, denom->text, known, denom->at))
		diag_help(run, diag, "write %s", list_text(run, known, "or"));
}

static double gi(uint64_t bytes)
{
	return (double)bytes / (double)(UINT64_C(1) << 30);
}

static double rate_of(const struct sdl_volume *volume)
{
	if (!volume->has_attributes || volume->class_name.len == 0)
		return providers.bid_usd_per_month.ephemeral_gi;
	if (str_is(volume->class_name, "beta1"))
		return providers.bid_usd_per_month.beta1_gi;
	if (str_is(volume->class_name, "beta2"))
		return providers.bid_usd_per_month.beta2_gi;
	return str_is(volume->class_name, "beta3") ? providers.bid_usd_per_month.beta3_gi : 0;
}

// Of one replica; ports and addresses, which cost next to nothing, are left out.
static double usd_per_month(const struct sdl_compute *compute)
{
	double usd = (double)compute->cpu.units.value / 1000 * providers.bid_usd_per_month.cpu +
		     gi(compute->memory.size.value) * providers.bid_usd_per_month.memory_gi +
		     (double)gpus_of(compute) * providers.bid_usd_per_month.gpu;

	for (size_t i = 0; i < compute->n_volumes; i++)
		usd += gi(compute->volumes[i]->size.value) * rate_of(compute->volumes[i]);
	return usd;
}

// What one unit of the price is worth in US dollars; 0 if nobody knows, or the price is no price.
static double usd_of(const struct sdl_price *price)
{
	const struct known_denom *known;

	if (!price || price->entry.is_bad || price->is_null || price->denom.is_bad || price->amount.is_bad ||
	    price->amount.fault || !price->amount.at)
		return 0;
	known = known_denom(price->denom.text);
	return known ? known->usd : 0;
}

static double amount_of(struct run *run, const struct sdl_price *price)
{
	struct strbuf text;
	double amount = 0;

	strbuf_init(&text, run->arena);
	amount_to_text(&text, &price->amount.value);
	float_from_str((struct str){ text.text, text.len }, &amount);
	return amount;
}

static bool is_priced(const struct sdl_leaf *leaf)
{
	const struct sdl_compute *compute = leaf->compute;

	if (!is_leaf_sound(leaf))
		return false;
	for (size_t i = 0; i < compute->n_volumes; i++)
		if (!is_size_sound(&compute->volumes[i]->size, &network.unit.storage_bytes))
			return false;
	return !leaf->count.is_bad && usd_of(leaf->price) > 0 &&
	       is_size_sound(&compute->cpu.units, &network.unit.cpu_millicpu) &&
	       is_size_sound(&compute->memory.size, &network.unit.memory_bytes);
}

static double least_amount(const struct sdl_leaf *leaf)
{
	return usd_per_month(leaf->compute) / providers.blocks_per_month / usd_of(leaf->price);
}

static void report_bid(struct run *run, const struct rule *rule, const struct sdl_leaf *leaf)
{
	double least = least_amount(leaf);
	uint64_t gpus = gpus_of(leaf->compute);
	struct diag *diag;

	diag = report(run, rule, leaf->price->amount.at,
		      "%s %s a block is less than %.0f, the least that providers ask by default for %s",
		      escaped(run, leaf->price->amount.text), escaped(run, leaf->price->denom.text), ceil(least),
		      gpus ? gpus_text(run, gpus) : "this profile");
	diag_help(
		run, diag,
		"write more than %.0f (%.2f US dollars a month for each replica): you pay what you accept a bid for, and no more",
		ceil(least), usd_per_month(leaf->compute));
}

static bool has_gpu(const struct sdl_group *group)
{
	for (size_t i = 0; i < group->n_leaves; i++)
		if (group->leaves[i]->compute && gpus_of(group->leaves[i]->compute) > 0)
			return true;
	return false;
}

// A provider compares the sum of a group: what one service pays too much may be what another lacks.
static void check_group(struct run *run, const struct rule *rule, const struct sdl_group *group, bool is_of_gpus)
{
	double offered = 0, least = 0;

	if (has_gpu(group) != is_of_gpus)
		return;
	for (size_t i = 0; i < group->n_leaves; i++) {
		const struct sdl_leaf *leaf = group->leaves[i];

		if (!is_priced(leaf))
			return;
		offered += amount_of(run, leaf->price) * leaf->count.value;
		least += least_amount(leaf) * leaf->count.value;
	}
	for (size_t i = 0; offered < least && i < group->n_leaves; i++) {
		const struct sdl_leaf *leaf = group->leaves[i];

		if ((gpus_of(leaf->compute) > 0) == is_of_gpus && amount_of(run, leaf->price) < least_amount(leaf))
			report_bid(run, rule, leaf);
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

static void check_gpu_ceiling(struct run *run, const struct sdl_leaf *leaf)
{
	double usd;
	struct diag *diag;

	if (!is_priced(leaf) || gpus_of(leaf->compute) == 0)
		return;
	usd = amount_of(run, leaf->price) * usd_of(leaf->price) * providers.blocks_per_hour;
	usd /= (double)gpus_of(leaf->compute);
	if (usd <= providers.gpu_usd_per_hour_max)
		return;
	diag = report(run, &rule_gpu_price_ceiling_extreme, leaf->price->amount.at, "this allows bids of up to %.0f US dollars an hour for each GPU", usd);
	diag_help(run, diag, "lower it to what you are ready to pay");
}

static void check_ceiling(struct run *run, const struct sdl_leaf *leaf)
{
	double amount, least;
	struct diag *diag;

	if (!is_priced(leaf) || gpus_of(leaf->compute) > 0)
		return;
	amount = amount_of(run, leaf->price);
	least = least_amount(leaf);
	if (amount <= least * providers.ceiling_ratio_max)
		return;
	diag = report(run, &rule_price_ceiling_extreme, leaf->price->amount.at,
		      "this accepts bids of up to %.0f US dollars a month, %.0f times what providers ask by default",
		      amount * usd_of(leaf->price) * providers.blocks_per_month, amount / least);
	diag_help(run, diag, "lower it to what you are ready to pay: %.0f is ten times what they ask",
		  ceil(least * 10));
}
