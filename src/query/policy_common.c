// SPDX-License-Identifier: Apache-2.0
// In: lists of a policy and models of GPUs. Out: helpers for the rules of policies.
#include "query/policy_common.h"

#include "query/deployed.h"
#include "query/gpu_entry.h"

extern const struct rule rule_policy_gpu_model;

const struct sdl_gpu *policy_gpu_of(const struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_compute *compute = assignment->compute;

	if (!run->settings->policy || !compute || compute->entry.is_bad || gpus_of(compute) == 0 ||
	    !is_gpu_list_sound(&compute->gpu))
		return NULL;
	return &compute->gpu;
}

const struct ynode *policy_key_of(const struct ynode *at, const struct sdl_entry *entry)
{
	return at && ynode_key(at) ? ynode_key(at) : entry->key;
}

const struct ynode *policy_gpu_place(const struct sdl_gpu *gpu)
{
	return gpu->vendor_at ? gpu->vendor_at : gpu->units.at;
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

static bool is_denied_card_possible(const struct run *run)
{
	const struct gpu_catalogue *catalogue = run->settings->catalogue;

	for (size_t i = 0; i < catalogue->n_cards; i++)
		if (policy_list_has(&run->settings->policy->gpu.deny, str_of(catalogue->cards[i].name)))
			return true;
	return false;
}

static bool has_open_memory(const struct run *run, const struct sdl_gpu_model *model)
{
	struct gpu_range range = policy_range_of(run, model);

	return !model->ram.at && !is_any(model) && range.least_gi != range.most_gi;
}

bool is_model_refused(const struct run *run, const struct sdl_gpu_model *model)
{
	const struct policy *policy = run->settings->policy;
	struct str name = model ? model->model.text : STR("*");

	if (rule_level(run->settings, &rule_policy_gpu_model) == SEVERITY_OFF)
		return false;
	if (policy_list_has(&policy->gpu.deny, name) ||
	    (policy->gpu.allow.is_set && !policy_list_has(&policy->gpu.allow, name)))
		return true;
	if (is_any(model))
		return policy->gpu.require_model || is_denied_card_possible(run);
	return policy->gpu.require_ram_when_ambiguous && has_open_memory(run, model);
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
