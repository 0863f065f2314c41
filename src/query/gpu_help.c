// SPDX-License-Identifier: Apache-2.0
// In: a finding about a GPU model name. Out: the intended card, or similar cards, as help and fix.
#include "query/gpu_help.h"

#include "base/ascii.h"
#include "catalogue/cards.h"
#include "query/gpu_entry.h"
#include "query/gpu_fix.h"
#include "query/gpu_hint.h"
#include "sdl/foreign.h"

// The maker of a card in the registry, or the one that a word of its name shows: the "MI" of "MI300X".
static const char *maker_of(const struct gpu_catalogue *catalogue, struct str name)
{
	char plain[GPU_NAME_SIZE];

	for (size_t i = 0; gpu_plain_name(name, plain) && i < catalogue->n_others; i++)
		if (str_is(str_of(plain), catalogue->others[i].card.name))
			return catalogue->others[i].vendor;
	for (size_t at = 0, end; at < name.len; at = end + 1) {
		for (end = at; end < name.len && is_letter(name.ptr[end]); end++)
			;
		for (const struct foreign_card *other = foreign_cards; other->word; other++)
			if (str_is_nocase(str_slice(name, at, end), other->word))
				return other->maker;
	}
	return NULL;
}

// Lists the choices: which one is meant can't be known.
static void help_misfit(struct run *run, struct diag *diag, const struct gpu_hint *hint)
{
	const char *name = hint->names[0];
	const struct gpu_card *card = gpu_card_find(run->settings->catalogue, str_of(name));
	const char *sizes[8] = { NULL };
	size_t n = 0;

	for (size_t i = 0; i < card->n_variants && n + 1 < COUNT_OF(sizes); i++)
		if (i == 0 || card->variants[i].memory_gi != card->variants[i - 1].memory_gi)
			sizes[n++] = arena_printf(run->arena, "ram: %uGi", (unsigned)card->variants[i].memory_gi);
	if (!hint->memory_gi)
		diag_help(run, diag, "write \"model: %s\"; \"akashlint gpus %s\" shows its interfaces", name, name);
	else if (n == 1)
		diag_help(run, diag, "%s has %uGi of memory: write \"model: %s\"", name,
			  (unsigned)gpu_card_least_memory(card), name);
	else
		diag_help(run, diag, "write \"model: %s\" with %s", name, list_text(run, sizes, "or"));
}

static void help_hint(struct run *run, struct diag *diag, const struct sdl_gpu_model *model,
		      const struct gpu_hint *hint)
{
	if (hint->is_like_it) {
		diag_help(run, diag, "%s %s at least %uGi of memory", list_text(run, hint->names, "and"),
			  hint->n == 1 ? "has" : "have", (unsigned)hint->memory_gi);
		return;
	}
	if (hint->is_misfit) {
		help_misfit(run, diag, hint);
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
		diag_help(run, diag, "did you mean \"model: %s\" with \"ram: %uGi\"?", hint->names[0],
			  (unsigned)hint->memory_gi);
	else if (!hint->memory_gi)
		diag_help(run, diag, "did you mean \"model: %s\" with \"interface: %s\"?", hint->names[0],
			  hint->interface);
	else
		diag_help(run, diag, "did you mean \"model: %s\" with \"ram: %uGi\" and \"interface: %s\"?",
			  hint->names[0], (unsigned)hint->memory_gi, hint->interface);
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

static const char *card_in(const struct gpu_catalogue *catalogue, struct str name)
{
	const struct gpu_card *card;
	struct gpu_hint hint;

	while (name.len && name.ptr[0] == ' ')
		name = str_slice(name, 1, name.len);
	while (name.len && name.ptr[name.len - 1] == ' ')
		name.len--;
	card = gpu_card_find(catalogue, name);
	if (card)
		return card->name;
	return gpu_hint_from_name(catalogue, name, 0, &hint) && hint.n == 1 ? hint.names[0] : NULL;
}

// "a100, h100": each is an entry.
static bool help_several(struct run *run, struct diag *diag, struct str text)
{
	struct strbuf entries;
	size_t n = 0;

	strbuf_init(&entries, run->arena);
	for (size_t at = 0, end; at < text.len; at = end + 1, n++) {
		const char *card;

		for (end = at; end < text.len && !strchr(",;|", text.ptr[end]);)
			end++;
		card = card_in(run->settings->catalogue, str_slice(text, at, end));
		if (!card)
			return false;
		strbuf_printf(&entries, "%s\"- model: %s\"", n ? ", " : "", card);
	}
	if (n > 1)
		diag_help(run, diag, "write an entry for each: %s", entries.text);
	return n > 1;
}

void help_model(struct run *run, struct diag *diag, const struct sdl_gpu_model *model)
{
	const struct gpu_catalogue *catalogue = run->settings->catalogue;
	const char *maker = maker_of(catalogue, model->model.text);
	struct gpu_hint hint;

	if (help_absent(run, diag, model->model.text) || help_several(run, diag, model->model.text) ||
	    help_absent(run, diag, gpu_bare_name(model->model.text)))
		return;
	if (maker)
		diag_help(run, diag, "it is a card of %s, which an SDL can't request: remove it", maker);
	else if (gpu_hint_from_name(catalogue, model->model.text, has_whole_ram(model) ? ram_gi(model) : 0, &hint))
		help_hint(run, diag, model, &hint);
	else
		diag_help(run, diag, "remove it, or write a model of the catalogue: \"akashlint gpus\" shows them");
}
