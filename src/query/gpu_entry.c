// SPDX-License-Identifier: Apache-2.0
// In: a GPU request and the catalogue. Out: facts about its entries for the rules on models.
#include "query/gpu_entry.h"

#include <string.h>

#include "base/arena.h"

bool is_gpu_wanted(const struct sdl_gpu *gpu)
{
	// Entries are compared with each other: limits the time for generated lists.
	enum { MAX_MODELS = 100 };

	if (gpu->n_models > MAX_MODELS || !gpu->units.at)
		return false;
	return gpu->units.is_bad || gpu->units.fault || gpu->units.value > 0;
}

bool is_gpu_list_valid(const struct sdl_gpu *gpu)
{
	return gpu->compute->is_deployed && is_gpu_wanted(gpu) && !gpu->is_bad && !gpu->cut_at &&
	       gpu->attributes == GPU_ATTRIBUTES_OK && gpu->raw_attributes.n == 0;
}

const char *interface_of(const struct sdl_gpu_model *model)
{
	if (!model->interface.at || model->interface.is_bad)
		return NULL;
	for (const char *const *name = network.gpu_interfaces; *name; name++)
		if (str_is(model->interface.text, *name))
			return *name;
	return NULL;
}

bool has_interface(const struct sdl_gpu_model *model)
{
	return interface_of(model) != NULL;
}

// One that the network refuses, which was reported.
static bool has_other_interface(const struct sdl_gpu_model *model)
{
	return model->interface.at && !has_interface(model);
}

static bool is_refused(const struct sdl_gpu_model *model)
{
	struct str key = model->key;

	if (model->model.is_bad)
		return true;
	if (has_other_interface(model))
		key.len -= model->interface.text.len; // which was reported
	return !is_attribute_key(key);
}

enum gpu_name gpu_name_of(const struct run *run, const struct sdl_gpu_model *model)
{
	struct str name = model->model.text;

	if (is_refused(model))
		return GPU_NAME_REFUSED;
	if (name.len == 0)
		return GPU_NAME_NONE;
	if (str_is(name, "*"))
		return GPU_NAME_ANY;
	if (gpu_card_find(run->settings->catalogue, name))
		return GPU_NAME_KNOWN;
	if (memchr(name.ptr, '/', name.len))
		return GPU_NAME_SLASH;
	if (memchr(name.ptr, '*', name.len))
		return GPU_NAME_WILDCARD;
	return card_of_spelling(run->settings->catalogue, name) ? GPU_NAME_MISSPELT : GPU_NAME_UNKNOWN;
}

const struct gpu_card *card_of(const struct run *run, const struct sdl_gpu_model *model)
{
	return is_refused(model) ? NULL : gpu_card_find(run->settings->catalogue, model->model.text);
}

const struct gpu_card *card_of_spelling(const struct gpu_catalogue *catalogue, struct str name)
{
	char plain[GPU_NAME_SIZE];

	return gpu_plain_name(name, plain) ? gpu_card_find(catalogue, str_of(plain)) : NULL;
}

static bool has_ram(const struct sdl_gpu_model *model)
{
	return model->ram.at && !model->ram.is_bad && !model->ram.fault;
}

bool has_whole_ram(const struct sdl_gpu_model *model)
{
	return has_ram(model) && model->ram.value > 0 && model->ram.value % (1u << 30) == 0;
}

uint64_t ram_gi(const struct sdl_gpu_model *model)
{
	return model->ram.value >> 30;
}

struct gpu_wish gpu_wish_of(const struct sdl_gpu_model *model)
{
	const char *interface = interface_of(model);

	return (struct gpu_wish){
		.name = model->model.text,
		.interface = interface ? str_of(interface) : STR(""),
		.memory_gi = has_whole_ram(model) ? ram_gi(model) : 0,
	};
}

bool gpu_range_of(const struct run *run, const struct sdl_gpu_model *model, struct gpu_range *range)
{
	const struct gpu_wish wish = gpu_wish_of(model);

	*range = (struct gpu_range){ 0, 0 };
	if ((model->ram.at && !has_whole_ram(model)) || has_other_interface(model) || !card_of(run, model))
		return false;
	*range = gpu_wish_range(&wish, run->settings->catalogue);
	return range->most_gi > 0;
}

