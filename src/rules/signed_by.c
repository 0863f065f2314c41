// SPDX-License-Identifier: Apache-2.0
// In: the auditors that a placement requires. Out: findings about invalid ones, and about placements without.
#include "query/sdl_query.h"
#include "sdl/name.h"

static void check_addresses(struct run *run, const struct sdl_placement *placement);
static void check_audited(struct run *run, const struct sdl_group *group);

const struct rule rule_signedby_not_address = {
	.id = "signedby-not-address",
	.severity = SEVERITY_WARNING,
	.summary = "an auditor that is not an Akash address",
	.why = "The lists of signedBy hold the addresses of auditors, and a provider may bid only if they have signed its attributes. With anything else under allOf no provider can bid, and under anyOf the entry has no effect.",
	.fix = "Write the auditor's address, akash1 and 38 more characters, or remove the entry.",
	.source = "chain-sdk go/node/deployment/v1beta4/groupspec.go, MatchRequirements",
	.on = { .placement = check_addresses },
};

const struct rule rule_gpu_unaudited_placement = {
	.id = "gpu-unaudited-placement",
	.severity = SEVERITY_INFO,
	.is_pedantic = true,
	.summary = "GPUs from any provider, audited or not",
	.why = "Without signedBy any provider may bid, with attributes that nobody has checked: the GPU may not be the one that it declares.",
	.fix = "Add signedBy with anyOf: and the address of an auditor that you trust.",
	.source = "Akash documentation, audited attributes",
	.on = { .group = check_audited },
};

static bool is_auditor(struct str text)
{
	return is_bech32_address(text, "akash");
}

static bool has_auditor(const struct leaf_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (is_auditor(list->items[i].text))
			return true;
	return false;
}

static void check_list(struct run *run, const struct leaf_list *list, bool is_fatal)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct leaf_str *item = &list->items[i];
		struct diag *diag;

		if (item->is_bad || !item->at || is_auditor(item->text))
			continue;
		diag = diag_add(run, &rule_signedby_not_address, item->at, "%s is not the address of an auditor%s",
				quoted(run, item->text), is_fatal ? ": no provider can bid" : "");
		diag_help(run, diag, "write an Akash address, akash1…, or remove the entry");
	}
}

static void check_addresses(struct run *run, const struct sdl_placement *placement)
{
	if (!placement->is_deployed)
		return;
	if (!placement->all_of.is_bad)
		check_list(run, &placement->all_of, true);
	if (!placement->any_of.is_bad)
		check_list(run, &placement->any_of, !has_auditor(&placement->any_of));
}

static void check_audited(struct run *run, const struct sdl_group *group)
{
	const struct sdl_placement *placement = group->placement;
	struct diag *diag;

	if (!placement || placement->entry.is_bad || placement->all_of.n || placement->all_of.is_bad ||
	    placement->any_of.n || placement->any_of.is_bad)
		return;
	for (size_t i = 0; i < group->n_assignments; i++) {
		if (!is_assignment_valid(group->assignments[i]) || gpus_of(group->assignments[i]->compute) == 0)
			continue;
		diag = diag_add(run, &rule_gpu_unaudited_placement, placement->entry.key,
				"any provider may offer the GPUs of %s, audited or not",
				quoted(run, placement->entry.name));
		diag_help(run, diag, "add signedBy with anyOf: and the address of an auditor");
		return;
	}
}
