// SPDX-License-Identifier: Apache-2.0
// In: the list of models of a GPU request, and the catalogue. Out: findings about entries in the company of the others.
#include "query/gpu_entry.h"

#include "catalogue/providers.h"

static void check_shadowed(struct run *run, const struct sdl_gpu *gpu);
static void check_ambiguous(struct run *run, const struct sdl_gpu_model *model);
static void check_inconsistent(struct run *run, const struct sdl_gpu_model *model);
static void check_spread(struct run *run, const struct sdl_gpu *gpu);

const struct rule rule_gpu_variant_shadowed = {
	.id = "gpu-variant-shadowed",
	.severity = SEVERITY_WARNING,
	.summary = "several entries for one GPU model: only one counts",
	.why = "Providers keep one entry per model. The network sorts the entries by their text, and the last one of a model replaces the others: a100 with 40Gi and a100 with 80Gi together request only a100 with 80Gi.",
	.fix = "Write one entry for the model, without ram and interface if any is fine.",
	.source = "provider cluster/types/v1beta3/clients/inventory/metrics.go, ParseGPUAttributes",
	.on = { .gpu = check_shadowed },
};

const struct rule rule_gpu_model_ambiguous_vram = {
	.id = "gpu-model-ambiguous-vram",
	.severity = SEVERITY_INFO,
	.summary = "a GPU model that comes in several memory sizes",
	.why = "The model exists in several sizes, and without ram a provider may bid with any of them. A program that needs the larger one then fails when it loads its data.",
	.fix = "Add ram: with the memory that the program needs; it is exact, not a minimum. If the smallest size is enough, disable this rule.",
	.source = "provider-configs devices/pcie/gpus.json",
	.on = { .gpu_model = check_ambiguous },
};

const struct rule rule_gpu_ram_inconsistent = {
	.id = "gpu-ram-inconsistent",
	.severity = SEVERITY_INFO,
	.summary = "one GPU in the list may have less memory than all others",
	.why = "Another entry in the list sets ram, and this one does not: its model exists in several sizes, and the smallest has less memory than any other card in the list.",
	.fix = "Add ram: to this entry too.",
	.source = "provider-configs devices/pcie/gpus.json",
	.on = { .gpu_model = check_inconsistent },
};

const struct rule rule_gpu_list_vram_spread = {
	.id = "gpu-list-vram-spread",
	.severity = SEVERITY_INFO,
	.is_pedantic = true,
	.summary = "the GPUs in the list differ greatly in memory",
	.why = "A provider may choose any entry, even the one with the least memory. A program that needs the largest card in the list rarely fits one with a third of its memory.",
	.fix = "Remove the cards that are too small, or disable this rule if the program runs on any of them.",
	.source =
		"provider cluster/types/v1beta3/clients/inventory/inventory.go, tryAdjustGPU; provider-configs devices/pcie/gpus.json",
	.on = { .gpu = check_spread },
};

// The entry of the same model that counts; the entry itself if it is the one.
static const struct sdl_gpu_model *winner_of(const struct sdl_gpu_model *model)
{
	const struct sdl_gpu *gpu = model->gpu;

	for (size_t i = 0; i < gpu->n_models; i++)
		if (str_eq(gpu->models[i]->model.text, model->model.text) && !is_shadowed(gpu->models[i]))
			return gpu->models[i];
	return model;
}

static bool is_first_shadowed(const struct sdl_gpu *gpu, size_t at)
{
	if (!is_shadowed(gpu->models[at]))
		return false;
	for (size_t i = 0; i < at; i++)
		if (str_eq(gpu->models[i]->model.text, gpu->models[at]->model.text) && is_shadowed(gpu->models[i]))
			return false;
	return true;
}

static void report_shadowed(struct run *run, const struct sdl_gpu *gpu, size_t at)
{
	const struct sdl_gpu_model *model = gpu->models[at], *winner = winner_of(model);
	const char *name = quoted(run, model->model.text);
	struct diag *diag = diag_add(run, &rule_gpu_variant_shadowed, model->model.at,
				     "this entry has no effect: providers keep only one entry for %s", name);

	diag_related(run, diag, ynode_span(winner->model.at), "this one counts");
	for (size_t i = at + 1; i < gpu->n_models; i++)
		if (str_eq(gpu->models[i]->model.text, model->model.text) && is_shadowed(gpu->models[i]))
			diag_related(run, diag, ynode_span(gpu->models[i]->model.at), "nor does this one");
	diag_help(run, diag, "write one entry for %s, without ram and interface if any is fine", name);
}

