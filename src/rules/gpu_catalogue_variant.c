// SPDX-License-Identifier: Apache-2.0
// In: memory and interface of a GPU model, and the catalogue. Out: findings if no card has them.
#include "query/gpu_entry.h"

#include <string.h>

static void check_truncated(struct run *run, const struct sdl_gpu_model *model);
static void check_ram(struct run *run, const struct sdl_gpu_model *model);
static void check_interface(struct run *run, const struct sdl_gpu_model *model);
static void check_combination(struct run *run, const struct sdl_gpu_model *model);

const struct rule rule_gpu_ram_truncated = {
	.id = "gpu-ram-truncated",
	.severity = SEVERITY_WARNING,
	.summary = "the memory of a GPU is not a number of whole Gi",
	.why = "The network rounds the memory of a GPU down to whole Gi, and providers compare it exactly with the card's. A number without a unit counts bytes, so ram: 80 requests a GPU with 0Gi, which does not exist.",
	.fix = "Write whole Gi, as the catalogue has them: ram: 80Gi.",
	.source = "chain-sdk go/sdl/units.go, StringWithSuffix",
	.on = { .gpu_model = check_truncated },
};

const struct rule rule_gpu_ram_unknown_variant = {
	.id = "gpu-ram-unknown-variant",
	.severity = SEVERITY_WARNING,
	.summary = "a memory size that the GPU model does not have",
	.why = "The memory of a GPU is compared exactly; it is not a minimum. No card of this model in the network's catalogue has this size, so no provider can bid.",
	.fix = "Write a size that the model has, or leave ram out.",
	.source =
		"provider cluster/types/v1beta3/clients/inventory/inventory.go, tryAdjustGPU; provider-configs devices/pcie/gpus.json",
	.on = { .gpu_model = check_ram },
};

const struct rule rule_gpu_interface_unknown_variant = {
	.id = "gpu-interface-unknown-variant",
	.severity = SEVERITY_WARNING,
	.summary = "an interface that the GPU model does not have",
	.why = "No card of this model in the network's catalogue has this interface, so no provider can bid.",
	.fix = "Write an interface that the model has, or leave it out.",
	.source =
		"provider cluster/types/v1beta3/clients/inventory/inventory.go, tryAdjustGPU; provider-configs devices/pcie/gpus.json",
	.on = { .gpu_model = check_interface },
};

const struct rule rule_gpu_variant_combination_unknown = {
	.id = "gpu-variant-combination-unknown",
	.severity = SEVERITY_WARNING,
	.summary = "a memory size and an interface that no card of the GPU model combines",
	.why = "The model comes with this memory, and with this interface, but no card in the network's catalogue has both, so no provider can bid.",
	.fix = "Leave the interface out, or write a memory and an interface that go together.",
	.source =
		"provider cluster/types/v1beta3/clients/inventory/inventory.go, tryAdjustGPU; provider-configs devices/pcie/gpus.json",
	.on = { .gpu_model = check_combination },
};

// The number of a "80" that was meant to be Gi: some card has so much; 0 if none does.
static uint64_t meant_gi(const struct run *run, const struct sdl_gpu_model *model)
{
	const struct gpu_catalogue *catalogue = run->settings->catalogue;
	const struct gpu_card *card = card_of(run, model);
	struct str text = model->ram.text;
	uint64_t gi = model->ram.value;

	if (text.len == 0 || text.ptr[text.len - 1] < '0' || text.ptr[text.len - 1] > '9' || gi == 0)
		return 0;
	if (card)
		return has_variant(card, gi, NULL) ? gi : 0;
	for (size_t i = 0; i < catalogue->n_cards; i++)
		if (has_variant(&catalogue->cards[i], gi, NULL))
			return gi;
	return 0;
}

// Not where another entry may become the same, which the network refuses.
static void replace(struct run *run, struct diag *diag, const struct sdl_gpu_model *model, const char *description,
		    const struct ynode *at, const char *text)
{
	if (!has_twin(model))
		fix_scalar(run, diag, description, at, str_of(text));
}

static void check_truncated(struct run *run, const struct sdl_gpu_model *model)
{
	const struct leaf_quantity *ram = &model->ram;
	const struct gpu_card *card = card_of(run, model);
	uint64_t gi = meant_gi(run, model);
	struct diag *diag;

	if (!is_gpu_wanted(model->gpu) || !ram->at || ram->is_bad || ram->fault || has_whole_ram(model) ||
	    gpu_name_of(run, model) == GPU_NAME_REFUSED)
		return;
	diag = diag_add(run, &rule_gpu_ram_truncated, ram->at,
			"%s requests a GPU with %lluGi of memory: the network rounds down to whole Gi",
			quoted(run, ram->text), (unsigned long long)ram_gi(model));
	label_hopeless(run, diag, model->gpu);
	reject_number(run, diag, ram->at);
	if (gi) {
		diag_help(run, diag, "a number without a unit counts bytes: write %lluGi", (unsigned long long)gi);
		replace(run, diag, model, "add the unit", ram->at,
			arena_printf(run->arena, "%lluGi", (unsigned long long)gi));
		if (diag->fix)
			diag->fix->is_unsafe = !is_hopeless(run, model->gpu);
	} else if (card) {
		diag_help(run, diag, "write a size that %s has: %s", card->name, memories_text(run, card, NULL, "or"));
	} else {
		diag_help(run, diag, "write whole Gi, for instance 80Gi");
	}
}

