// SPDX-License-Identifier: Apache-2.0
// In: a bid, the policy, and the wanted GPUs. Out: reasons if it exceeds the limits, or offers other GPUs.
#include "base/glob.h"
#include "bids/judge_steps.h"
#include "catalogue/providers.h"
#include "query/policy_common.h"

static bool is_on(const struct judge *judge, const char *rule)
{
	return rule_level(judge->run->settings, rule_by_id(rule)) != SEVERITY_OFF;
}

static const struct policy_price *limit_for(const struct policy *policy, struct str denom)
{
	for (size_t i = policy->pricing.n_max_per_block; i > 0; i--)
		if (str_eq(policy->pricing.max_per_block[i - 1].denom, denom))
			return &policy->pricing.max_per_block[i - 1];
	return NULL;
}

// The policy's limit is for one replica, and a bid is for all of the group.
static void judge_block(struct judge *judge, const struct policy *policy)
{
	const struct bid *bid = judge->bid->bid;
	const struct policy_price *limit = limit_for(policy, bid->denom);
	struct amount most = { { 0 } };
	uint32_t n = 0;

	if (!limit) {
		bid_reason(judge, "policy", "the policy sets no price limit in %s", quoted(judge->run, bid->denom));
		return;
	}
	for (size_t i = 0; i < judge->group->demand->n_units; i++)
		n += judge->group->demand->units[i].count;
	if (amount_mul_u32(&limit->amount, n, &most) && amount_cmp(&bid->amount, &most) > 0)
		bid_reason(judge, "policy",
			   "the price is above the policy's limit of %s %s per block for each of %u replicas",
			   escaped(judge->run, limit->text), escaped(judge->run, bid->denom), (unsigned)n);
}

static uint64_t n_gpus(const struct demand *demand)
{
	uint64_t n = 0;

	for (size_t i = 0; i < demand->n_units; i++)
		n += (uint64_t)demand->units[i].gpus * demand->units[i].count;
	return n;
}

static bool is_above(double usd, const struct policy_number *most)
{
	return most->is_set && usd > most->value * (1 + 1e-9);
}

static void judge_dollars(struct judge *judge, const struct policy *policy)
{
	const struct policy_number *hour = &policy->pricing.max_per_gpu_hour_usd,
				   *month = &policy->pricing.max_deployment_month_usd;
	double usd =
		policy_usd(judge->run->settings, judge->bid->bid->denom) * amount_to_double(&judge->bid->bid->amount);
	double n = (double)n_gpus(judge->group->demand);

	if (!month->is_set && (!hour->is_set || n == 0))
		return;
	if (usd <= 0)
		bid_reason(judge, "policy",
			   "the policy has a limit in dollars, and the value of %s is unknown: use --rate",
			   quoted(judge->run, judge->bid->bid->denom));
	if (n > 0 && is_above(usd * providers.blocks_per_hour / n, hour))
		bid_reason(judge, "policy", "$%.2f per GPU hour; the policy allows $%.2f",
			   usd * providers.blocks_per_hour / n, hour->value);
	if (is_above(usd * providers.blocks_per_month, month))
		bid_reason(judge, "policy", "$%.2f per month; the policy allows $%.2f for the whole deployment",
			   usd * providers.blocks_per_month, month->value);
}

static void judge_pricing(struct judge *judge, const struct policy *policy)
{
	const struct bid *bid = judge->bid->bid;

	if (is_on(judge, "policy-denom") && policy->pricing.denoms.is_set &&
	    !policy_list_has(&policy->pricing.denoms, bid->denom)) {
		bid_reason(judge, "policy", "the policy does not allow the denomination %s",
			   quoted(judge->run, bid->denom));
		return;
	}
	if (!is_on(judge, "policy-price") || bid->amount_fault || !judge->group)
		return;
	if (policy->pricing.n_max_per_block)
		judge_block(judge, policy);
	judge_dollars(judge, policy);
}

static bool has_signer(const struct provider *provider, const struct policy_list *wanted)
{
	for (size_t i = 0; i < provider->n_signatures; i++)
		if (policy_list_has(wanted, provider->signatures[i].auditor))
			return true;
	return false;
}

// The chain has checked what the placement requires, whatever inventories say.
static void judge_signers(struct judge *judge, const struct policy_list *wanted)
{
	const struct provider *provider = judge->bid->provider;

	if (wanted->n == 0 || (judge->group && is_signature_sure(judge->group->group->placement, wanted)))
		return;
	if (!provider || !provider->has_signatures)
		bid_reason(judge, "policy",
			   "the policy requires an auditor's signature, and no inventory has the provider's");
	else if (!has_signer(provider, wanted))
		bid_reason(judge, "policy", "none of the policy's auditors has signed the provider's attributes");
}

void judge_policy(struct judge *judge)
{
	const struct policy *policy = judge->run->settings->policy;

	if (!policy)
		return;
	judge_pricing(judge, policy);
	if (!is_on(judge, "policy-signed-by"))
		return;
	judge_signers(judge, &policy->placement.signed_by_any);
	for (size_t i = 0; i < policy->placement.signed_by_all.n; i++)
		judge_signers(judge, &(struct policy_list){ &policy->placement.signed_by_all.items[i], 1, true });
}

// With --model: every unit with GPUs gets them, for certain.
void judge_model(struct judge *judge)
{
	const char *wanted = judge->choice->model;
	const struct judged_bid *bid = judge->bid;
	bool is_wanted = bid->n_gpus > 0;

	if (!wanted)
		return;
	for (size_t i = 0; i < bid->n_gpus; i++)
		is_wanted &= glob_matches(str_of(wanted), bid->gpus[i].model);
	if (!is_wanted)
		bid_reason(judge, "model", "its GPUs are not \"%s\", but --model requires it",
			   escaped(judge->run, str_of(wanted)));
}
