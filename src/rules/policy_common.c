// SPDX-License-Identifier: Apache-2.0
// In: lists of a policy and models of GPUs. Out: what the rules of a policy share.
#include "rules/policy_common.h"

void policy_help(struct run *run, struct diag *diag, const char *what, const struct policy_list *list)
{
	enum { SHOWN = 8 };
	struct strbuf text;

	if (list->n == 0)
		return;
	strbuf_init(&text, run->arena);
	for (size_t i = 0; i < list->n && i < SHOWN; i++)
		strbuf_printf(&text, "%s%s", i ? ", " : "", escaped(run, list->items[i]));
	diag_help(run, diag, "%s %s%s", what, text.text, list->n > SHOWN ? ", …" : "");
}

uint64_t policy_vram_of(struct run *run, const struct sdl_gpu_model *model)
{
	const struct gpu_catalogue *catalogue = run->settings->catalogue;
	const struct gpu_card *card = model ? gpu_card_find(catalogue, model->model.text) : NULL;
	uint32_t least = UINT32_MAX;

	if (model && model->ram.at && !model->ram.fault)
		return model->ram.value;
	if (model)
		return card ? (uint64_t)gpu_card_least_memory(card) << 30 : 0;
	for (size_t i = 0; i < catalogue->n_cards; i++)
		if (gpu_card_least_memory(&catalogue->cards[i]) < least)
			least = gpu_card_least_memory(&catalogue->cards[i]);
	return catalogue->n_cards ? (uint64_t)least << 30 : 0;
}
