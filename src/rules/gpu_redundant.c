// SPDX-License-Identifier: Apache-2.0
// In: memory and interface of a GPU model, and the catalogue. Out: findings where they need not be there.
#include "query/gpu_entry.h"
#include "query/gpu_help.h"

static void check_ram(struct run *run, const struct sdl_gpu_model *model);
static void check_interface(struct run *run, const struct sdl_gpu_model *model);
static void check_exact(struct run *run, const struct sdl_gpu_model *model);

const struct rule rule_gpu_ram_redundant = {
	.id = "gpu-ram-redundant",
	.severity = SEVERITY_INFO,
	.is_pedantic = true,
	.summary = "ram for a GPU model that has only this memory size",
	.why = "Every card of the model has this memory. Naming it selects nothing, but excludes providers that declare the model without its memory.",
	.fix = "Remove ram.",
	.source =
		"provider cluster/types/v1beta3/clients/inventory/inventory.go; provider-configs devices/pcie/gpus.json",
	.on = { .gpu_model = check_ram },
};

const struct rule rule_gpu_interface_redundant = {
	.id = "gpu-interface-redundant",
	.severity = SEVERITY_INFO,
	.is_pedantic = true,
	.summary = "interface for a GPU model that has only this interface",
	.why = "Every card of the model has this interface. Naming it selects nothing, but excludes providers that declare the model without its interface.",
	.fix = "Remove interface.",
	.source =
		"provider cluster/types/v1beta3/clients/inventory/inventory.go; provider-configs devices/pcie/gpus.json",
	.on = { .gpu_model = check_interface },
};

const struct rule rule_gpu_ram_is_exact = {
	.id = "gpu-ram-is-exact",
	.severity = SEVERITY_INFO,
	.is_pedantic = true,
	.summary = "a memory size that excludes cards of the same model with more",
	.why = "GPU memory is compared exactly. Cards of the same model with more memory are not accepted, though the program would run on them.",
	.fix = "Remove ram to accept any card of the model, unless it must be this one.",
	.source = "provider cluster/types/v1beta3/clients/inventory/inventory.go, tryAdjustGPU",
	.on = { .gpu_model = check_exact },
};

// The card, if the entry counts and some card is like it.
static const struct gpu_card *valid_card(const struct run *run, const struct sdl_gpu_model *model)
{
	struct gpu_range range;

	if (!is_gpu_list_valid(model->gpu) || has_twin(model) || !gpu_range_of(run, model, &range))
		return NULL;
	return card_of(run, model);
}

static void check_ram(struct run *run, const struct sdl_gpu_model *model)
{
	const struct gpu_card *card = model->ram.at ? valid_card(run, model) : NULL;
	struct diag *diag;

	if (!card || gpu_card_least_memory(card) != gpu_card_most_memory(card))
		return;
	diag = diag_add(run, &rule_gpu_ram_redundant, model->ram.at, "every \"%s\" has %uGi of memory", card->name,
			(unsigned)gpu_card_most_memory(card));
	diag_help(run, diag, "remove ram: it excludes providers that do not declare it");
	fix_remove(run, diag, "remove ram", model->ram.at);
}

static void check_interface(struct run *run, const struct sdl_gpu_model *model)
{
	const struct gpu_card *card = model->interface.at ? valid_card(run, model) : NULL;
	struct diag *diag;

	for (size_t i = 0; card && i < card->n_variants; i++)
		if (!str_is(model->interface.text, card->variants[i].interface))
			return;
	if (!card)
		return;
	diag = diag_add(run, &rule_gpu_interface_redundant, model->interface.at, "every \"%s\" has the interface %s",
			card->name, quoted(run, model->interface.text));
	diag_help(run, diag, "remove interface: it excludes providers that do not declare it");
	fix_remove(run, diag, "remove interface", model->interface.at);
}

static void check_exact(struct run *run, const struct sdl_gpu_model *model)
{
	const struct gpu_card *card = model->ram.at ? valid_card(run, model) : NULL;
	const char *more;
	struct diag *diag;

	if (!card || ram_gi(model) >= gpu_card_most_memory(card))
		return;
	more = arena_printf(run->arena, "%uGi", (unsigned)gpu_card_most_memory(card));
	diag = diag_add(run, &rule_gpu_ram_is_exact, model->ram.at,
			"\"%s\" with more than %lluGi of memory is not accepted", card->name,
			(unsigned long long)ram_gi(model));
	diag_help(run, diag, "remove ram to accept %s too", more);
}
