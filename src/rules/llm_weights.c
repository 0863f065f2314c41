// SPDX-License-Identifier: Apache-2.0
// In: a service that serves a language model, and its profile. Out: findings if the model does not fit in.
#include "base/number.h"
#include "catalogue/providers.h"
#include "query/language_model.h"
#include "query/model_size.h"

static void check_memory(struct run *run, const struct sdl_assignment *assignment);
static void check_storage(struct run *run, const struct sdl_assignment *assignment);

const struct rule rule_llm_weights_exceed_vram = {
	.id = "llm-weights-exceed-vram",
	.severity = SEVERITY_WARNING,
	.summary = "the weights of a language model do not fit into the memory of the GPUs",
	.why = "The whole model is loaded into the memory of the GPUs. It takes its number of parameters times the bytes of each (2, or less if it is quantized), and the smallest GPUs that the profile accepts have less. The program runs out of memory after the download, while you pay for the deployment.",
	.fix = "Request more GPUs, list GPU models with more memory (add ram: 80Gi where a card comes in several sizes), or serve a quantized model.",
	.source = "schemas/gpu-catalogue.json; the names of models on huggingface.co",
	.on = { .assignment = check_memory },
};

const struct rule rule_llm_weights_exceed_storage = {
	.id = "llm-weights-exceed-storage",
	.severity = SEVERITY_WARNING,
	.summary = "the weights of a language model do not fit into the storage of the profile",
	.why = "The files of a model are downloaded before they are loaded. They take its number of parameters times the bytes of each, and all volumes of the profile together have less, so the download fails when the disk is full.",
	.fix = "Make the volume that the model is downloaded to larger than the model.",
	.source = "the names of models on huggingface.co",
	.on = { .assignment = check_storage },
};

static const struct gpu_card *largest_card(const struct gpu_catalogue *catalogue)
{
	const struct gpu_card *largest = NULL;

	for (size_t i = 0; i < catalogue->n_cards; i++)
		if (!largest || gpu_card_most_memory(&catalogue->cards[i]) > gpu_card_most_memory(largest))
			largest = &catalogue->cards[i];
	return largest;
}

static uint32_t memory_of(const struct sdl_gpu_model *model, const struct gpu_card *card)
{
	if (model->ram.at && !model->ram.is_bad && !model->ram.fault)
		return (uint32_t)(model->ram.value >> 30);
	return gpu_card_least_memory(card);
}

bool capacity_of(const struct run *run, const struct sdl_gpu *gpu, bool has_any_model, struct capacity *capacity)
{
	const struct gpu_catalogue *catalogue = run->settings->catalogue;

	*capacity = (struct capacity){ 0 };
	if (has_any_model) {
		capacity->card = largest_card(catalogue);
		capacity->is_largest = true;
		capacity->card_gi = capacity->card ? gpu_card_most_memory(capacity->card) : 0;
		return capacity->card_gi > 0;
	}
	for (size_t i = 0; i < gpu->n_models; i++) {
		const struct gpu_card *card = gpu_card_find(catalogue, gpu->models[i]->model.text);
		uint32_t gi = card ? memory_of(gpu->models[i], card) : 0;

		if (gi == 0 || (capacity->card && gi >= capacity->card_gi))
			continue;
		capacity->card = card;
		capacity->card_gi = gi;
		capacity->is_ambiguous = !gpu->models[i]->ram.at && gpu_card_most_memory(card) > gi;
	}
	return capacity->card != NULL;
}

bool is_offloaded(const struct shell_words *words)
{
	static const char *const options[] = { "--cpu-offload-gb", "--device", "--kv-transfer-config", "--cpu-offload",
					       NULL };

	return has_word(words, options);
}

// Ollama and llama.cpp run on the CPU what does not fit on the card, unless all layers must be on it.
static bool is_all_on_gpu(const struct workload *workload)
{
	static const char *const options[] = { "-ngl", "--n-gpu-layers", "--gpu-layers", NULL };
	uint64_t layers;
	struct shell_word value;

	if (!workload->engine || workload->engine->needs_gpu)
		return true;
	for (size_t i = 0; i < workload->words.n; i++) {
		if (str_is(workload->words.items[i].variable, "LLAMA_ARG_N_GPU_LAYERS"))
			value = workload->words.items[i];
		else if (!option_at(&workload->words, i, options, &value))
			continue;
		return str_is(value.text, "all") || (uint_from_str(value.text, &layers) == NUMBER_OK && layers >= 80);
	}
	return false;
}

