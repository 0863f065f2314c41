// SPDX-License-Identifier: Apache-2.0
// In: GPU requests and the policy. Out: findings where a request is not what the policy allows.
#include "rules/common.h"
#include "rules/policy_common.h"

static void check_vendor(struct run *run, const struct sdl_leaf *leaf);
static void check_models(struct run *run, const struct sdl_leaf *leaf);
static void check_interfaces(struct run *run, const struct sdl_leaf *leaf);
static void check_vram(struct run *run, const struct sdl_leaf *leaf);
static void check_service_units(struct run *run, const struct sdl_leaf *leaf);
static void check_group_units(struct run *run, const struct sdl_group *group);
static void check_deployment_units(struct run *run, const struct sdl *sdl);

const struct rule rule_policy_gpu_vendor = {
	.id = "policy-gpu-vendor",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "the policy does not allow GPUs of this vendor",
	.why = "The policy lists the vendors whose cards may be asked for.",
	.fix = "Ask for a vendor that the policy lists, or for no GPU.",
	.source = "the policy given with --policy",
	.on = { .leaf = check_vendor },
};

const struct rule rule_policy_gpu_model = {
	.id = "policy-gpu-model",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "the policy does not allow this GPU model, or wants one to be named",
	.why = "The policy lists the models that may be asked for or that may not. A request without a model takes any card, so it needs the model * among those that are allowed.",
	.fix = "Name a model that the policy allows.",
	.source = "the policy given with --policy",
	.on = { .leaf = check_models },
};

const struct rule rule_policy_gpu_interface = {
	.id = "policy-gpu-interface",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "the policy does not allow this GPU interface",
	.why = "The policy lists the interfaces that cards may have.",
	.fix = "Ask for an interface that the policy lists, or for a model that has it.",
	.source = "the policy given with --policy",
	.on = { .leaf = check_interfaces },
};

const struct rule rule_policy_gpu_vram = {
	.id = "policy-gpu-vram",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "the GPU may have less memory than the policy wants",
	.why = "The policy sets the least memory of a card. A model of several sizes counts with its smallest unless ram names one.",
	.fix = "Name a model with more memory, or add ram.",
	.source = "the policy given with --policy",
	.on = { .leaf = check_vram },
};

const struct rule rule_policy_gpu_units = {
	.id = "policy-gpu-units",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "more GPUs than the policy allows",
	.why = "The policy limits the GPUs of a service, of a placement and of the whole deployment, all replicas together.",
	.fix = "Lower units or count.",
	.source = "the policy given with --policy",
	.on = { .leaf = check_service_units, .group = check_group_units, .sdl = check_deployment_units },
};

static bool has_gpus(const struct run *run, const struct sdl_leaf *leaf)
{
	return run->settings->policy && leaf->compute && !leaf->compute->entry.is_bad && leaf->compute->gpu.at &&
	       !leaf->compute->gpu.is_bad && !leaf->compute->gpu.units.fault && leaf->compute->gpu.units.value > 0;
}

static const struct ynode *place_of(const struct sdl_gpu *gpu)
{
	return gpu->vendor_at ? gpu->vendor_at : gpu->units.at;
}

static void check_vendor(struct run *run, const struct sdl_leaf *leaf)
{
	struct diag *diag;

	if (!has_gpus(run, leaf) || !run->settings->policy->gpu.vendors.is_set ||
	    policy_list_has(&run->settings->policy->gpu.vendors, STR("nvidia")))
		return;
	diag = report(run, &rule_policy_gpu_vendor, place_of(&leaf->compute->gpu), "the policy does not allow GPUs of the vendor \"nvidia\"");
	policy_help(run, diag, "it allows", &run->settings->policy->gpu.vendors);
}

static void check_model(struct run *run, const struct sdl_gpu_model *model)
{
	const struct policy *policy = run->settings->policy;
	const struct gpu_card *card = gpu_card_find(run->settings->catalogue, model->model.text);
	const struct ynode *at = model->model.at ? model->model.at : first_key(model->at);
	struct diag *diag;

	if (policy_list_has(&policy->gpu.deny, model->model.text) ||
	    (policy->gpu.allow.is_set && !policy_list_has(&policy->gpu.allow, model->model.text))) {
		diag = report(run, &rule_policy_gpu_model, at, "the policy does not allow the GPU model %s", quoted(run, model->model.text));
		policy_help(run, diag, "it allows", &policy->gpu.allow);
	} else if (policy->gpu.require_ram_when_ambiguous && card && !model->ram.at &&
		   gpu_card_least_memory(card) != gpu_card_most_memory(card)) {
		diag = report(run, &rule_policy_gpu_model, at, "the policy wants \"ram\" beside the model %s, which has %uGi to %uGi",
			      quoted(run, model->model.text), (unsigned)gpu_card_least_memory(card), (unsigned)gpu_card_most_memory(card));
		diag_help(run, diag, "add ram: with the size that you need");
	}
}

