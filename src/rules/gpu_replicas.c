// SPDX-License-Identifier: Apache-2.0
// In: profiles with GPUs, and what is deployed on them. Out: findings where replicas must be alike, or there are none.
#include "query/sdl_query.h"

static void check_replicas(struct run *run, const struct sdl_assignment *assignment);
static void check_unused(struct run *run, const struct sdl_gpu *gpu);

const struct rule rule_gpu_replicas_one_model = {
	.id = "gpu-replicas-one-model",
	.severity = SEVERITY_INFO,
	.summary = "several replicas, which all get the same GPU model",
	.why = "A provider chooses the model for the first replica, and all others must get the same one: a provider with enough cards, but of several models, does not bid. A list of models does not help.",
	.fix = "Lower count, or use a service for each replica if different cards are fine.",
	.source = "provider cluster/kube/operators/clients/inventory/inventory.go, Adjust",
	.on = { .assignment = check_replicas },
};

const struct rule rule_gpu_profile_unused = {
	.id = "gpu-profile-unused",
	.severity = SEVERITY_INFO,
	.summary = "an unused compute profile with GPUs",
	.why = "Only profiles named in deployment count. The GPUs of any other are not requested, and its mistakes go unnoticed.",
	.fix = "Name it as the profile of a service in deployment, or remove it.",
	.source = "chain-sdk go/sdl/v2.go",
	.on = { .gpu = check_unused },
};

static bool has_several_models(const struct sdl_gpu *gpu)
{
	for (size_t i = 0; i < gpu->n_models; i++) {
		struct str name = gpu->models[i]->model.text;

		if (str_is(name, "*") || !str_eq(name, gpu->models[0]->model.text))
			return true;
	}
	return gpu->n_models == 0 && gpu->raw_attributes.n == 0;
}

static void check_replicas(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_gpu *gpu;
	struct diag *diag;

	if (!is_assignment_valid(assignment) || assignment->count.is_bad || assignment->count.value < 2 ||
	    gpus_of(assignment->compute) == 0)
		return;
	gpu = &assignment->compute->gpu;
	if (gpu->attributes != GPU_ATTRIBUTES_OK || gpu->ignored_vendors.n > 0 || !has_several_models(gpu))
		return;
	diag = diag_add(run, &rule_gpu_replicas_one_model, assignment->count.at,
			"all %u replicas must get the GPU model of the first", (unsigned)assignment->count.value);
	diag_related(run, diag, ynode_span(gpu->vendor_at), "any of these, but only one");
	diag_help(run, diag, "if different models are fine, write a service for each replica");
}

static void check_unused(struct run *run, const struct sdl_gpu *gpu)
{
	uint64_t units = gpus_of(gpu->compute);
	struct diag *diag;

	if (gpu->compute->is_deployed || units == 0 || run->sdl->n_groups == 0 || !gpu->compute->are_leaves_valid)
		return;
	diag = diag_add(run, &rule_gpu_profile_unused, gpu->compute->entry.key,
			"no service uses the profile %s, which requests %s", quoted(run, gpu->compute->entry.name),
			gpus_text(run, units));
	diag_help(run, diag, "name it as a profile in deployment, or remove it");
}
