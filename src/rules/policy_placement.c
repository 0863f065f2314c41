// SPDX-License-Identifier: Apache-2.0
// In: placements and the policy. Out: findings about their attributes and auditors.
#include "rules/common.h"
#include "rules/policy_common.h"

static void check_attributes(struct run *run, const struct sdl_placement *placement);
static void check_signers(struct run *run, const struct sdl_placement *placement);

const struct rule rule_policy_placement_attribute = {
	.id = "policy-placement-attribute",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "attributes of a placement are not what the policy wants",
	.why = "The policy lists attributes that every placement must ask for, and others that it must not.",
	.fix = "Add the attribute with a value that the policy allows, or remove it.",
	.source = "the policy given with --policy",
	.on = { .placement = check_attributes },
};

const struct rule rule_policy_signed_by = {
	.id = "policy-signed-by",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "the auditors of a placement are not those of the policy",
	.why = "The policy names auditors whose signature every placement must ask for, and those that may be named at all.",
	.fix = "Name the auditors of the policy under signedBy.",
	.source = "the policy given with --policy",
	.on = { .placement = check_signers },
};

static void check_required(struct run *run, const struct sdl_placement *placement, const struct policy_attribute *required)
{
	const struct sdl_attribute *attribute = sdl_map_find(&placement->attributes, required->key);
	struct diag *diag;

	if (attribute && (!required->values.is_set || policy_list_has(&required->values, attribute->value.text)))
		return;
	if (attribute)
		diag = report(run, &rule_policy_placement_attribute, attribute->value.at ? attribute->value.at : attribute->entry.key,
			      "the policy does not allow %s for the attribute %s", quoted(run, attribute->value.text), quoted(run, required->key));
	else
		diag = report(run, &rule_policy_placement_attribute, placement->entry.key, "the policy wants the attribute %s", quoted(run, required->key));
	if (required->values.is_set)
		policy_help(run, diag, "it allows", &required->values);
	else
		diag_help(run, diag, "add it under attributes");
}

static void check_attributes(struct run *run, const struct sdl_placement *placement)
{
	const struct policy *policy = run->settings->policy;

	if (!policy || !placement->is_deployed || placement->attributes.is_bad)
		return;
	for (size_t i = 0; i < policy->placement.n_required; i++)
		check_required(run, placement, &policy->placement.required[i]);
	for (size_t i = 0; i < placement->attributes.n; i++) {
		const struct sdl_entry *attribute = placement->attributes.items[i];

		if (policy_list_has(&policy->placement.forbidden, attribute->name))
			diag_help(run, report(run, &rule_policy_placement_attribute, attribute->key, "the policy forbids the attribute %s",
					      quoted(run, attribute->name)), "remove it");
	}
}

static bool has_signer(const struct sdl_placement *placement, struct str signer)
{
	for (size_t i = 0; i < placement->all_of.n; i++)
		if (str_eq(placement->all_of.items[i].text, signer))
			return true;
	for (size_t i = 0; i < placement->any_of.n; i++)
		if (str_eq(placement->any_of.items[i].text, signer))
			return true;
	return false;
}

static void check_allowed(struct run *run, const struct leaf_list *signers)
{
	const struct policy_list *allowed = &run->settings->policy->placement.allowed_signers;

	for (size_t i = 0; allowed->is_set && i < signers->n; i++)
		if (!policy_list_has(allowed, signers->items[i].text))
			policy_help(run, report(run, &rule_policy_signed_by, signers->items[i].at, "the policy does not allow the auditor %s",
						quoted(run, signers->items[i].text)), "it allows", allowed);
}

static void check_signers(struct run *run, const struct sdl_placement *placement)
{
	const struct policy *policy = run->settings->policy;
	const struct policy_list *any, *all;
	const struct ynode *at;
	size_t n_any = 0, n_all = 0;

	if (!policy || !placement->is_deployed)
		return;
	any = &policy->placement.signed_by_any;
	all = &policy->placement.signed_by_all;
	for (size_t i = 0; i < any->n; i++)
		n_any += has_signer(placement, any->items[i]);
	for (size_t i = 0; i < all->n; i++)
		n_all += has_signer(placement, all->items[i]);
	at = placement->signed_by_at && ynode_key(placement->signed_by_at) ? ynode_key(placement->signed_by_at) : placement->entry.key;
	if (any->n > 0 && n_any == 0)
		policy_help(run, report(run, &rule_policy_signed_by, at, "the policy wants one of its auditors under signedBy"), "it names", any);
	if (n_all < all->n)
		policy_help(run, report(run, &rule_policy_signed_by, at, "the policy wants all of its auditors under signedBy"), "it names", all);
	check_allowed(run, &placement->all_of);
	check_allowed(run, &placement->any_of);
}
