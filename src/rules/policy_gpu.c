// SPDX-License-Identifier: Apache-2.0
// In: GPU requests and the policy. Out: findings where a card that may answer is not what the policy allows.
#include "query/gpu_entry.h"
#include "query/policy_common.h"
#include "query/sdl_query.h"

static void check_vendor(struct run *run, const struct sdl_assignment *assignment);
static void check_models(struct run *run, const struct sdl_assignment *assignment);
static void check_interfaces(struct run *run, const struct sdl_assignment *assignment);
static void check_vram(struct run *run, const struct sdl_assignment *assignment);

const struct rule rule_policy_gpu_vendor = {
	.id = "policy-gpu-vendor",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "the policy does not allow GPUs of this vendor",
	.why = "The policy lists the vendors whose GPUs may be requested. The network provides NVIDIA GPUs whatever the vendor, so a list without nvidia allows no GPU at all.",
	.fix = "Request a vendor that the policy allows, or no GPU.",
	.source = "the policy given with --policy",
	.on = { .assignment = check_vendor },
};

const struct rule rule_policy_gpu_model = {
	.id = "policy-gpu-model",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "a GPU model that the policy does not allow, or none where it requires one",
	.why = "The policy lists allowed or forbidden GPU models. A request without a model accepts any card, even one that the policy does not allow.",
	.fix = "Name a model that the policy allows.",
	.source = "the policy given with --policy",
	.on = { .assignment = check_models },
};

const struct rule rule_policy_gpu_interface = {
	.id = "policy-gpu-interface",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "the policy does not allow this GPU interface",
	.why = "The policy lists the allowed GPU interfaces. A model that exists with several interfaces may have any of them, unless interface names one.",
	.fix = "Name an interface that the policy lists, or a model that has it.",
	.source = "the policy given with --policy",
	.on = { .assignment = check_interfaces },
};

const struct rule rule_policy_gpu_vram = {
	.id = "policy-gpu-vram",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "the GPU may have less memory than the policy requires",
	.why = "The policy sets a minimum of GPU memory. A model that exists in several sizes may be the smallest, unless ram names one. The memory of a model that is not in the catalogue is unknown.",
	.fix = "Name a model with more memory, or add ram.",
	.source = "the policy given with --policy",
	.on = { .assignment = check_vram },
};

// Where to point for the request as a whole.
static const struct ynode *request_place(const struct sdl_gpu *gpu)
{
	return gpu->vendor_at ? gpu->vendor_at : gpu->units.at;
}

static void report_vendor(struct run *run, const struct ynode *at, struct str vendor)
{
	const struct policy_list *vendors = &run->settings->policy->gpu.vendors;

	if (!policy_list_has(vendors, vendor))
		policy_help(run,
			    diag_add(run, &rule_policy_gpu_vendor, at,
				     "the policy does not allow GPUs of the vendor %s", quoted(run, vendor)),
			    "it allows", vendors);
}

static void check_vendor(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_gpu *gpu = policy_gpu_of(run, assignment);

	if (!gpu || !run->settings->policy->gpu.vendors.is_set)
		return;
	for (size_t i = 0; i < gpu->ignored_vendors.n; i++)
		report_vendor(run, gpu->ignored_vendors.items[i].key, gpu->ignored_vendors.items[i].name);
	report_vendor(run, request_place(gpu), STR("nvidia"));
}

static bool is_denied_card_possible(const struct run *run)
{
	const struct gpu_catalogue *catalogue = run->settings->catalogue;

	for (size_t i = 0; i < catalogue->n_cards; i++)
		if (policy_list_has(&run->settings->policy->gpu.deny, str_of(catalogue->cards[i].name)))
			return true;
	return false;
}

static bool has_open_memory(const struct run *run, const struct sdl_gpu_model *model)
{
	struct gpu_range range = policy_range_of(run, model);

	return !model->ram.at && range.least_gi != range.most_gi;
}

// Whether the rule on models has a finding for this entry, or (NULL) for a request without one. Then another model is
// the fix, and nothing else is reported about this one.
static bool is_model_refused(const struct run *run, const struct sdl_gpu_model *model)
{
	const struct policy *policy = run->settings->policy;
	struct str name = model ? model->model.text : STR("*");

	if (rule_level(run->settings, &rule_policy_gpu_model) == SEVERITY_OFF)
		return false;
	if (policy_list_has(&policy->gpu.deny, name) ||
	    (policy->gpu.allow.is_set && !policy_list_has(&policy->gpu.allow, name)))
		return true;
	if (str_is(name, "*"))
		return policy->gpu.require_model || is_denied_card_possible(run);
	return policy->gpu.require_ram_when_ambiguous && has_open_memory(run, model);
}

static void report_model(struct run *run, const struct sdl_gpu_model *model)
{
	const struct policy *policy = run->settings->policy;
	struct str name = model->model.text;
	struct gpu_range range = policy_range_of(run, model);
	struct diag *diag;

	if (policy_list_has(&policy->gpu.deny, name)) {
		diag = diag_add(run, &rule_policy_gpu_model, entry_place(model), "the policy forbids the GPU model %s",
				quoted(run, name));
	} else if (policy->gpu.allow.is_set && !policy_list_has(&policy->gpu.allow, name)) {
		diag = diag_add(run, &rule_policy_gpu_model, entry_place(model),
				"the policy does not allow the GPU model %s", quoted(run, name));
	} else {
		diag = diag_add(run, &rule_policy_gpu_model, entry_place(model),
				"the policy requires \"ram\" for the model %s, which exists with %uGi to %uGi",
				quoted(run, name), (unsigned)range.least_gi, (unsigned)range.most_gi);
		diag_help(run, diag, "add ram: with the size that you need");
		return;
	}
	if (policy->gpu.allow.is_set)
		policy_help(run, diag, "it allows", &policy->gpu.allow);
	else
		policy_help(run, diag, "it forbids", &policy->gpu.deny);
}