static void help_memory(struct run *run, struct diag *diag, const struct workload *workload,
			const struct capacity *capacity, uint64_t bytes)
{
	double usable = (double)gpu_card_most_memory(capacity->card) * 1073741824.0 * providers.weights_headroom;
	uint64_t n = 1;

	// Weights are divided by powers of two.
	while ((double)n * usable < (double)bytes)
		n *= 2;
	if (capacity->is_ambiguous && n <= workload->units)
		diag_help(run, diag, "write ram: %uGi for the model %s, or request more GPUs",
			  gpu_card_most_memory(capacity->card), capacity->card->name);
	else
		diag_help(run, diag, "request more GPUs (%llu × %s with %uGi are enough), or serve a quantized model",
			  (unsigned long long)n, capacity->card->name, gpu_card_most_memory(capacity->card));
}

static void check_memory(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = gpu_workload_of(run, assignment);
	const struct model_size *weights = workload ? model_size_find(run, workload) : NULL;
	struct capacity capacity;
	const char *needs, *note = "";
	uint64_t bytes, units;
	struct diag *diag;

	if (!weights || !is_all_on_gpu(workload))
		return;
	if (is_offloaded(&workload->words) || !capacity_of(run, workload->gpu, workload->has_any_model, &capacity))
		return;
	units = cluster_gpus(run, workload);
	bytes = model_size_bytes(weights);
	if ((double)bytes <= (double)units * capacity.card_gi * 1073741824.0 * providers.weights_headroom)
		return;
	needs = model_size_text(run, weights);
	if (capacity.is_largest)
		note = ", the largest in the catalogue,";
	else if (capacity.is_ambiguous)
		note = arena_printf(run->arena, " (at least %uGi)", capacity.card_gi);
	diag = diag_add_part(run, &rule_llm_weights_exceed_vram, weights->at, weights->name,
			     "%s; %llu × %s%s %s %lluGi", needs, (unsigned long long)units, capacity.card->name, note,
			     units == 1 ? "has" : "have", (unsigned long long)(units * capacity.card_gi));
	if (workload->gpu->units.at)
		diag_related(run, diag, ynode_span(workload->gpu->units.at), "the GPUs of the profile");
	help_memory(run, diag, workload, &capacity, bytes);
}

// False if a volume's size is not known.
static bool storage_of(const struct sdl_compute *compute, uint64_t *bytes)
{
	*bytes = 0;
	for (size_t i = 0; i < compute->n_volumes; i++) {
		const struct sdl_volume *volume = compute->volumes[i];

		if (volume->is_bad || volume->size.is_bad || volume->size.fault)
			return false;
		if (!str_is(volume->class_name, "ram"))
			*bytes += volume->size.value;
	}
	return compute->n_volumes > 0 && !compute->is_storage_bad;
}

// In memory, or straight from another place into the GPU.
static bool is_without_disk(const struct shell_words *words)
{
	for (size_t i = 0; i < words->n; i++)
		if (str_has_prefix(words->items[i].text, "/dev/shm") ||
		    str_has_prefix(words->items[i].text, "runai_streamer"))
			return true;
	return false;
}

static void check_storage(struct run *run, const struct sdl_assignment *assignment)
{
	struct workload *workload = engine_workload_of(run, assignment);
	const struct model_size *weights = workload ? model_size_find(run, workload) : NULL;
	uint64_t bytes, held;
	struct diag *diag;

	if (!weights)
		return;
	bytes = model_size_bytes(weights);
	if (!storage_of(workload->compute, &held) || held >= bytes || is_without_disk(&workload->words))
		return;
	diag = diag_add_part(run, &rule_llm_weights_exceed_storage, weights->at, weights->name,
			     "%s on disk; the storage of the profile is %s", model_size_text(run, weights),
			     bytes_text(run, held));
	if (workload->compute->storage_at)
		diag_related(run, diag, ynode_span(ynode_key(workload->compute->storage_at)), "the storage");
	diag_help(run, diag, "give the volume that the model is downloaded to at least %lluGi",
		  (unsigned long long)((double)bytes * 1.1 / 1073741824.0) + 1);
}
