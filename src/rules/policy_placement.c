// SPDX-License-Identifier: Apache-2.0
// In: placements and the policy. Out: findings about their attributes and auditors.
#include "query/policy_common.h"

static void check_attributes(struct run *run, const struct sdl_placement *placement);
static void check_signers(struct run *run, const struct sdl_placement *placement);

const struct rule rule_policy_placement_attribute = {
	.id = "policy-placement-attribute",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "a placement attribute that the policy forbids, or a missing one that it requires",
	.why = "The policy lists attributes that every placement must have, and others that it must not have.",
	.fix = "Add the attribute with a value that the policy allows, or remove it.",
	.source = "the policy given with --policy",
	.on = { .placement = check_attributes },
};

const struct rule rule_policy_signed_by = {
	.id = "policy-signed-by",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "a placement does not require the policy's auditors",
	.why = "The policy lists auditors whose signature every placement must require, and the allowed auditors. One auditor under anyOf is enough for a provider to bid, so all of them must be among the policy's.",
	.fix = "Name the auditors of the policy under signedBy.",
	.source = "the policy given with --policy",
	.on = { .placement = check_signers },
};

static void check_required(struct run *run, const struct sdl_placement *placement,
			   const struct policy_attribute *wanted)
{
	const struct sdl_attribute *attribute = sdl_map_find(&placement->attributes, wanted->key);
	const char *key = quoted(run, wanted->key);
	const struct ynode *at;
	struct diag *diag;

	if (!attribute) {
		diag = diag_add(run, &rule_policy_placement_attribute, placement->entry.key,
				"the policy requires the attribute %s", key);
		if (wanted->values.is_set)
			policy_help(run, diag, "add it under attributes, with one of these values:", &wanted->values);
		else
			diag_help(run, diag, "add it under attributes");
		return;
	}
	if (attribute->entry.is_bad || !wanted->values.is_set ||
	    policy_list_has(&wanted->values, attribute->value.text))
		return;
	at = attribute->value.at ? attribute->value.at : attribute->entry.key;
	diag = diag_add(run, &rule_policy_placement_attribute, at, "the policy does not allow %s for the attribute %s",
			quoted(run, attribute->value.text), key);
	policy_help(run, diag, "it allows", &wanted->values);
}

static void check_attributes(struct run *run, const struct sdl_placement *placement)
{
	const struct policy *policy = run->settings->policy;

	if (!policy || !placement->is_deployed || placement->attributes.is_bad)
		return;
	for (size_t i = 0; i < policy->placement.n_required; i++)
		if (!diags_are_full(run, &rule_policy_placement_attribute))
			check_required(run, placement, &policy->placement.required[i]);
	for (size_t i = 0; i < placement->attributes.n; i++) {
		const struct sdl_entry *attribute = placement->attributes.items[i];

		if (policy_list_has(&policy->placement.forbidden, attribute->name))
			diag_help(run,
				  diag_add(run, &rule_policy_placement_attribute, attribute->key,
					   "the policy forbids the attribute %s", quoted(run, attribute->name)),
				  "remove it");
	}
}

bool is_signature_sure(const struct sdl_placement *placement, const struct policy_list *wanted)
{
	size_t n_wanted = 0;

	for (size_t i = 0; i < placement->all_of.n; i++)
		if (policy_list_has(wanted, placement->all_of.items[i].text))
			return true;
	for (size_t i = 0; i < placement->any_of.n; i++)
		n_wanted += policy_list_has(wanted, placement->any_of.items[i].text);
	return n_wanted > 0 && n_wanted == placement->any_of.n;
}

static bool is_all_sure(const struct sdl_placement *placement, const struct policy_list *wanted)
{
	for (size_t i = 0; i < wanted->n; i++) {
		const struct policy_list one = { &wanted->items[i], 1, true };

		if (!is_signature_sure(placement, &one))
			return false;
	}
	return true;
}

static void check_allowed(struct run *run, const struct leaf_list *signers)
{
	const struct policy_list *allowed = &run->settings->policy->placement.allowed_signers;

	for (size_t i = 0; allowed->is_set && i < signers->n; i++)
		if (!policy_list_has(allowed, signers->items[i].text))
			policy_help(run,
				    diag_add(run, &rule_policy_signed_by, signers->items[i].at,
					     "the policy does not allow the auditor %s",
					     quoted(run, signers->items[i].text)),
				    "it allows", allowed);
}

static void check_signers(struct run *run, const struct sdl_placement *placement)
{
	const struct policy *policy = run->settings->policy;
	const struct policy_list *any, *all;
	const struct ynode *at;

	if (!policy || !placement->is_deployed || placement->all_of.is_bad || placement->any_of.is_bad)
		return;
	any = &policy->placement.signed_by_any;
	all = &policy->placement.signed_by_all;
	at = policy_key_of(placement->signed_by_at, &placement->entry);
	if (any->n > 0 && !is_signature_sure(placement, any))
		policy_help(run,
			    diag_add(run, &rule_policy_signed_by, at,
				     "providers can bid here without a signature of the policy's auditors"),
			    "write under signedBy.anyOf one of", any);
	if (!is_all_sure(placement, all))
		policy_help(run,
			    diag_add(run, &rule_policy_signed_by, at,
				     "providers can bid here without the signatures of all the policy's auditors"),
			    "write under signedBy.allOf", all);
	check_allowed(run, &placement->all_of);
	check_allowed(run, &placement->any_of);
}
