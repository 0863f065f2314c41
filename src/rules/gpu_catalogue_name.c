// SPDX-License-Identifier: Apache-2.0
// In: the models that a GPU request names, and the catalogue. Out: findings about names that no provider has a card of.
#include "catalogue/cards.h"
#include "rules/gpu_entry.h"
#include "rules/gpu_fix.h"
#include "rules/gpu_hint.h"

static void check_spelling(struct run *run, const struct sdl_gpu_model *model);
static void check_unknown(struct run *run, const struct sdl_gpu_model *model);

const struct rule rule_gpu_model_spelling = {
	.id = "gpu-model-spelling",
	.severity = SEVERITY_WARNING,
	.summary = "a GPU model in another spelling than the network's",
	.why = "Providers compare the model letter by letter with the names of the network's catalogue: lower case, without blanks, dashes and the name of the maker. The network takes any spelling, but no provider can bid on another.",
	.fix = "Write the model as the catalogue has it, for instance rtx4090.",
	.source = "provider operator/inventory/node-discovery.go, parseGPUInfo; provider-configs devices/pcie/gpus.json",
	.on = { .gpu_model = check_spelling },
};

const struct rule rule_gpu_model_unknown = {
	.id = "gpu-model-unknown",
	.severity = SEVERITY_WARNING,
	.summary = "a GPU model that is not in the network's catalogue",
	.why = "The network takes any name, but a provider can only offer the cards that the network's catalogue names; it does not even see other cards that it has. An entry with another name is of no use, and when the list has no other, nobody bids.",
	.fix = "Write a name of the catalogue. If the catalogue has become newer than this program, give it with --gpus.",
	.source = "provider operator/inventory/node-discovery.go, parseGPUInfo; provider-configs devices/pcie/gpus.json",
	.on = { .gpu_model = check_unknown },
};

static void check_spelling(struct run *run, const struct sdl_gpu_model *model)
{
	const struct gpu_card *card;
	struct diag *diag;

	if (!is_gpu_wanted(model->gpu) || gpu_name_of(run, model) != GPU_NAME_MISSPELT)
		return;
	card = card_of_spelling(run->settings->catalogue, model->model.text);
	diag = report(run, &rule_gpu_model_spelling, model->model.at, "no GPU is called %s: the network writes it \"%s\"",
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

static const char *maker_of(const struct gpu_catalogue *catalogue, struct str name)
{
	char plain[GPU_NAME_SIZE];

	for (size_t i = 0; gpu_plain_name(name, plain) && i < catalogue->n_others; i++)
		if (str_is(str_of(plain), catalogue->others[i].card.name))
			return catalogue->others[i].vendor;
	return NULL;
}

static void help_hint(struct run *run, struct diag *diag, const struct sdl_gpu_model *model,
		      const struct gpu_hint *hint)
{
	if (hint->is_like_it) {
		diag_help(run, diag, "%s %s at least %uGi of memory", list_text(run, hint->names, "and"), hint->n == 1 ? "has" : "have",
			  (unsigned)hint->memory_gi);
		return;
	}
	if (hint->n > 1) {
		diag_help(run, diag, "did you mean %s?", list_text(run, hint->names, "or"));
		return;
	}
	if (is_model_listed(model->gpu, str_of(hint->names[0]))) {
		diag_help(run, diag, "remove it: \"%s\" is listed already", hint->names[0]);
		return;
	}
	if (!hint->memory_gi && !hint->interface)
		diag_help(run, diag, "did you mean \"%s\"?", hint->names[0]);
	else if (!hint->interface)
		diag_help(run, diag, "did you mean \"model: %s\" with \"ram: %uGi\"?", hint->names[0], (unsigned)hint->memory_gi);
	else if (!hint->memory_gi)
		diag_help(run, diag, "did you mean \"model: %s\" with \"interface: %s\"?", hint->names[0], hint->interface);
	else
		diag_help(run, diag, "did you mean \"model: %s\" with \"ram: %uGi\" and \"interface: %s\"?", hint->names[0],
			  (unsigned)hint->memory_gi, hint->interface);
	fix_entry(run, diag, model, hint->names[0], hint->memory_gi, hint->interface);
	if (diag->fix)
		diag->fix->is_unsafe = true;
}

// A card that exists, and that the network does not offer: the nearest ones that it does.
static bool help_absent(struct run *run, struct diag *diag, struct str name)
{
	const struct absent_card *card = known_cards.absent;
	const char *nearest[4] = { NULL };
	char plain[GPU_NAME_SIZE];
	size_t n = 0;

	if (!gpu_plain_name(name, plain))
		return false;
	while (card->name && strcmp(card->name, plain) != 0)
		card++;
	for (const char *const *other = card->nearest; card->name && *other && n + 1 < COUNT_OF(nearest); other++)
		if (gpu_card_find(run->settings->catalogue, str_of(*other)))
			nearest[n++] = *other;
	if (n == 0)
		return false;
	if (card->vendor)
		diag_help(run, diag,
			  "it is a card of %s, which can't be requested; the nearest NVIDIA card to its %uGi is %s",
			  card->vendor, card->memory_gi, list_text(run, nearest, "or"));
	else
		diag_help(run, diag, "the network does not offer it; the nearest to its %uGi: write %s",
			  card->memory_gi, list_text(run, nearest, "or"));
	return true;
}

static void check_unknown(struct run *run, const struct sdl_gpu_model *model)
{
	const struct gpu_catalogue *catalogue = run->settings->catalogue;
	struct gpu_hint hint;
	const char *maker;
	struct diag *diag;

	if (!is_gpu_wanted(model->gpu) || gpu_name_of(run, model) != GPU_NAME_UNKNOWN)
		return;
	diag = report(run, &rule_gpu_model_unknown, model->model.at, "the GPU model %s is not in the network's catalogue%s%s",
		      quoted(run, model->model.text), catalogue->date[0] ? " of " : "", catalogue->date);
	label_hopeless(run, diag, model->gpu);
	reject_number(run, diag, model->model.at);
	if (help_absent(run, diag, model->model.text))
		return;
	maker = maker_of(catalogue, model->model.text);
	if (maker)
		diag_help(run, diag, "it is a card of %s, which an SDL can't ask for: remove it", maker);
	else if (gpu_hint_from_name(catalogue, model->model.text, has_whole_ram(model) ? ram_gi(model) : 0, &hint))
		help_hint(run, diag, model, &hint);
	else
		diag_help(run, diag, "remove it, or write a model of the catalogue: \"akashlint gpus\" shows them");
}
