// SPDX-License-Identifier: Apache-2.0
// In: lists of a policy and models of GPUs. Out: helpers for the rules of policies.
#include "query/policy_common.h"

#include "query/gpu_entry.h"
#include "query/sdl_query.h"

const struct sdl_gpu *policy_gpu_of(const struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_compute *compute = assignment->compute;

	if (!run->settings->policy || !compute || compute->entry.is_bad || gpus_of(compute) == 0 ||
	    !is_gpu_list_valid(&compute->gpu))
		return NULL;
	return &compute->gpu;
}

const struct ynode *policy_key_of(const struct ynode *at, const struct sdl_entry *entry)
{
	return at && ynode_key(at) ? ynode_key(at) : entry->key;
}

static bool is_any(const struct sdl_gpu_model *model)
{
	return !model || str_is(model->model.text, "*");
}

static struct gpu_wish wish_of(const struct sdl_gpu_model *model)
{
	return model ? gpu_wish_of(model) : (struct gpu_wish){ .name = STR("*") };
}

struct gpu_range policy_range_of(const struct run *run, const struct sdl_gpu_model *model)
{
	const struct gpu_wish wish = wish_of(model);

	return gpu_wish_range(&wish, run->settings->catalogue);
}

const char *policy_refused_interface(const struct run *run, const struct sdl_gpu_model *model)
{
	const struct policy_list *allowed = &run->settings->policy->gpu.interfaces;
	const struct gpu_catalogue *catalogue = run->settings->catalogue;
	const struct gpu_wish wish = wish_of(model);
	const char *refused = NULL;

	for (size_t i = 0; allowed->is_set && i < catalogue->n_cards; i++) {
		const struct gpu_card *card = &catalogue->cards[i];

		if (!is_any(model) && !str_is(wish.name, card->name))
			continue;
		for (size_t j = 0; j < card->n_variants; j++)
			if (gpu_wish_takes(&wish, &card->variants[j]) &&
			    !policy_list_has(allowed, str_of(card->variants[j].interface)))
				refused = card->variants[j].interface;
	}
	return refused;
}

uint64_t policy_vram_of(const struct run *run, const struct sdl_gpu_model *model)
{
	if (model && model->ram.at && !model->ram.is_bad && !model->ram.fault)
		return model->ram.value;
	return (uint64_t)policy_range_of(run, model).least_gi << 30;
}

void policy_help(struct run *run, struct diag *diag, const char *what, const struct policy_list *list)
{
	enum { SHOWN = 8 };
	struct strbuf text = strbuf_in(run->arena);

	for (size_t i = 0; i < list->n && i < SHOWN; i++)
		strbuf_printf(&text, "%s%s", i ? ", " : "", escaped(run, list->items[i]));
	diag_help(run, diag, "%s %s%s", what, list->n ? text.text : "none", list->n > SHOWN ? ", …" : "");
}

uint64_t policy_times(uint64_t a, uint64_t b)
{
	return b && a > UINT64_MAX / b ? UINT64_MAX : a * b;
}

uint64_t policy_plus(uint64_t a, uint64_t b)
{
	return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}
