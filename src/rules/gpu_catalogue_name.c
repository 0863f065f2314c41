// SPDX-License-Identifier: Apache-2.0
// In: the models of a GPU request, and the catalogue. Out: findings about names that no card has.
#include "query/gpu_entry.h"
#include "query/gpu_help.h"

static void check_spelling(struct run *run, const struct sdl_gpu_model *model);
static void check_unknown(struct run *run, const struct sdl_gpu_model *model);

const struct rule rule_gpu_model_spelling = {
	.id = "gpu-model-spelling",
	.severity = SEVERITY_WARNING,
	.summary = "a GPU model that the network spells differently",
	.why = "Providers compare the model letter by letter with the names in the network's catalogue: lower case, without spaces, dashes or the maker's name. The network accepts any spelling, but no provider bids on a different one.",
	.fix = "Write the model as the catalogue has it, for instance rtx4090.",
	.source =
		"provider operator/inventory/node-discovery.go, parseGPUInfo; provider-configs devices/pcie/gpus.json",
	.on = { .gpu_model = check_spelling },
};

const struct rule rule_gpu_model_unknown = {
	.id = "gpu-model-unknown",
	.severity = SEVERITY_WARNING,
	.summary = "a GPU model that is not in the network's catalogue",
	.why = "The network accepts any name, but providers can offer only the cards in the network's catalogue, and don't even detect others. An entry with another name has no effect, and if the list has no other entry, nobody bids.",
	.fix = "Write a name from the catalogue. If the catalogue is newer than this program, pass it with --gpus.",
	.source =
		"provider operator/inventory/node-discovery.go, parseGPUInfo; provider-configs devices/pcie/gpus.json",
	.on = { .gpu_model = check_unknown },
};

static void check_spelling(struct run *run, const struct sdl_gpu_model *model)
{
	const struct gpu_card *card;
	struct diag *diag;

	if (!is_gpu_wanted(model->gpu) || gpu_name_of(run, model) != GPU_NAME_MISSPELT)
		return;
	card = card_of_spelling(run->settings->catalogue, model->model.text);
	diag = diag_add(run, &rule_gpu_model_spelling, model->model.at, "no GPU is called %s: its name is \"%s\"",
			quoted(run, model->model.text), card->name);
	label_hopeless(run, diag, model->gpu);
	if (is_model_listed(model->gpu, str_of(card->name)))
		diag_help(run, diag, "remove this entry: %s is listed already", card->name);
	else
		diag_help(run, diag, "write %s", card->name);
	fix_entry(run, diag, model, card->name, 0, NULL);
	if (diag->fix)
		diag->fix->is_unsafe = !is_hopeless(run, model->gpu);
}

static void check_unknown(struct run *run, const struct sdl_gpu_model *model)
{
	const struct gpu_catalogue *catalogue = run->settings->catalogue;
	struct diag *diag;

	if (!is_gpu_wanted(model->gpu) || gpu_name_of(run, model) != GPU_NAME_UNKNOWN)
		return;
	diag = diag_add(run, &rule_gpu_model_unknown, model->model.at,
			"the GPU model %s is not in the network's catalogue%s%s", quoted(run, model->model.text),
			catalogue->date[0] ? " of " : "", catalogue->date);
	label_hopeless(run, diag, model->gpu);
	reject_number(run, diag, model->model.at);
	help_model(run, diag, model);
}
