// SPDX-License-Identifier: Apache-2.0
// In: a model that a GPU request lists. Out: a finding where Akash Console keeps it from those who try it out.
#include "catalogue/providers.h"
#include "query/common.h"

static void check_model(struct run *run, const struct sdl_gpu_model *model);

const struct rule rule_gpu_trial_blocked = {
	.id = "gpu-trial-blocked",
	.severity = SEVERITY_INFO,
	.is_pedantic = true,
	.summary = "a GPU model that Akash Console blocks for trial accounts",
	.why = "During the free trial Akash Console rejects a deployment that lists one of the most sought-after models, even among others. Paid accounts and the command line are not affected.",
	.fix = "Remove the model from the list, or add funds to the account.",
	.source = "console apps/api/src/billing/config/env.config.ts",
	.on = { .gpu_model = check_model },
};

static void check_model(struct run *run, const struct sdl_gpu_model *model)
{
	struct diag *diag;

	if (!model->gpu->compute->is_deployed || model->model.is_bad ||
	    !is_one_of(model->model.text, providers.trial_blocked_models))
		return;
	diag = diag_add(run, &rule_gpu_trial_blocked, model->model.at,
			"Akash Console blocks the model %s for trial accounts", quoted(run, model->model.text));
	diag_help(run, diag, "remove it from the list, or add funds to the account");
}
