// SPDX-License-Identifier: Apache-2.0
// In: a GPU request. Out: findings about "any model", alone and beside names.
#include "query/gpu_entry.h"

static void check_mixed(struct run *run, const struct sdl_gpu *gpu);
static void check_any(struct run *run, const struct sdl_gpu *gpu);

const struct rule rule_gpu_wildcard_mixed = {
	.id = "gpu-wildcard-mixed",
	.severity = SEVERITY_WARNING,
	.summary = "a GPU list with both \"*\" and names",
	.why = "The * accepts every model that is not in the list, so the list accepts any NVIDIA GPU and the names have no effect. Memory and interface next to a name apply only to that model.",
	.fix = "Remove the * to get one of the models, or the names to get any model.",
	.source = "provider cluster/types/v1beta3/clients/inventory/metrics.go, ExistsOrWildcard",
	.on = { .gpu = check_mixed },
};

const struct rule rule_gpu_any_model = {
	.id = "gpu-any-model",
	.severity = SEVERITY_INFO,
	.is_pedantic = true,
	.summary = "a GPU of any model",
	.why = "Without a model any provider with an NVIDIA GPU may bid, even with a card of 2Gi. The provider decides which card a container gets, and so its price and whether the program runs on it.",
	.fix = "List the models that the program can use.",
	.source = "helm-charts charts/akash-provider/scripts/price_script_generic.sh",
	.on = { .gpu = check_any },
};

static const struct sdl_gpu_model *any_entry(const struct run *run, const struct sdl_gpu *gpu)
{
	for (size_t i = 0; i < gpu->n_models; i++)
		if (gpu_name_of(run, gpu->models[i]) == GPU_NAME_ANY)
			return gpu->models[i];
	return NULL;
}

static void check_mixed(struct run *run, const struct sdl_gpu *gpu)
{
	const struct sdl_gpu_model *any = any_entry(run, gpu);
	struct diag *diag;
	size_t n_names = 0;

	for (size_t i = 0; i < gpu->n_models; i++)
		n_names += gpu_name_of(run, gpu->models[i]) == GPU_NAME_KNOWN;
	if (!any || n_names == 0 || !is_gpu_wanted(gpu))
		return;
	diag = diag_add(run, &rule_gpu_wildcard_mixed, any->model.at,
			"\"*\" accepts every model: the names next to it have no effect");
	diag_help(run, diag, "remove \"*\" to get one of the models, or the others to get any");
}

static uint32_t least_memory(const struct gpu_catalogue *catalogue)
{
	uint32_t least = 0;

	for (size_t i = 0; i < catalogue->n_cards; i++) {
		uint32_t memory = gpu_card_least_memory(&catalogue->cards[i]);

		if (i == 0 || memory < least)
			least = memory;
	}
	return least;
}

static const struct ynode *vendor_key(const struct sdl_gpu *gpu)
{
	const struct ynode *vendor = ynode_resolve(gpu->vendor_at);

	for (uint32_t i = 0; vendor && vendor->kind == YNODE_MAPPING && i < vendor->n_items; i += 2)
		if (is_one_of(vendor->items[i]->text, network.gpu_vendors))
			return vendor->items[i];
	return NULL;
}

static void check_any(struct run *run, const struct sdl_gpu *gpu)
{
	const struct sdl_gpu_model *any = any_entry(run, gpu);
	const struct ynode *at;
	struct diag *diag;

	if (!is_gpu_list_valid(gpu) || gpu->n_models > (any ? 1 : 0) || gpu->null_models.n > 0 ||
	    gpu->ignored_vendors.n > 0)
		return;
	at = any ? any->model.at : vendor_key(gpu);
	if (!at)
		return;
	diag = diag_add(run, &rule_gpu_any_model, at, "this accepts any NVIDIA GPU, down to %uGi of memory",
			(unsigned)least_memory(run->settings->catalogue));
	diag_help(run, diag, "list the models that the program can use");
}
