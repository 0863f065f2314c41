// SPDX-License-Identifier: Apache-2.0
// In: a compute profile. Out: a finding if a deployed one requests nothing.
#include "query/common.h"

static void check_resources(struct run *run, const struct sdl_compute *compute);

const struct rule rule_compute_resources_missing = {
	.id = "compute-resources-missing",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a deployed compute profile has no resources",
	.why = "The network's parser crashes on a deployed profile without resources, for instance when the key is "
	       "misspelt, because unknown keys are ignored.",
	.fix = "Add resources: with cpu, memory and storage.",
	.source = "chain-sdk go/sdl/v2.go, validate",
	.on = { .compute = check_resources },
};

static void check_resources(struct run *run, const struct sdl_compute *compute)
{
	static const char *const keys[] = { "resources", NULL };
	const struct ynode *value = ynode_resolve(compute->entry.at);
	const struct ynode *at = compute->resources_key ? compute->resources_key : compute->entry.key;
	struct diag *diag;

	if (!compute->is_deployed || compute->is_resources_bad || has_resources(compute))
		return;
	for (uint32_t i = 0; value && value->kind == YNODE_MAPPING && i < value->n_items; i += 2) {
		if (!is_near(value->items[i]->text, keys))
			continue;
		diag = diag_add(run, &rule_compute_resources_missing, value->items[i],
				"the compute profile %s has no \"resources\": this key is ignored",
				quoted(run, compute->entry.name));
		suggest_name(run, diag, value->items[i]->text, keys, value->items[i]);
		return;
	}
	diag = diag_add(run, &rule_compute_resources_missing, at, "the compute profile %s has no %s",
			quoted(run, compute->entry.name),
			compute->resources_at ? "cpu, memory and storage" : "\"resources\"");
	lacks_resource(run, diag, compute, "");
	diag_help(run, diag, "add resources: with cpu, memory and storage");
}