static void check_shadowed(struct run *run, const struct sdl_gpu *gpu)
{
	struct gpu_range range;

	for (size_t i = 0; is_gpu_wanted(gpu) && !gpu->is_bad && i < gpu->n_models; i++)
		if (gpu_range_of(run, gpu->models[i], &range) && is_first_shadowed(gpu, i))
			report_shadowed(run, gpu, i);
}

// May come with less memory or more, and is the only entry for its model.
static bool is_open(const struct run *run, const struct sdl_gpu_model *model, struct gpu_range *range)
{
	return is_gpu_list_valid(model->gpu) && !is_model_listed(model->gpu, STR("*")) && !has_twin(model) &&
	       !model->ram.at && model->strays.n == 0 && gpu_range_of(run, model, range) &&
	       range->least_gi < range->most_gi;
}

// The least memory of all the other entries; 0 if none of them says what it must have.
static uint32_t least_of_others(const struct run *run, const struct sdl_gpu_model *model)
{
	const struct sdl_gpu *gpu = model->gpu;
	uint32_t least = UINT32_MAX;
	bool is_pinned = false;

	for (size_t i = 0; i < gpu->n_models; i++) {
		struct gpu_range range;

		if (gpu->models[i] == model || !gpu_range_of(run, gpu->models[i], &range))
			continue;
		is_pinned |= gpu->models[i]->ram.at != NULL;
		if (range.least_gi < least)
			least = range.least_gi;
	}
	return is_pinned ? least : 0;
}

static bool is_inconsistent(const struct run *run, const struct sdl_gpu_model *model, struct gpu_range *range)
{
	return is_open(run, model, range) && range->least_gi < least_of_others(run, model);
}

// The list takes as little anyway, so that the range of this entry does not matter.
static bool is_less_listed(const struct run *run, const struct sdl_gpu_model *model, uint32_t least_gi)
{
	struct gpu_range range;

	for (size_t i = 0; i < model->gpu->n_models; i++)
		if (gpu_range_of(run, model->gpu->models[i], &range) &&
		    (range.least_gi < least_gi || (range.least_gi == least_gi && range.most_gi == least_gi)))
			return true;
	return false;
}

static void check_ambiguous(struct run *run, const struct sdl_gpu_model *model)
{
	const struct gpu_card *card = card_of(run, model);
	struct gpu_range range;
	struct diag *diag;

	if (!is_open(run, model, &range) || is_inconsistent(run, model, &range) ||
	    is_less_listed(run, model, range.least_gi))
		return;
	diag = diag_add(run, &rule_gpu_model_ambiguous_vram, model->model.at, "\"%s\" may come with %s of memory",
			card->name, memories_text(run, card, interface_of(model), "or"));
	diag_lacks(run, diag, "%s.ram", node_place(run, model->at));
	diag_help(run, diag, "add ram: %uGi if the program needs that much", (unsigned)range.most_gi);
}

static void check_inconsistent(struct run *run, const struct sdl_gpu_model *model)
{
	struct gpu_range range;
	struct diag *diag;

	if (!is_inconsistent(run, model, &range))
		return;
	diag = diag_add(run, &rule_gpu_ram_inconsistent, model->model.at,
			"%s may come with %uGi of memory, less than all others in the list",
			quoted(run, model->model.text), (unsigned)range.least_gi);
	diag_lacks(run, diag, "%s.ram", node_place(run, model->at));
	diag_help(run, diag, "add ram: %uGi if the program needs that much", (unsigned)range.most_gi);
}

static void check_spread(struct run *run, const struct sdl_gpu *gpu)
{
	const struct sdl_gpu_model *least = NULL, *most = NULL;
	struct gpu_range least_range = { 0 }, most_range = { 0 }, range;
	struct diag *diag;

	if (!is_gpu_list_valid(gpu) || is_model_listed(gpu, STR("*")))
		return;
	for (size_t i = 0; i < gpu->n_models; i++) {
		const struct sdl_gpu_model *model = gpu->models[i];

		if (!gpu_range_of(run, model, &range) || is_shadowed(model))
			continue;
		if (!least || range.least_gi < least_range.least_gi) {
			least = model;
			least_range = range;
		}
		if (!most || range.most_gi > most_range.most_gi) {
			most = model;
			most_range = range;
		}
	}
	if (!least || least == most || is_inconsistent(run, least, &range) ||
	    most_range.most_gi < least_range.least_gi * providers.vram_spread_max)
		return;
	diag = diag_add(run, &rule_gpu_list_vram_spread, least->model.at,
			"this GPU may have %uGi of memory, others in the list up to %uGi",
			(unsigned)least_range.least_gi, (unsigned)most_range.most_gi);
	diag_related(run, diag, ynode_span(most->model.at), "%uGi", (unsigned)most_range.most_gi);
	diag_help(run, diag, "a provider may choose either: remove the cards that are too small for the program");
}
