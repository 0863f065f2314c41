// SPDX-License-Identifier: Apache-2.0
// In: prices and the policy. Out: findings where a price may be more than the policy allows.
#include "catalogue/providers.h"
#include "query/policy_common.h"

static void check_denom(struct run *run, const struct sdl_price *price);
static void check_block(struct run *run, const struct sdl_price *price);
static void check_gpu_hour(struct run *run, const struct sdl_assignment *assignment);
static void check_month(struct run *run, const struct sdl *sdl);

const struct rule rule_policy_denom = {
	.id = "policy-denom",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "the policy does not allow this denomination",
	.why = "The policy lists the allowed denominations of prices.",
	.fix = "Use a denomination that the policy allows.",
	.source = "the policy given with --policy",
	.on = { .price = check_denom },
};

const struct rule rule_policy_price = {
	.id = "policy-price",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "a price is higher than the policy allows",
	.why = "The policy limits the amount per block, the dollars per GPU hour, and the dollars per month of the whole deployment. A price without a known rate can't be compared, and is reported too.",
	.fix = "Lower the amount, or give the policy a rate for the denomination.",
	.source = "the policy given with --policy",
	.on = { .price = check_block, .assignment = check_gpu_hour, .sdl = check_month },
};

static bool is_valid(const struct sdl_price *price)
{
	return price && price->is_deployed && !price->entry.is_bad && !price->is_null && price->denom.at &&
	       !price->denom.is_bad && price->amount.at && !price->amount.is_bad && !price->amount.fault;
}

static bool is_denom_refused(const struct run *run, const struct sdl_price *price)
{
	const struct policy_list *denoms = &run->settings->policy->pricing.denoms;

	return denoms->is_set && !policy_list_has(denoms, price->denom.text) &&
	       rule_level(run->settings, &rule_policy_denom) != SEVERITY_OFF;
}

static void check_denom(struct run *run, const struct sdl_price *price)
{
	if (run->settings->policy && is_valid(price) && is_denom_refused(run, price))
		policy_help(run,
			    diag_add(run, &rule_policy_denom, price->denom.at,
				     "the policy does not allow the denomination %s", quoted(run, price->denom.text)),
			    "it allows", &run->settings->policy->pricing.denoms);
}

static void check_block(struct run *run, const struct sdl_price *price)
{
	const struct policy *policy = run->settings->policy;
	const struct policy_price *most = NULL;

	if (!policy || policy->pricing.n_max_per_block == 0 || !is_valid(price) || is_denom_refused(run, price))
		return;
	for (size_t i = 0; i < policy->pricing.n_max_per_block; i++)
		if (str_eq(policy->pricing.max_per_block[i].denom, price->denom.text))
			most = &policy->pricing.max_per_block[i];
	if (!most)
		diag_help(run,
			  diag_add(run, &rule_policy_price, price->denom.at,
				   "the policy has a price limit, but none for %s", quoted(run, price->denom.text)),
			  "add one to the policy under pricing.max_per_block, or use a denomination that has one");
	else if (amount_cmp(&price->amount.value, &most->amount) > 0)
		diag_help(run,
			  diag_add(run, &rule_policy_price, price->amount.at,
				   "the amount %s is above the policy's limit of %s per block",
				   quoted(run, price->amount.text), escaped(run, most->text)),
			  "lower it");
}

static double known_rate(const struct known_denom *known, struct str denom)
{
	for (; known && known->denom; known++)
		if (str_is(denom, known->denom))
			return known->usd;
	return 0;
}

// What the policy says comes first; where it says that it does not know (null) only the caller may.
double policy_usd(const struct settings *settings, struct str denom)
{
	const struct policy *policy = settings->policy;
	double rate = known_rate(settings->rates, denom);

	for (size_t i = 0; i < policy->pricing.n_rates; i++)
		if (str_eq(policy->pricing.rates[i].denom, denom))
			return policy->pricing.rates[i].usd.is_set ? policy->pricing.rates[i].usd.value : rate;
	return rate > 0 ? rate : known_rate(providers.denoms, denom);
}

// Dollars for one block; false, and a finding unless there is another, if unknown.
static bool usd_per_block(struct run *run, const struct sdl_price *price, double *usd)
{
	*usd = policy_usd(run->settings, price->denom.text) * amount_to_double(&price->amount.value);
	if (*usd > 0)
		return true;
	if (!is_denom_refused(run, price))
		diag_help(
			run,
			diag_add(run, &rule_policy_price, price->denom.at,
				 "the policy has a limit in dollars, and the rate of %s is unknown",
				 quoted(run, price->denom.text)),
			"add a rate to the policy under pricing.rates, use --rate, or use a denomination that has one");
	return false;
}

// What rounding may add is no excess.
static bool is_above(double usd, const struct policy_number *most)
{
	return usd > most->value * (1 + 1e-9);
}

static void check_gpu_hour(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_gpu *gpu = policy_gpu_of(run, assignment);
	const struct policy_number *most;
	double usd;

	if (!gpu || !run->settings->policy->pricing.max_per_gpu_hour_usd.is_set || !is_valid(assignment->price) ||
	    !usd_per_block(run, assignment->price, &usd))
		return;
	most = &run->settings->policy->pricing.max_per_gpu_hour_usd;
	usd = usd * providers.blocks_per_hour / (double)gpu->units.value;
	if (is_above(usd, most))
		diag_help(run,
			  diag_add(run, &rule_policy_price, assignment->price->amount.at,
				   "this accepts up to $%.2f per GPU hour; the policy allows $%.2f", usd, most->value),
			  "lower the amount");
}

static void check_month(struct run *run, const struct sdl *sdl)
{
	const struct policy *policy = run->settings->policy;
	double sum = 0, usd;

	if (!policy || !policy->pricing.max_deployment_month_usd.is_set)
		return;
	for (size_t i = 0; i < sdl->n_groups; i++)
		for (size_t j = 0; j < sdl->groups[i]->n_assignments; j++) {
			const struct sdl_assignment *assignment = sdl->groups[i]->assignments[j];

			if (!assignment->count.is_bad && is_valid(assignment->price) &&
			    usd_per_block(run, assignment->price, &usd))
				sum += usd * assignment->count.value * providers.blocks_per_month;
		}
	if (is_above(sum, &policy->pricing.max_deployment_month_usd) && sdl->deployment_key)
		diag_help(run,
			  diag_add(run, &rule_policy_price, sdl->deployment_key,
				   "the deployment accepts up to $%.2f per month; the policy allows $%.2f", sum,
				   policy->pricing.max_deployment_month_usd.value),
			  "lower the amounts or the counts");
}
