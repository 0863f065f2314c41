// SPDX-License-Identifier: Apache-2.0
// In: the entries of a GPU list. Out: findings about entries without a model, and about keys that mean nothing there.
#include "help/stray_key.h"
#include "query/gpu_entry.h"

#include <string.h>

#include "base/edit_distance.h"

static void check_null(struct run *run, const struct sdl_gpu *gpu);
static void check_empty(struct run *run, const struct sdl_gpu_model *model);
static void check_keys(struct run *run, const struct sdl_gpu_model *model);

const struct rule rule_gpu_model_empty = {
	.id = "gpu-model-empty",
	.severity = SEVERITY_WARNING,
	.summary = "an entry of the GPU list without a model",
	.why = "The network accepts an entry without a model and requests a GPU without a name, which no provider has. An entry with nothing after its dash is dropped; if it was the only one, any NVIDIA GPU may be offered.",
	.fix = "Write model: with a name from the catalogue, or remove the entry; an empty list requests any NVIDIA GPU.",
	.source =
		"chain-sdk go/sdl/gpu.go; provider cluster/types/v1beta3/clients/inventory/metrics.go, ExistsOrWildcard",
	.on = { .gpu = check_null, .gpu_model = check_empty },
};

const struct rule rule_gpu_model_unknown_key = {
	.id = "gpu-model-unknown-key",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_CONSOLE,
	.summary = "a key of a GPU model that the network ignores",
	.why = "An entry of the list has the keys model, ram and interface. The network ignores any other key, even a misspelt one, so you may get a smaller card at the same price.",
	.fix = "Correct the spelling, or remove the key.",
	.source = "chain-sdk go/sdl/gpu.go, v2GPUNvidia",
	.on = { .gpu_model = check_keys },
};

static const char *const entry_keys[] = { "model", "ram", "interface", NULL };

// What people write for a key, in several tools.
static const char *meant_key(struct str name)
{
	static const struct {
		const char *word, *key;
	} words[] = {
		{ "name", "model" },
		{ "vram", "ram" },
		{ "memory", "ram" },
		{ "type", "interface" },
	};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_is_nocase(name, words[i].word))
			return words[i].key;
	return nearest(name, entry_keys, COUNT_OF(entry_keys) - 1);
}

static bool has_misspelt_model(const struct sdl_gpu_model *model)
{
	for (size_t i = 0; i < model->strays.n; i++) {
		const char *meant = meant_key(model->strays.items[i].name);

		if (meant && str_is(STR("model"), meant))
			return true;
	}
	return false;
}

static void check_null(struct run *run, const struct sdl_gpu *gpu)
{
	for (size_t i = 0; is_gpu_wanted(gpu) && i < gpu->null_models.n; i++) {
		struct diag *diag = diag_add(run, &rule_gpu_model_empty, gpu->null_models.items[i].key,
					     "this entry is empty: the network drops it");

		diag_reject(run, diag, REJECTED_BY_CONSOLE);
		if (gpu->n_models == 0)
			diag_label(run, diag, "this requests any NVIDIA GPU");
		diag_help(run, diag, "write model: with a name from the catalogue, or remove the dash");
	}
}

static void check_empty(struct run *run, const struct sdl_gpu_model *model)
{
	struct diag *diag;

	if (!is_gpu_wanted(model->gpu) || gpu_name_of(run, model) != GPU_NAME_NONE || has_misspelt_model(model))
		return;
	if (!model->model.at)
		diag = diag_add(run, &rule_gpu_model_empty, entry_place(model),
				"this entry has no model, and matches no GPU");
	else
		diag = diag_add(run, &rule_gpu_model_empty, model->model.at, "the model is empty, and matches no GPU");
	label_hopeless(run, diag, model->gpu);
	if (!model->model.at)
		diag_lacks(run, diag, "%s.model", node_place(run, model->at));
	diag_help(run, diag, "write model: with a name from the catalogue, or remove the entry");
	if (model->model.at && ynode_is_null(model->model.at))
		diag_reject(run, diag, REJECTED_BY_CONSOLE);
}

// A name that goes with memory and interface: no "*".
static bool is_plain_word(struct str text)
{
	const struct str allowed = STR("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

	for (size_t i = 0; i < text.len; i++)
		if (!memchr(allowed.ptr, text.ptr[i], allowed.len))
			return false;
	return text.len > 0;
}

// Neither there already nor meant by another key as well.
static bool is_missing(const struct sdl_gpu_model *model, const struct sdl_stray *stray, const char *key)
{
	for (size_t i = 0; i < model->strays.n; i++) {
		const char *meant = meant_key(model->strays.items[i].name);

		if (&model->strays.items[i] != stray && meant && str_is(str_of(meant), key))
			return false;
	}
	return !ynode_get(stray->key->parent, key);
}

// Whether the value of the key would do under the key that was meant, so that the fix can't make it worse.
static bool is_good_value(const struct sdl_gpu_model *model, const struct ynode *key, const char *meant)
{
	const struct ynode *value = ynode_resolve(key->parent->items[key->index + 1]);
	uint64_t bytes;

	if (!value || value->kind != YNODE_SCALAR || has_twin(model))
		return false;
	if (str_is(STR("model"), meant))
		return is_plain_word(value->text) && !is_model_listed(model->gpu, value->text);
	if (!is_plain_word(model->model.text))
		return false;
	if (str_is(STR("ram"), meant))
		return bytes_from_str(value->text, true, &bytes) == QUANTITY_OK;
	return is_one_of(value->text, network.gpu_interfaces);
}

static void check_keys(struct run *run, const struct sdl_gpu_model *model)
{
	for (size_t i = 0; i < model->strays.n; i++) {
		const struct sdl_stray *stray = &model->strays.items[i];
		const char *meant = meant_key(stray->name);
		struct diag *diag = diag_add(run, &rule_gpu_model_unknown_key, stray->key,
					     "the network ignores the key %s of a GPU model", quoted(run, stray->name));

		if (!meant && explain_key(run, diag, stray->key) != STRAY_UNKNOWN)
			continue;
		if (!meant) {
			diag_help(run, diag, "remove it; the keys here are %s", list_text(run, entry_keys, "and"));
			continue;
		}
		diag_help(run, diag, "write \"%s\"", meant);
		if (is_missing(model, stray, meant) && is_good_value(model, stray->key, meant))
			fix_scalar(run, diag, arena_printf(run->arena, "write %s", meant), stray->key, str_of(meant));
		if (diag->fix)
			diag->fix->is_unsafe = true; // another card is requested
	}
}