bool has_twin(const struct sdl_gpu_model *model)
{
	const struct sdl_gpu *gpu = model->gpu;

	for (size_t i = 0; i < gpu->n_models; i++)
		if (gpu->models[i] != model && str_eq(gpu->models[i]->model.text, model->model.text))
			return true;
	return false;
}

bool is_shadowed(const struct sdl_gpu_model *model)
{
	const struct sdl_gpu *gpu = model->gpu;

	for (size_t i = 0; i < gpu->n_models; i++) {
		const struct sdl_gpu_model *other = gpu->models[i];

		if (str_eq(other->model.text, model->model.text) && str_cmp(other->key, model->key) > 0)
			return true;
	}
	return false;
}

bool is_model_listed(const struct sdl_gpu *gpu, struct str name)
{
	for (size_t i = 0; i < gpu->n_models; i++)
		if (str_eq(gpu->models[i]->model.text, name))
			return true;
	return false;
}

enum { MAX_WORDS = 16 };

// Each word once.
static size_t add_word(const char **words, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], word) == 0)
			return n;
	if (n == MAX_WORDS)
		return n;
	words[n] = word;
	return n + 1;
}

const char *memories_text(struct run *run, const struct gpu_card *card, const char *interface, const char *last_word)
{
	const char *words[MAX_WORDS + 1] = { NULL };
	size_t n = 0;

	for (size_t i = 0; i < card->n_variants; i++) {
		const struct gpu_variant *variant = &card->variants[i];

		if (interface && strcmp(interface, variant->interface) != 0)
			continue;
		n = add_word(words, n, arena_printf(run->arena, "%uGi", (unsigned)variant->memory_gi));
	}
	return list_text(run, words, last_word);
}

const char *interfaces_text(struct run *run, const struct gpu_card *card, uint64_t memory_gi, const char *last_word)
{
	const char *words[MAX_WORDS + 1] = { NULL };
	size_t n = 0;

	for (size_t i = 0; i < card->n_variants; i++) {
		if (memory_gi && memory_gi != card->variants[i].memory_gi)
			continue;
		n = add_word(words, n, card->variants[i].interface);
	}
	return list_text(run, words, last_word);
}

bool has_variant(const struct gpu_card *card, uint64_t memory_gi, const char *interface)
{
	for (size_t i = 0; i < card->n_variants; i++)
		if ((!memory_gi || memory_gi == card->variants[i].memory_gi) &&
		    (!interface || strcmp(interface, card->variants[i].interface) == 0))
			return true;
	return false;
}

const struct ynode *entry_place(const struct sdl_gpu_model *model)
{
	return model->model.at ? model->model.at : first_key(model->at);
}

// Skips what the network rejects, and names that may still reach a provider.
static bool is_of_no_use(const struct run *run, const struct sdl_gpu_model *model)
{
	enum gpu_name name = gpu_name_of(run, model);
	struct gpu_range range;

	if ((model->ram.at && !has_ram(model)) || has_other_interface(model))
		return false;
	if (name == GPU_NAME_KNOWN)
		return !gpu_range_of(run, model, &range);
	return name != GPU_NAME_REFUSED && name != GPU_NAME_ANY && name != GPU_NAME_SLASH;
}

bool is_hopeless(const struct run *run, const struct sdl_gpu *gpu)
{
	for (size_t i = 0; i < gpu->n_models; i++)
		if (!is_of_no_use(run, gpu->models[i]))
			return false;
	return !gpu->is_bad && gpu->n_models > 0;
}

void label_hopeless(struct run *run, struct diag *diag, const struct sdl_gpu *gpu)
{
	if (is_hopeless(run, gpu))
		diag_label(run, diag, "no provider can bid");
}

void reject_number(struct run *run, struct diag *diag, const struct ynode *at)
{
	const struct ynode *node = ynode_resolve(at);
	size_t n_dots = 0;

	if (!node || node->kind != YNODE_SCALAR || !node->is_plain || node->has_tag || node->has_bang)
		return;
	for (size_t i = 0; i < node->text.len; i++) {
		bool is_dot = node->text.ptr[i] == '.' && i > 0 && i + 1 < node->text.len;

		n_dots += is_dot;
		if (!is_dot && (node->text.ptr[i] < '0' || node->text.ptr[i] > '9'))
			return;
	}
	if (node->text.len > 0 && n_dots <= 1)
		diag_reject(run, diag, REJECTED_BY_CONSOLE);
}
