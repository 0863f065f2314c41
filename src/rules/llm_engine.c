// SPDX-License-Identifier: Apache-2.0
// In: a service that runs an engine for language models. Out: findings about GPUs that it can't use, and its cache.
#include "catalogue/providers.h"
#include "query/model_size.h"

static void check_any_model(struct run *run, const struct sdl_assignment *assignment);
static void check_capability(struct run *run, const struct sdl_assignment *assignment);
static void check_cache(struct run *run, const struct sdl_assignment *assignment);

const struct rule rule_llm_image_any_model = {
	.id = "llm-image-any-model",
	.severity = SEVERITY_WARNING,
	.summary = "an engine for language models is deployed on any NVIDIA GPU",
	.why = "Without a GPU model, providers may bid with any card, even one with 2Gi of memory or one that is too old for the engine. The engine then stops with an error when it starts, while you pay for the deployment.",
	.fix = "List the GPU models that the engine supports and the language model fits into, under nvidia.",
	.source = "docs.vllm.ai, docs.sglang.ai: requirements; chain-sdk go/sdl/gpu.go",
	.on = { .assignment = check_any_model },
};

const struct rule rule_llm_engine_compute_capability = {
	.id = "llm-engine-compute-capability",
	.severity = SEVERITY_WARNING,
	.summary = "a GPU model that is too old for the engine",
	.why = "Engines need a minimum compute capability: vLLM 7.0 (Volta), SGLang 7.5 (Turing). On an older card the engine stops with an error when it starts, and a provider may offer that card because it is listed.",
	.fix = "Remove the model from the list, or use an engine that supports it, such as Ollama.",
	.source = "docs.vllm.ai, docs.sglang.ai: requirements",
	.on = { .assignment = check_capability },
};

const struct rule rule_model_cache_ephemeral = {
	.id = "model-cache-ephemeral",
	.severity = SEVERITY_INFO,
	.is_pedantic = true,
	.summary = "a language model is downloaded again after each restart",
	.why = "The disk of a container is empty after each restart, and when the deployment moves. Without a persistent volume the engine downloads the model again each time, which can take an hour.",
	.fix = "Add a persistent volume, mount it, and point HF_HOME, or OLLAMA_MODELS for Ollama, to it.",
	.source = "docs.akash.network: persistent storage",
	.on = { .assignment = check_cache },
};

static const struct ynode *vendor_key(const struct sdl_gpu *gpu)
{
	const struct ynode *vendor = gpu->vendor_at ? ynode_resolve(gpu->vendor_at) : NULL;
	const struct ynode *nvidia = vendor && vendor->kind == YNODE_MAPPING ? ynode_get(vendor, "nvidia") : NULL;

	return nvidia && ynode_key(nvidia) ? ynode_key(nvidia) : gpu->at;
}

// "such as rtx3090, rtx4090 or h100": cards that the engine runs on, and so many of which hold the weights.
static const char *cards_text(struct run *run, const struct workload *workload, uint64_t bytes)
{
	const char *names[4] = { NULL };
	size_t n = 0;

	for (const char *const *name = known_images.usual_cards; *name && n < COUNT_OF(names) - 1; name++) {
		const struct gpu_card *card = gpu_card_find(run->settings->catalogue, str_of(*name));
		double held = card ? gpu_card_least_memory(card) * 1073741824.0 * (double)workload->units : 0;

		if (card && card->compute_capability >= workload->engine->compute_capability &&
		    (double)bytes <= held * providers.weights_headroom)
			names[n++] = *name;
	}
	return n ? arena_printf(run->arena, ", such as %s", list_text(run, names, "or")) : "";
}

static void help_models(struct run *run, struct diag *diag, struct workload *workload)
{
	const struct model_size *weights = model_size_find(run, workload);

	if (weights)
		diag_help(run, diag, "list the GPU models that are large enough%s; %s",
			  cards_text(run, workload, model_size_bytes(weights)), model_size_text(run, weights));
	else
		diag_help(run, diag, "list the GPU models that it runs on%s", cards_text(run, workload, 0));
}

static void check_any_model(struct run *run, const struct sdl_assignment *assignment)
{
	const struct gpu_catalogue *catalogue = run->settings->catalogue;
	struct workload *workload = engine_workload_of(run, assignment);
	size_t n_old = 0;
	uint32_t least = UINT32_MAX;
	struct diag *diag;

	if (!workload || !workload->has_any_model || !workload->engine->compute_capability)
		return;
	for (size_t i = 0; i < catalogue->n_cards; i++) {
		const struct gpu_card *card = &catalogue->cards[i];

		n_old += card->compute_capability && card->compute_capability < workload->engine->compute_capability;
		if (gpu_card_least_memory(card) < least)
			least = gpu_card_least_memory(card);
	}
	if (n_old == 0)
		return;
	diag = diag_add(
		run, &rule_llm_image_any_model, vendor_key(workload->gpu),
		"%s needs compute capability %s, but any NVIDIA GPU may be offered: %zu of %zu models have less, and some only %uGi of memory",
		workload->engine->name, version_text(run, workload->engine->compute_capability), n_old,
		catalogue->n_cards, least);
	if (workload->service->image.at)
		diag_related(run, diag, ynode_span(workload->service->image.at), "%s", workload->engine->name);
	help_models(run, diag, workload);
}

static void check_capability(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = engine_workload_of(run, assignment);

	if (!workload)
		return;
	for (size_t i = 0; i < workload->gpu->n_models; i++) {
		const struct leaf_str *model = &workload->gpu->models[i]->model;
		const struct gpu_card *card = gpu_card_find(run->settings->catalogue, model->text);
		milli_version needed = workload->engine->compute_capability;
		struct diag *diag;

		if (!card || !card->compute_capability || card->compute_capability >= needed)
			continue;
		diag = diag_add(run, &rule_llm_engine_compute_capability, model->at,
				"%s needs compute capability %s, and %s has less: its generation is %s",
				workload->engine->name, version_text(run, needed), quoted(run, model->text),
				card->architecture);
		if (workload->service->image.at)
			diag_related(run, diag, ynode_span(workload->service->image.at), "%s", workload->engine->name);
		diag_help(run, diag, "remove it from the list");
	}
}

static void check_cache(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = engine_workload_of(run, assignment);
	struct diag *diag;

	if (!workload || workload->compute->is_storage_bad || !workload->compute->storage_at)
		return;
	for (size_t i = 0; i < workload->compute->n_volumes; i++)
		if (workload->compute->volumes[i]->is_bad || str_is(workload->compute->volumes[i]->persistent, "true"))
			return;
	diag = diag_add(run, &rule_model_cache_ephemeral, ynode_key(workload->compute->storage_at),
			"no volume is persistent: %s downloads its model again after each restart",
			workload->engine->name);
	diag_help(run, diag,
		  "add a volume with persistent: true and class: beta3, and mount it where the model is kept");
}
