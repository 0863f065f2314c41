// SPDX-License-Identifier: Apache-2.0
// In: the attributes that a placement requires. Out: findings about those that few providers have.
#include "query/common.h"

static void check_attributes(struct run *run, const struct sdl_placement *placement);

const struct rule rule_placement_region_legacy = {
	.id = "placement-region-legacy",
	.severity = SEVERITY_INFO,
	.summary = "a placement requires the old attribute region",
	.why = "A provider must have every attribute of a placement, with exactly the same value. Providers give their region in location-region; few still have the old name, region.",
	.fix = "Write location-region: with a value such as na-us-west or eu-west.",
	.source = "Akash documentation, provider attributes",
	.on = { .placement = check_attributes },
};

const struct rule rule_placement_gpu_attribute = {
	.id = "placement-gpu-attribute",
	.severity = SEVERITY_INFO,
	.summary = "a placement selects providers by GPU",
	.why = "As a placement attribute, this only means that the provider has such a card somewhere. The gpu of the compute profile decides which card a container gets.",
	.fix = "Remove the attribute, and name the model under gpu in the compute profile.",
	.source = "chain-sdk go/node/deployment/v1beta4/groupspec.go",
	.on = { .placement = check_attributes },
};

// What an interconnect needs, also misspelt.
static bool is_interconnect_attribute(struct str name)
{
	const char *const names[] = { network.interconnect.attribute, NULL };

	return str_has_prefix(name, names[0]) || is_near(name, names);
}

static void check_attributes(struct run *run, const struct sdl_placement *placement)
{
	for (size_t i = 0; placement->is_deployed && i < placement->attributes.n; i++) {
		const struct sdl_attribute *attribute = (const struct sdl_attribute *)placement->attributes.items[i];
		struct diag *diag;

		if (str_is(attribute->entry.name, "region")) {
			diag = diag_add(run, &rule_placement_region_legacy, attribute->entry.key,
					"few providers still have the attribute \"region\"");
			diag_help(run, diag, "write location-region:, with a value such as na-us-west");
		} else if (str_has_prefix(attribute->entry.name, "gpu") ||
			   (str_has_prefix(attribute->entry.name, "capabilities/gpu") &&
			    !is_interconnect_attribute(attribute->entry.name))) {
			diag = diag_add(run, &rule_placement_gpu_attribute, attribute->entry.key,
					"%s does not say which GPU a container gets",
					quoted(run, attribute->entry.name));
			diag_help(run, diag, "remove it, and name the model under gpu in the compute profile");
		}
	}
}
