// SPDX-License-Identifier: Apache-2.0
// In: prices and the policy. Out: findings where a price may be more than the policy allows.
#include "rules/common.h"
#include "rules/policy_common.h"

static void check_denom(struct run *run, const struct sdl_price *price);
static void check_block(struct run *run, const struct sdl_price *price);
static void check_gpu_hour(struct run *run, const struct sdl_leaf *leaf);
static void check_month(struct run *run, const struct sdl *sdl);

const struct rule rule_policy_denom = {
	.id = "policy-denom",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "the policy does not allow this denomination",
	.why = "The policy lists the denominations that prices may have.",
	.fix = "Use a denomination of the policy.",
	.source = "the policy given with --policy",
	.on = { .price = check_denom },
};

const struct rule rule_policy_price = {
	.id = "policy-price",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "a price is higher than the policy allows",
	.why = "The policy limits the amount per block, the dollars for an hour of a GPU, and the dollars for a month of the whole deployment. A price whose denomination has no rate can't be compared, which is a finding too and no pass.",
	.fix = "Lower the amount, or give the policy a rate for the denomination.",
	.source = "the policy given with --policy",
	.on = { .price = check_block, .leaf = check_gpu_hour, .sdl = check_month },
};

static bool is_sound(const struct sdl_price *price)
{
	return price && price->is_deployed && !price->entry.is_bad && !price->is_null && !price->amount.is_bad && !price->amount.fault &&
	       price->denom.at && !price->denom.is_bad;
}

static void check_denom(struct run *run, const struct sdl_price *price)
{
	const struct policy *policy = run->settings->policy;

	if (!policy || !is_sound(price) || !policy->pricing.denoms.is_set || policy_list_has(&policy->pricing.denoms, price->denom.text))
		return;
	policy_help(run, report(run, &rule_policy_denom, price->denom.at, "the policy does not allow the denomination %s",
				quoted(run, price->denom.text)), "it allows", &policy->pricing.denoms);
}

static void check_block(struct run *run, const struct sdl_price *price)
{
	const struct policy *policy = run->settings->policy;

	for (size_t i = 0; policy && is_sound(price) && i < policy->pricing.n_max_per_block; i++) {
		const struct policy_price *most = &policy->pricing.max_per_block[i];

		if (str_eq(most->denom, price->denom.text) && amount_cmp(&price->amount.value, &most->amount) > 0)
			diag_help(run, report(run, &rule_policy_price, price->amount.at, "the amount %s is above the policy's %s per block",
					      quoted(run, price->amount.text), escaped(run, most->text)), "lower it");
	}
}

static double value_of(const struct amount *amount)
{
	double value = 0;

	for (size_t i = AMOUNT_LIMBS; i > 0; i--)
		value = value * 18446744073709551616.0 + (double)amount->limb[i - 1];
	return value / 1e18;
}

// Dollars for one block; false and a finding where the denomination has no rate.
static bool usd_per_block(struct run *run, const struct sdl_price *price, double *usd)
{
	const struct policy *policy = run->settings->policy;

	*usd = 0;
	for (size_t i = 0; i < policy->pricing.n_rates; i++)
		if (str_eq(policy->pricing.rates[i].denom, price->denom.text) && policy->pricing.rates[i].usd.is_set)
			*usd = policy->pricing.rates[i].usd.value;
	for (const struct known_denom *known = providers.denoms; !(*usd > 0) && known->denom; known++)
		if (str_is(price->denom.text, known->denom))
			*usd = known->usd;
	if (*usd > 0) {
		*usd *= value_of(&price->amount.value);
		return true;
	}
	diag_help(run, report(run, &rule_policy_price, price->denom.at, "the policy limits dollars, and there is no rate for %s",
			      quoted(run, price->denom.text)), "give the policy a rate: pricing.rates");
	return false;
}

static void check_gpu_hour(struct run *run, const struct sdl_leaf *leaf)
{
	const struct policy *policy = run->settings->policy;
	double usd;

	if (!policy || !policy->pricing.max_per_gpu_hour_usd.is_set || !is_sound(leaf->price) || !leaf->compute ||
	    leaf->compute->gpu.units.value == 0 || !usd_per_block(run, leaf->price, &usd))
		return;
	usd = usd * providers.blocks_per_hour / (double)leaf->compute->gpu.units.value;
	if (usd > policy->pricing.max_per_gpu_hour_usd.value)
		diag_help(run, report(run, &rule_policy_price, leaf->price->amount.at, "this agrees to $%.2f for an hour of a GPU; the policy allows $%.2f",
				      usd, policy->pricing.max_per_gpu_hour_usd.value), "lower the amount");
}

static void check_month(struct run *run, const struct sdl *sdl)
{
	const struct policy *policy = run->settings->policy;
	double sum = 0, usd;

	if (!policy || !policy->pricing.max_deployment_month_usd.is_set)
		return;
	for (size_t i = 0; i < sdl->n_groups; i++)
		for (size_t j = 0; j < sdl->groups[i]->n_leaves; j++) {
			const struct sdl_leaf *leaf = sdl->groups[i]->leaves[j];

			if (!is_sound(leaf->price) || !usd_per_block(run, leaf->price, &usd))
				return;
			sum += usd * leaf->count.value * providers.blocks_per_month;
		}
	if (sum > policy->pricing.max_deployment_month_usd.value && sdl->deployment_key)
		diag_help(run, report(run, &rule_policy_price, sdl->deployment_key, "the deployment agrees to $%.2f a month; the policy allows $%.2f", sum,
				      policy->pricing.max_deployment_month_usd.value), "lower the amounts or the counts");
}
