// SPDX-License-Identifier: Apache-2.0
// In: a service that serves a language model. Out: findings if the model is missing, gated, or larger than the cards.
#include "catalogue/providers.h"
#include "query/language_model.h"
#include "query/model_size.h"

static void check_missing(struct run *run, const struct sdl_service *service);
static void check_gate(struct run *run, const struct sdl_assignment *assignment);
static void check_ollama(struct run *run, const struct sdl_assignment *assignment);

const struct rule rule_llm_model_missing = {
	.id = "llm-model-missing",
	.severity = SEVERITY_WARNING,
	.summary = "an engine for language models is started without the name of a model",
	.why = "Without a model, vLLM and Text Generation Inference download and serve a small one that is only good for a test; SGLang stops. You pay for the GPU either way.",
	.fix = "Name the model: --model for vLLM, --model-path for SGLang, --model-id or MODEL_ID for Text Generation Inference.",
	.source = "docs.vllm.ai, engine arguments; text-generation-inference launcher/src/main.rs",
	.on = { .service = check_missing },
};

const struct rule rule_gated_model_without_token = {
	.id = "gated-model-without-token",
	.severity = SEVERITY_WARNING,
	.summary = "a gated model of Hugging Face, and no access token",
	.why = "The owner of this model asks users to accept a licence, and Hugging Face refuses the download without the token of an account that did. The engine stops while you already pay for the deployment.",
	.fix = "Add HF_TOKEN to env, with a token that may read the model, or use an open copy of the model.",
	.source = "huggingface.co, gated models; schemas/models.json",
	.on = { .assignment = check_gate },
};

const struct rule rule_ollama_model_exceeds_vram = {
	.id = "ollama-model-exceeds-vram",
	.severity = SEVERITY_INFO,
	.summary = "an Ollama model that is larger than the memory of the GPUs",
	.why = "Ollama keeps the layers that don't fit on the GPU in the memory of the host, and computes them on the CPU. It works, but many times slower.",
	.fix = "Request a card with more memory or more cards, or use a smaller model.",
	.source = "ollama docs/faq.mdx; ollama.com/library; schemas/models.json",
	.on = { .assignment = check_ollama },
};

static bool is_engine(const struct known_program *known)
{
	return strcmp(known->name, "vLLM") == 0 || strcmp(known->name, "Text Generation Inference") == 0 ||
	       strcmp(known->name, "SGLang") == 0;
}

// A folder, or a name without an owner: "vllm serve /models/x", and the first argument of an image's own command.
static bool has_positional(const struct program *program)
{
	const struct shell_words *words = &program->words;

	for (size_t i = 0; i + 1 < words->n; i++)
		if (str_is(words->items[i].text, "serve") && words->items[i + 1].text.ptr[0] != '-' &&
		    !words->items[i + 1].variable.len)
			return true;
	return !program->start && words->n > 0 && !words->items[0].variable.len && words->items[0].text.ptr[0] != '-';
}

static void check_missing(struct run *run, const struct sdl_service *service)
{
	struct program *program = known_program_of(run, service);
	struct shell_word word;
	struct diag *diag;

	if (!program || !is_engine(program->known) || service->command.is_bad || service->args.is_bad)
		return;
	// SGLang's image starts nothing by itself.
	if (!program->start && strcmp(program->known->name, "SGLang") == 0)
		return;
	if (model_find(program, &word) || has_positional(program) || has_hidden_options(&program->words) ||
	    is_multi_node(&program->words))
		return;
	diag = diag_add(run, &rule_llm_model_missing, program->start ? program->start->at : service->image.at,
			"%s is started without a model: it does not serve the one that you want", program->known->name);
	diag_help(run, diag, "add %s with the name of the model to args",
		  strcmp(program->known->name, "vLLM") == 0     ? "--model"
		  : strcmp(program->known->name, "SGLang") == 0 ? "--model-path"
								: "--model-id");
}

static bool has_token(const struct program *program)
{
	static const char *const elsewhere[] = {
		"HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_ENDPOINT", "VLLM_USE_MODELSCOPE",
		"--hf-token",     "HF_TOKEN_PATH",        NULL
	};

	for (const char *const *name = known_models.token_variables; *name; name++)
		if (is_mentioned(program, str_of(*name)))
			return true;
	return is_any_given(program, known_models.token_variables) || is_any_given(program, elsewhere) ||
	       is_mentioned(program, STR("login"));
}

static void check_gate(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = engine_workload_of(run, assignment);
	struct program *program = workload ? program_of(run, workload->service) : NULL;
	struct shell_word model;
	struct diag *diag;

	if (!program || !model_find(program, &model) || !is_hub_name(model.text) || has_token(program))
		return;
	for (const char *const *prefix = known_models.gated; *prefix; prefix++) {
		if (!str_has_prefix(model.text, *prefix))
			continue;
		diag = diag_add_part(run, &rule_gated_model_without_token, model.at, model.text,
				     "%s is gated: Hugging Face refuses the download without a token",
				     quoted(run, model.text));
		diag_help(run, diag,
			  "add HF_TOKEN to env, with the token of an account that accepted the model's licence");
		return;
	}
}

static void check_ollama(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = engine_workload_of(run, assignment);
	const struct model_size *weights = workload ? model_size_find(run, workload) : NULL;
	struct capacity capacity;
	uint64_t gi;
	struct diag *diag;

	if (!weights || weights->gb <= 0 || !capacity_of(run, workload->gpu, workload->has_any_model, &capacity))
		return;
	gi = workload->units * capacity.card_gi;
	if (weights->gb * 1e9 <= (double)gi * 1073741824.0 * providers.weights_headroom)
		return;
	diag = diag_add_part(run, &rule_ollama_model_exceeds_vram, weights->at, weights->name,
			     "%s of GPU memory, and %llu × %s %s %lluGi: the rest is computed on the CPU, slowly",
			     model_size_text(run, weights), (unsigned long long)workload->units, capacity.card->name,
			     workload->units == 1 ? "has" : "have", (unsigned long long)gi);
	if (workload->gpu->units.at)
		diag_related(run, diag, ynode_span(workload->gpu->units.at), "the GPUs of the profile");
	diag_help(run, diag, "request more or larger GPUs, or use a smaller model");
}
