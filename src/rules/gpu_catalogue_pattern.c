// SPDX-License-Identifier: Apache-2.0
// In: the models that a GPU request names. Out: findings about a "/" or a "*" in a name.
#include "query/gpu_entry.h"
#include "query/gpu_help.h"
#include "query/gpu_hint.h"

static void check_slash(struct run *run, const struct sdl_gpu_model *model);
static void check_wildcard(struct run *run, const struct sdl_gpu_model *model);

const struct rule rule_gpu_model_slash = {
	.id = "gpu-model-slash",
	.severity = SEVERITY_WARNING,
	.summary = "a slash in the name of a GPU model",
	.why = "The network puts the model into an attribute whose parts are separated by slashes, so providers read what follows a slash as further parts. Usually they can't read the whole request then, and nobody bids; if they can, they may ignore part of it.",
	.fix = "Write the model alone, and its memory and interface as ram: and interface: under it.",
	.source = "provider cluster/types/v1beta3/clients/inventory/metrics.go, ParseGPUAttributes",
	.on = { .gpu_model = check_slash },
};

const struct rule rule_gpu_model_partial_wildcard = {
	.id = "gpu-model-partial-wildcard",
	.severity = SEVERITY_WARNING,
	.summary = "a wildcard in the name of a GPU model",
	.why = "Only a * on its own means any model. With other characters it is compared literally, and no card has such a name: the network accepts it, but nobody bids.",
	.fix = "List the models.",
	.source = "provider cluster/types/v1beta3/clients/inventory/metrics.go, ExistsOrWildcard",
	.on = { .gpu_model = check_wildcard },
};

// Key and value in turn: with a part too many, providers refuse to read any of the request.
static bool is_unreadable(struct str name)
{
	size_t n = 0;

	for (size_t i = 0; i < name.len; i++)
		n += name.ptr[i] == '/';
	return n % 2 == 1;
}

// What the fix makes of it becomes the same attribute again.
static bool is_same_attribute(struct run *run, struct str name, const struct gpu_hint *hint)
{
	struct strbuf text = strbuf_in(run->arena);

	strbuf_puts(&text, hint->names[0]);
	if (hint->memory_gi)
		strbuf_printf(&text, "/ram/%uGi", (unsigned)hint->memory_gi);
	if (hint->interface)
		strbuf_printf(&text, "/interface/%s", hint->interface);
	return str_is(name, text.text);
}

static void check_slash(struct run *run, const struct sdl_gpu_model *model)
{
	const struct gpu_catalogue *catalogue = run->settings->catalogue;
	struct str name = model->model.text;
	const struct gpu_card *card;
	struct gpu_hint hint;
	struct diag *diag;

	if (!is_gpu_wanted(model->gpu) || gpu_name_of(run, model) != GPU_NAME_SLASH)
		return;
	diag = diag_add(run, &rule_gpu_model_slash, model->model.at, "a GPU model can't contain \"/\": %s",
			quoted(run, name));
	if (is_unreadable(name))
		diag_label(run, diag, "no provider can read this request");
	card = card_of_spelling(catalogue, name);
	if (!card && !gpu_hint_from_parts(catalogue, name, &hint)) {
		diag_help(run, diag,
			  "write the model alone; its memory and interface go under it, as ram: and interface:");
		return;
	}
	if (card)
		hint = (struct gpu_hint){ .names = { card->name } };
	diag_help(run, diag, "write model: %s%s%s%s", hint.names[0],
		  hint.memory_gi ? arena_printf(run->arena, " with ram: %uGi", (unsigned)hint.memory_gi) : "",
		  !hint.interface  ? ""
		  : hint.memory_gi ? " and interface: "
				   : " with interface: ",
		  hint.interface ? hint.interface : "");
	fix_entry(run, diag, model, hint.names[0], hint.memory_gi, hint.interface);
	if (diag->fix)
		diag->fix->is_unsafe = !is_unreadable(name) && !is_same_attribute(run, name, &hint);
}

static bool is_matched(struct str pattern, struct str name)
{
	size_t i = 0;

	for (; i < pattern.len && pattern.ptr[i] != '*'; i++)
		if (i >= name.len || !str_eq_nocase(str_slice(pattern, i, i + 1), str_slice(name, i, i + 1)))
			return false;
	if (i == pattern.len)
		return i == name.len;
	for (size_t j = i; j <= name.len; j++)
		if (is_matched(str_slice(pattern, i + 1, pattern.len), str_slice(name, j, name.len)))
			return true;
	return false;
}

static void check_wildcard(struct run *run, const struct sdl_gpu_model *model)
{
	enum { MAX_NAMES = 24 };
	const struct gpu_catalogue *catalogue = run->settings->catalogue;
	const char *names[MAX_NAMES + 1] = { NULL };
	size_t n = 0, n_matches = 0;
	struct diag *diag;

	if (!is_gpu_wanted(model->gpu) || gpu_name_of(run, model) != GPU_NAME_WILDCARD)
		return;
	for (size_t i = 0; i < catalogue->n_cards; i++) {
		const char *name = catalogue->cards[i].name;

		if (!is_matched(model->model.text, str_of(name)) || is_model_listed(model->gpu, str_of(name)))
			continue;
		if (n < MAX_NAMES)
			names[n++] = name;
		n_matches++;
	}
	diag = diag_add(run, &rule_gpu_model_partial_wildcard, model->model.at,
			"no GPU is called %s: \"*\" must be the whole name", quoted(run, model->model.text));
	label_hopeless(run, diag, model->gpu);
	if (n == 0 || n_matches > n) {
		diag_help(run, diag, "list the models: \"akashlint gpus\" shows them");
		return;
	}
	diag_help(run, diag, "list the models: %s", list_text(run, names, "and"));
	fix_entry_to_list(run, diag, model, names);
	if (diag->fix)
		diag->fix->is_unsafe = true;
}
