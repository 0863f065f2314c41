// SPDX-License-Identifier: Apache-2.0
// In: deployed services. Out: findings about confidential computing (params.tee).
#include "catalogue/builds.h"
#include "catalogue/catalogue.h"
#include "query/common.h"

static void check_type(struct run *run, const struct sdl_service *service);
static void check_gpu(struct run *run, const struct sdl_assignment *assignment);
static void check_group(struct run *run, const struct sdl_group *group);
static void check_cards(struct run *run, const struct sdl_assignment *assignment);

const struct rule rule_tee_unsupported = {
	.id = "tee-unsupported",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "params.tee names an unsupported trusted environment",
	.why = "params.tee requests a trusted execution environment: cpu or cpu-gpu. The network rejects any other "
	       "text.",
	.fix = "Write tee: cpu or tee: cpu-gpu, or remove it.",
	.source = "chain-sdk go/sdl/tee.go",
	.on = { .service = check_type },
};

const struct rule rule_tee_gpu_missing = {
	.id = "tee-gpu-missing",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE,
	.summary = "params.tee requests a GPU, but the profile has none",
	.why = "tee: cpu-gpu passes a GPU into the trusted environment, so the compute profile must request one.",
	.fix = "Request a GPU in the compute profile, or write tee: cpu.",
	.source = "chain-sdk go/sdl/tee.go, validateTEEWithGPU",
	.on = { .assignment = check_gpu },
};

const struct rule rule_tee_conflict = {
	.id = "tee-conflict",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE,
	.summary = "services of one placement request different trusted environments",
	.why = "All services of a placement go to one provider, and share one type of trusted "
	       "environment. The network rejects two different ones.",
	.fix = "Use one type for all services of the placement, or deploy them on different placements.",
	.source = "chain-sdk go/sdl/groupBuilder_v2.go",
	.on = { .group = check_group },
};

const struct rule rule_tee_gpu_unsupported = {
	.id = "tee-gpu-unsupported",
	.severity = SEVERITY_WARNING,
	.summary = "params.tee requests a trusted GPU, but this model has no such mode",
	.why = "tee: cpu-gpu needs a GPU with NVIDIA's confidential computing, which data-centre cards have since Hopper. A provider with another card can't start the container in a trusted environment.",
	.fix = "List cards with confidential computing only, such as h100, or write tee: cpu.",
	.source = "docs.nvidia.com: confidential computing, supported GPUs; schemas/builds.json",
	.on = { .assignment = check_cards },
};

static bool has_type(const struct sdl_service *service)
{
	return service && !service->entry.is_bad && !service->params.is_bad && service->params.tee.text.len > 0;
}

static void check_type(struct run *run, const struct sdl_service *service)
{
	struct diag *diag;

	if (!service->is_deployed || !has_type(service) || is_one_of(service->params.tee.text, network.tee_types))
		return;
	diag = diag_add(run, &rule_tee_unsupported, service->params.tee.at, "\"tee\" must be %s, not %s",
			list_text(run, network.tee_types, "or"), quoted(run, service->params.tee.text));
	if (!suggest_name(run, diag, service->params.tee.text, network.tee_types, service->params.tee.at))
		diag_help(run, diag, "write %s, or remove tee", list_text(run, network.tee_types, "or"));
}

static void check_gpu(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_gpu *gpu;
	struct diag *diag;

	if (!has_type(assignment->service) || !str_is(assignment->service->params.tee.text, "cpu-gpu") ||
	    !assignment->compute || assignment->compute->entry.is_bad || !assignment->compute->resources_at)
		return;
	gpu = &assignment->compute->gpu;
	if (assignment->compute->is_resources_bad || gpu->is_bad || gpu->units.fault || gpu->units.is_bad ||
	    gpu->units.value > 0 || gpu->attributes == GPU_ATTRIBUTES_OK || gpu->strays.n > 0)
		return;
	diag = diag_add(run, &rule_tee_gpu_missing, assignment->service->params.tee.at,
			"\"cpu-gpu\" needs a GPU, but the profile %s requests none",
			quoted(run, assignment->profile.text));
	diag_related(run, diag, ynode_span(assignment->compute->entry.key), "the profile");
	diag_help(run, diag, "request a GPU in the profile, or write tee: cpu");
}

static void check_group(struct run *run, const struct sdl_group *group)
{
	const struct sdl_service *first = NULL;

	for (size_t i = 0; i < group->n_assignments; i++) {
		const struct sdl_service *service = group->assignments[i]->service;
		struct diag *diag;

		if (!has_type(service) || !is_one_of(service->params.tee.text, network.tee_types))
			continue;
		if (!first)
			first = service;
		if (str_eq(first->params.tee.text, service->params.tee.text))
			continue;
		diag = diag_add(run, &rule_tee_conflict, service->params.tee.at,
				"the placement %s can have only one \"tee\", but %s requests %s",
				quoted(run, group->name), quoted(run, first->entry.name),
				quoted(run, first->params.tee.text));
		diag_related(run, diag, ynode_span(first->params.tee.at), "the other one");
		diag_help(run, diag, "use one type for all services of the placement, or another placement");
	}
}

static void check_cards(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_gpu *gpu = assignment->compute ? &assignment->compute->gpu : NULL;

	if (!gpu || gpu->is_bad || !has_type(assignment->service) ||
	    !str_is(assignment->service->params.tee.text, "cpu-gpu"))
		return;
	for (size_t i = 0; i < gpu->n_models; i++) {
		const struct leaf_str *model = &gpu->models[i]->model;
		struct diag *diag;

		if (!gpu_card_find(run->settings->catalogue, model->text) ||
		    is_one_of(model->text, known_builds.confidential_cards))
			continue;
		diag = diag_add(run, &rule_tee_gpu_unsupported, model->at,
				"%s has no confidential computing, which \"tee: cpu-gpu\" needs",
				quoted(run, model->text));
		diag_related(run, diag, ynode_span(assignment->service->params.tee.at), "the trusted environment");
		diag_help(run, diag, "write %s, or tee: cpu in the service",
			  list_text(run, known_builds.confidential_cards, "or"));
	}
}
