// SPDX-License-Identifier: Apache-2.0
// In: the sections of an SDL. Out: a finding if it deploys nothing at all.
#include "query/common.h"

static void check_deployment(struct run *run, const struct sdl *sdl);

const struct rule rule_deployment_empty = {
	.id = "deployment-empty",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the SDL deploys nothing",
	.why = "The section deployment says where each service runs, and with how many replicas. Without an entry there is nothing to bid on, and the network rejects the SDL.",
	.fix = "Add deployment: with the name of a service, under it the name of a placement, and under that profile and count.",
	.source = "chain-sdk go/node/deployment/v1beta4/group_validation.go",
	.on = { .sdl = check_deployment },
};

static void check_deployment(struct run *run, const struct sdl *sdl)
{
	const struct ynode *at = sdl->deployment_key;
	struct diag *diag;

	if (sdl->n_groups > 0 || sdl->deployments.is_bad || sdl->is_cut ||
	    (!at && (!sdl->version_at || is_section_misspelt(sdl, "deployment"))))
		return;
	for (size_t i = 0; i < sdl->deployments.n; i++)
		if (sdl->deployments.items[i]->is_bad ||
		    ((const struct sdl_deployment *)sdl->deployments.items[i])->assignments.is_bad)
			return;
	if (at) {
		diag = diag_add(run, &rule_deployment_empty, at,
				"nothing is deployed: \"deployment\" has no service with a placement");
	} else {
		at = sdl->root->n_items ? sdl->root->items[0] : sdl->root;
		diag = diag_add(run, &rule_deployment_empty, at, "nothing is deployed: missing section \"deployment\"");
	}
	diag_lacks(run, diag, "deployment");
	diag_help(run, diag,
		  "add the name of a service, under it the name of a placement, and under that profile: and count:");
}
