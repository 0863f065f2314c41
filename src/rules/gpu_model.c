// SPDX-License-Identifier: Apache-2.0
// In: a model that a GPU request lists. Out: findings about its memory, interface and the key that it becomes.
#include <string.h>

#include "query/gpu_entry.h"
#include "query/gpu_help.h"
#include "query/placeholder.h"

static void check_ram(struct run *run, const struct sdl_gpu_model *model);
static void check_interface(struct run *run, const struct sdl_gpu_model *model);
static void check_key(struct run *run, const struct sdl_gpu_model *model);
static void check_duplicates(struct run *run, const struct sdl_gpu *gpu);

const struct rule rule_gpu_ram_syntax = {
	.id = "gpu-ram-syntax",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the memory of a GPU is not a number with a unit such as Gi",
	.why = "ram is a number with one of the units Ki, Mi, Gi, Ti, Pi or Ei. G and GB are not supported here. The network rejects anything else.",
	.fix = "Write a number with Gi, for instance ram: 80Gi.",
	.source = "chain-sdk go/sdl/units.go, memorySuffixes",
	.on = { .gpu_model = check_ram },
};

const struct rule rule_gpu_interface_invalid = {
	.id = "gpu-interface-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the interface of a GPU is neither pcie nor sxm",
	.why = "The interface is pcie or sxm, in lower case and without a number. The network rejects anything else.",
	.fix = "Write interface: pcie or interface: sxm, or leave it out.",
	.source = "chain-sdk go/sdl/gpu.go, gpuInterface",
	.on = { .gpu_model = check_interface },
};

const struct rule rule_gpu_model_key_invalid = {
	.id = "gpu-model-key-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the model of a GPU has characters that the network rejects",
	.why = "Model, memory and interface become one attribute of at most 128 characters: letters, digits and . - _ /, and a * only at its end. The network rejects any other.",
	.fix = "Write the model as the network's catalogue has it, for instance rtx4090.",
	.source = "chain-sdk go/node/types/attributes/v1/attribute.go",
	.on = { .gpu_model = check_key },
};

const struct rule rule_gpu_duplicate_model_entry = {
	.id = "gpu-duplicate-model-entry",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "one GPU model is listed twice",
	.why = "Two entries with the same model, memory and interface become the same attribute twice, which the network rejects.",
	.fix = "Remove one of them.",
	.source = "chain-sdk go/node/types/attributes/v1/attribute.go, Validate",
	.on = { .gpu = check_duplicates },
};

static bool is_key_known(const struct sdl_gpu_model *model)
{
	return !model->model.is_bad && !model->ram.is_bad && !model->ram.fault && !model->interface.is_bad &&
	       (!model->interface.at || is_one_of(model->interface.text, network.gpu_interfaces));
}

static void check_ram(struct run *run, const struct sdl_gpu_model *model)
{
	if (model->ram.at && model->ram.fault && !model->ram.is_bad)
		report_quantity(run, &rule_gpu_ram_syntax, &model->ram, "GPU memory", QUANTITY_KIND_BINARY);
}

// "SXM5", "PCIe 4.0": the interface with its case or generation.
static const char *interface_in(struct str text)
{
	if (text.len >= 3 && str_is_nocase(str_slice(text, 0, 3), "sxm"))
		return "sxm";
	if (text.len >= 3 && str_is_nocase(str_slice(text, 0, 3), "pci"))
		return "pcie";
	return NULL;
}

// Nothing but the interface: "SXM5", "PCIe 4.0", and not "sxm or pcie".
static bool has_generation_only(struct str text)
{
	size_t i = text.len > 3 && (text.ptr[3] == 'e' || text.ptr[3] == 'E') ? 4 : 3;

	for (; i < text.len; i++)
		if (!memchr(" -_.0123456789", text.ptr[i], 14))
			return false;
	return true;
}

static void check_interface(struct run *run, const struct sdl_gpu_model *model)
{
	const struct leaf_str *interface = &model->interface;
	const char *meant = interface_in(interface->text);
	struct diag *diag;

	if (!interface->at || interface->is_bad || is_one_of(interface->text, network.gpu_interfaces))
		return;
	diag = diag_add(run, &rule_gpu_interface_invalid, interface->at, "the interface of a GPU is %s, not %s",
			list_text(run, network.gpu_interfaces, "or"), quoted(run, interface->text));
	if (meant) {
		diag_help(run, diag, "write %s", meant);
		fix_scalar(run, diag, arena_printf(run->arena, "write %s", meant), interface->at, str_of(meant));
		if (diag->fix)
			diag->fix->is_unsafe = !has_generation_only(interface->text);
	} else if (!suggest_name(run, diag, interface->text, network.gpu_interfaces, interface->at)) {
		diag_help(run, diag, "remove it, or write %s", list_text(run, network.gpu_interfaces, "or"));
	}
}

static void check_key(struct run *run, const struct sdl_gpu_model *model)
{
	const struct gpu_card *card = card_of_spelling(run->settings->catalogue, model->model.text);
	const struct ynode *at;
	struct diag *diag;

	if (!is_key_known(model) || is_attribute_key(model->key))
		return;
	at = model->model.at ? model->model.at : first_key(model->at);
	diag = diag_add(run, &rule_gpu_model_key_invalid, at, "%s is not a valid GPU model",
			quoted(run, model->model.text));
	if (card && model->model.at && !is_model_listed(model->gpu, str_of(card->name))) {
		diag_help(run, diag, "write %s", card->name);
		fix_scalar(run, diag, arena_printf(run->arena, "write %s", card->name), at, str_of(card->name));
	} else if (model->key.len > 128) {
		diag_help(run, diag, "it makes an attribute of more than 128 characters");
	} else if (has_placeholder(model->model.text)) {
		diag->message = arena_printf(run->arena, "the model %s is a placeholder that was not filled in",
					     quoted(run, model->model.text));
		diag_help(run, diag, "write a model from the catalogue, or check the rendered file");
	} else {
		help_model(run, diag, model);
	}
}

static void check_duplicates(struct run *run, const struct sdl_gpu *gpu)
{
	struct table keys = { 0 };

	for (size_t i = 0; i < gpu->n_models; i++) {
		const struct sdl_gpu_model *model = gpu->models[i], *first;
		void **slot;
		struct diag *diag;

		if (!is_key_known(model))
			continue;
		slot = table_put(run->arena, &keys, model->key);
		first = *slot;
		*slot = first ? *slot : (void *)model;
		if (!first)
			continue;
		diag = diag_add(run, &rule_gpu_duplicate_model_entry,
				model->model.at ? model->model.at : first_key(model->at),
				"the model %s is listed twice", quoted(run, model->model.text));
		diag_related(run, diag, ynode_span(first->model.at ? first->model.at : first_key(first->at)),
			     "first here");
		if (model->ram.at)
			diag_help(run, diag, "remove one of them; the network compares memory in whole Gi: %s",
				  bytes_text(run, model->ram.value >> 30 << 30));
		else
			diag_help(run, diag, "remove one of them");
	}
}