// The card in the catalogue, if the memory can be compared.
static const struct gpu_card *card_with_ram(const struct run *run, const struct sdl_gpu_model *model)
{
	return is_gpu_wanted(model->gpu) && has_whole_ram(model) ? card_of(run, model) : NULL;
}

static uint32_t next_memory(const struct gpu_card *card, uint64_t gi)
{
	for (size_t i = 0; i < card->n_variants; i++)
		if (card->variants[i].memory_gi > gi)
			return card->variants[i].memory_gi;
	return 0;
}

static void check_ram(struct run *run, const struct sdl_gpu_model *model)
{
	const struct gpu_card *card = card_with_ram(run, model);
	struct diag *diag;
	const char *better;

	if (!card || has_variant(card, ram_gi(model), NULL))
		return;
	diag = diag_add(run, &rule_gpu_ram_unknown_variant, model->ram.at,
			"\"%s\" comes with %s of memory, not with %lluGi", card->name,
			memories_text(run, card, NULL, "or"), (unsigned long long)ram_gi(model));
	label_hopeless(run, diag, model->gpu);
	if (!next_memory(card, ram_gi(model))) {
		diag_help(run, diag, "it has at most %uGi: name a model with more",
			  (unsigned)gpu_card_most_memory(card));
		return;
	}
	better = arena_printf(run->arena, "%uGi", (unsigned)next_memory(card, ram_gi(model)));
	diag_help(run, diag, "ram is exact, not a minimum: write %s", better);
	replace(run, diag, model, "write the next larger size", model->ram.at, better);
	if (diag->fix)
		diag->fix->is_unsafe = true;
}

// A card of the same family, such as the h200nvl of the h200, that has the interface.
static const struct gpu_card *sibling(const struct gpu_catalogue *catalogue, const struct gpu_card *card,
				      const char *interface)
{
	for (size_t i = 0; i < catalogue->n_cards; i++) {
		const struct gpu_card *other = &catalogue->cards[i];

		if (other != card && str_has_prefix(str_of(other->name), card->name) &&
		    strcmp(other->architecture, card->architecture) == 0 && has_variant(other, 0, interface))
			return other;
	}
	return NULL;
}

static void check_interface(struct run *run, const struct sdl_gpu_model *model)
{
	const char *interface = interface_of(model), *better;
	const struct gpu_card *card = is_gpu_wanted(model->gpu) && interface ? card_of(run, model) : NULL, *other;
	struct diag *diag;

	if (!card || has_variant(card, 0, interface))
		return;
	better = interfaces_text(run, card, 0, "or"); // one, or it would have this one
	diag = diag_add(run, &rule_gpu_interface_unknown_variant, model->interface.at,
			"\"%s\" comes with the interface \"%s\", not with \"%s\"", card->name, better, interface);
	label_hopeless(run, diag, model->gpu);
	other = sibling(run->settings->catalogue, card, interface);
	if (other)
		diag_help(run, diag, "write %s, or model: %s, which has %s", better, other->name, interface);
	else
		diag_help(run, diag, "write %s, or remove it", better);
	if (is_one_of(str_of(better), network.gpu_interfaces))
		replace(run, diag, model, "write the interface that it has", model->interface.at, better);
	if (diag->fix)
		diag->fix->is_unsafe = true;
}

static void check_combination(struct run *run, const struct sdl_gpu_model *model)
{
	const char *interface = interface_of(model);
	const struct gpu_card *card = interface ? card_with_ram(run, model) : NULL;
	uint64_t gi = ram_gi(model);
	struct diag *diag;

	if (!card || !has_variant(card, gi, NULL) || !has_variant(card, 0, interface) ||
	    has_variant(card, gi, interface))
		return;
	diag = diag_add(run, &rule_gpu_variant_combination_unknown, model->interface.at,
			"no \"%s\" has both %lluGi of memory and the interface \"%s\"", card->name,
			(unsigned long long)gi, interface);
	label_hopeless(run, diag, model->gpu);
	diag_related(run, diag, ynode_span(model->ram.at), "its memory");
	diag_help(run, diag, "with %lluGi it has %s; with %s it has %s", (unsigned long long)gi,
		  interfaces_text(run, card, gi, "or"), interface, memories_text(run, card, interface, "or"));
}