static void report_any(struct run *run, const struct ynode *at)
{
	const struct policy *policy = run->settings->policy;
	struct diag *diag =
		diag_add(run, &rule_policy_gpu_model, at, "the policy requires a GPU model, but this accepts any");

	if (policy->gpu.allow.is_set)
		policy_help(run, diag, "it allows", &policy->gpu.allow);
	else if (policy->gpu.deny.n > 0)
		policy_help(run, diag, "name a model; it forbids", &policy->gpu.deny);
	else
		diag_help(run, diag, "name the models that you can use");
}

static bool has_gpu_limits(const struct policy *policy)
{
	return policy->gpu.vendors.is_set || policy->gpu.interfaces.is_set || policy->gpu.allow.is_set ||
	       policy->gpu.deny.n || policy->gpu.require_model || policy->gpu.min_vram.is_set ||
	       policy->gpu.max_per_service.is_set || policy->gpu.max_per_group.is_set ||
	       policy->gpu.max_per_deployment.is_set;
}

// A request that the rules on GPUs pass over must not be a way past the policy.
static void check_passed_over(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_compute *compute = assignment->compute;
	const struct sdl_gpu *gpu = compute ? &compute->gpu : NULL;

	if (!run->settings->policy || !gpu || compute->entry.is_bad || gpu->is_bad || gpus_of(compute) == 0)
		return;
	if (!has_gpu_limits(run->settings->policy))
		return;
	if (gpu->raw_attributes.n)
		diag_help(run,
			  diag_add(run, &rule_policy_gpu_model, gpu->attributes_at,
				   "the policy can't check a GPU request without a vendor"),
			  "remove the tag !!null, and write vendor: with models under it");
	else if (!is_gpu_wanted(gpu) && gpu->n_models)
		diag_help(run,
			  diag_add(run, &rule_policy_gpu_model, gpu->vendor_at,
				   "too many GPU models to check against the policy"),
			  "list only the models that you need");
}

static void check_models(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_gpu *gpu = policy_gpu_of(run, assignment);

	check_passed_over(run, assignment);
	for (size_t i = 0; gpu && i < gpu->n_models; i++) {
		const struct sdl_gpu_model *model = gpu->models[i];

		if (!is_model_refused(run, model))
			continue;
		if (gpu_name_of(run, model) == GPU_NAME_ANY)
			report_any(run, entry_place(model));
		else
			report_model(run, model);
	}
	if (gpu && gpu->n_models == 0 && is_model_refused(run, NULL))
		report_any(run, request_place(gpu));
}

static void check_interface(struct run *run, const struct sdl_gpu_model *model, const struct ynode *at)
{
	const struct policy_list *allowed = &run->settings->policy->gpu.interfaces;
	const char *refused = policy_refused_interface(run, model);
	struct diag *diag;

	if (model && model->interface.at && policy_list_has(allowed, model->interface.text))
		return;
	if (model && model->interface.at)
		diag = diag_add(run, &rule_policy_gpu_interface, model->interface.at,
				"the policy does not allow the interface %s", quoted(run, model->interface.text));
	else if (refused)
		diag = diag_add(run, &rule_policy_gpu_interface, at,
				"this GPU may have the interface \"%s\", which the policy does not allow", refused);
	else if (policy_range_of(run, model).least_gi == 0)
		diag = diag_add(run, &rule_policy_gpu_interface, at,
				"the interface of this GPU is not in the catalogue, and the policy allows only some");
	else
		return;
	policy_help(run, diag, "name an interface; it allows", allowed);
}

static void check_interfaces(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_gpu *gpu = policy_gpu_of(run, assignment);

	if (!gpu || !run->settings->policy->gpu.interfaces.is_set)
		return;
	for (size_t i = 0; i < gpu->n_models; i++)
		if (!is_model_refused(run, gpu->models[i]))
			check_interface(run, gpu->models[i], entry_place(gpu->models[i]));
	if (gpu->n_models == 0 && !is_model_refused(run, NULL))
		check_interface(run, NULL, request_place(gpu));
}

static void check_memory(struct run *run, const struct sdl_gpu_model *model, const struct ynode *at)
{
	const struct policy_quantity *least = &run->settings->policy->gpu.min_vram;
	uint64_t memory = policy_vram_of(run, model);
	struct diag *diag;

	if (memory >= least->value)
		return;
	if (model && model->ram.at)
		diag = diag_add(run, &rule_policy_gpu_vram, model->ram.at,
				"a GPU with %s of memory; the policy requires %s", quoted(run, model->ram.text),
				escaped(run, least->text));
	else if (memory == 0)
		diag = diag_add(run, &rule_policy_gpu_vram, at,
				"the memory of this GPU is not in the catalogue; the policy requires %s",
				escaped(run, least->text));
	else
		diag = diag_add(run, &rule_policy_gpu_vram, at,
				"this GPU may have as little as %s of memory; the policy requires %s",
				bytes_text(run, memory), escaped(run, least->text));
	diag_help(run, diag, "name a model with more memory, or add ram: with the size that you need");
}

static void check_vram(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_gpu *gpu = policy_gpu_of(run, assignment);

	if (!gpu || !run->settings->policy->gpu.min_vram.is_set)
		return;
	for (size_t i = 0; i < gpu->n_models; i++)
		if (!is_model_refused(run, gpu->models[i]))
			check_memory(run, gpu->models[i], entry_place(gpu->models[i]));
	if (gpu->n_models == 0 && !is_model_refused(run, NULL))
		check_memory(run, NULL, request_place(gpu));
}