static void check_models(struct run *run, const struct sdl_leaf *leaf)
{
	const struct policy *policy = run->settings->policy;
	const struct sdl_gpu *gpu;
	struct diag *diag;

	if (!has_gpus(run, leaf))
		return;
	gpu = &leaf->compute->gpu;
	for (size_t i = 0; i < gpu->n_models; i++)
		check_model(run, gpu->models[i]);
	if (gpu->n_models > 0 || !(policy->gpu.require_model || (policy->gpu.allow.is_set && !policy_list_has(&policy->gpu.allow, STR("*")))))
		return;
	diag = report(run, &rule_policy_gpu_model, place_of(gpu), "the policy wants a GPU model to be named, and this takes any");
	policy_help(run, diag, "it allows", &policy->gpu.allow);
}

static bool has_allowed_interface(const struct policy *policy, const struct gpu_card *card)
{
	for (size_t i = 0; i < card->n_variants; i++)
		if (policy_list_has(&policy->gpu.interfaces, str_of(card->variants[i].interface)))
			return true;
	return false;
}

static void check_interfaces(struct run *run, const struct sdl_leaf *leaf)
{
	const struct policy *policy = run->settings->policy;

	for (size_t i = 0; has_gpus(run, leaf) && policy->gpu.interfaces.is_set && i < leaf->compute->gpu.n_models; i++) {
		const struct sdl_gpu_model *model = leaf->compute->gpu.models[i];
		const struct gpu_card *card = gpu_card_find(run->settings->catalogue, model->model.text);
		const struct ynode *at = model->interface.at ? model->interface.at : model->model.at;
		struct diag *diag;

		if (model->interface.at ? policy_list_has(&policy->gpu.interfaces, model->interface.text)
					: !card || has_allowed_interface(policy, card))
			continue;
		diag = report(run, &rule_policy_gpu_interface, at ? at : first_key(model->at), "the policy does not allow the interface of this GPU%s%s",
			      model->interface.at ? ": " : "", model->interface.at ? quoted(run, model->interface.text) : "");
		policy_help(run, diag, "it allows", &policy->gpu.interfaces);
	}
}

static void check_vram(struct run *run, const struct sdl_leaf *leaf)
{
	const struct policy_quantity *least = has_gpus(run, leaf) ? &run->settings->policy->gpu.min_vram : NULL;
	const struct sdl_gpu *gpu;

	if (!least || !least->is_set)
		return;
	gpu = &leaf->compute->gpu;
	for (size_t i = 0; i < gpu->n_models; i++) {
		const struct sdl_gpu_model *model = gpu->models[i];
		uint64_t memory = policy_vram_of(run, model);
		struct diag *diag;

		if (memory == 0 || memory >= least->value)
			continue;
		diag = report(run, &rule_policy_gpu_vram, model->ram.at ? model->ram.at : model->model.at,
			      "the GPU %s may have %s of memory; the policy wants %s", quoted(run, model->model.text),
			      bytes_text(run, memory), escaped(run, least->text));
		diag_help(run, diag, "name a model with more memory, or add ram:");
	}
	if (gpu->n_models == 0 && policy_vram_of(run, NULL) < least->value)
		diag_help(run, report(run, &rule_policy_gpu_vram, place_of(gpu), "any GPU will do here, and the policy wants %s of memory",
				      escaped(run, least->text)), "name a model with that much memory");
}

static void report_units(struct run *run, const struct ynode *at, const char *what, uint64_t units,
			 const struct policy_quantity *most)
{
	struct diag *diag;

	if (!most->is_set || units <= most->value || !at)
		return;
	diag = report(run, &rule_policy_gpu_units, at, "%s asks for %llu GPUs; the policy allows %llu", what, (unsigned long long)units,
		      (unsigned long long)most->value);
	diag_help(run, diag, "lower units or count");
}

static uint64_t units_of(const struct run *run, const struct sdl_leaf *leaf)
{
	return has_gpus(run, leaf) ? leaf->compute->gpu.units.value * leaf->count.value : 0;
}

static void check_service_units(struct run *run, const struct sdl_leaf *leaf)
{
	if (has_gpus(run, leaf))
		report_units(run, leaf->compute->gpu.units.at, "the service", units_of(run, leaf), &run->settings->policy->gpu.max_per_service);
}

static uint64_t units_of_group(const struct run *run, const struct sdl_group *group)
{
	uint64_t units = 0;

	for (size_t i = 0; i < group->n_leaves; i++)
		units += units_of(run, group->leaves[i]);
	return units;
}

static void check_group_units(struct run *run, const struct sdl_group *group)
{
	if (run->settings->policy && group->placement)
		report_units(run, group->placement->entry.key, "the placement", units_of_group(run, group), &run->settings->policy->gpu.max_per_group);
}

static void check_deployment_units(struct run *run, const struct sdl *sdl)
{
	uint64_t units = 0;

	for (size_t i = 0; run->settings->policy && i < sdl->n_groups; i++)
		units += units_of_group(run, sdl->groups[i]);
	if (run->settings->policy)
		report_units(run, sdl->deployment_key, "the deployment", units, &run->settings->policy->gpu.max_per_deployment);
}
