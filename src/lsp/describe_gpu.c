// SPDX-License-Identifier: Apache-2.0
// In: the name of a GPU as an SDL requests it. Out: a text about the card, or what was probably meant.
#include "lsp/describe.h"
#include "query/gpu_hint.h"
#include "report/gpus.h"

enum { MAX_ALIASES = 8 };

const char gpu_model_path[] = "profiles/compute/*/resources/gpu/attributes/vendor/*/-/model";
const char gpu_ram_path[] = "profiles/compute/*/resources/gpu/attributes/vendor/*/-/ram";
const char gpu_interface_path[] = "profiles/compute/*/resources/gpu/attributes/vendor/*/-/interface";

static const char *memory_text(struct arena *arena, const struct gpu_card *card)
{
	struct strbuf text = strbuf_in(arena);

	memory_to_text(&text, card, card);
	return text.text;
}

static const char *version_text(struct arena *arena, milli_version version)
{
	struct strbuf text = strbuf_in(arena);

	milli_version_to_text(&text, version);
	return text.text;
}

// Each once, in the order of the variants.
static const char *interfaces_text(struct arena *arena, const struct gpu_card *card)
{
	struct strbuf text = strbuf_in(arena);

	for (size_t i = 0; i < card->n_variants; i++) {
		size_t j = 0;

		while (strcmp(card->variants[j].interface, card->variants[i].interface) != 0)
			j++;
		if (j == i)
			strbuf_printf(&text, "%s%s", i ? ", " : "", card->variants[i].interface);
	}
	return text.text;
}

const char *card_summary(struct arena *arena, const struct gpu_card *card)
{
	return arena_printf(arena, "%s, %s%s%s", memory_text(arena, card), interfaces_text(arena, card),
			    card->architecture[0] ? ", " : "", card->architecture);
}

static void add_cuda(struct markup *markup, const struct gpu_card *card)
{
	struct arena *arena = markup->out.arena;

	if (card->compute_capability)
		markup_printf(markup, ", compute capability %s", version_text(arena, card->compute_capability));
	if (!card->cuda_min && !card->cuda_max_major)
		return;
	markup_item(markup);
	markup_puts(markup, "CUDA: ");
	if (card->cuda_min)
		markup_puts(markup, version_text(arena, card->cuda_min));
	if (card->cuda_max_major)
		markup_printf(markup, "%s %u", card->cuda_min ? " to" : "up to", (unsigned)card->cuda_max_major);
	else
		markup_puts(markup, " and newer");
}

static bool is_alias_of(const struct gpu_alias *alias, const struct gpu_card *card)
{
	for (size_t i = 0; alias->names[i]; i++)
		if (strcmp(alias->names[i], card->name) == 0)
			return true;
	return false;
}

static void add_aliases(struct markup *markup, const struct gpu_catalogue *catalogue, const struct gpu_card *card)
{
	size_t n = 0;

	for (size_t i = 0; i < catalogue->n_aliases; i++) {
		if (!is_alias_of(&catalogue->aliases[i], card) || n++ >= MAX_ALIASES)
			continue;
		if (n == 1)
			markup_item(markup);
		markup_puts(markup, n == 1 ? "also written " : ", ");
		markup_quote(markup, str_of(catalogue->aliases[i].alias));
	}
	markup_puts(markup, n > MAX_ALIASES ? " and others" : "");
}

static void add_card(struct markup *markup, const struct gpu_catalogue *catalogue, const struct gpu_card *card)
{
	struct arena *arena = markup->out.arena;

	markup_strong(markup, card->name);
	markup_printf(markup, ": NVIDIA GPU%s%s", catalogue->date[0] ? ", in the catalogue of " : "", catalogue->date);
	markup_item(markup);
	markup_printf(markup, "memory: %s", memory_text(arena, card));
	markup_item(markup);
	markup_printf(markup, "interface: %s", interfaces_text(arena, card));
	if (card->architecture[0]) {
		markup_item(markup);
		markup_printf(markup, "architecture: %s", card->architecture);
		add_cuda(markup, card);
	}
	add_aliases(markup, catalogue, card);
}

static const struct gpu_other *find_other(const struct gpu_catalogue *catalogue, struct str name)
{
	for (size_t i = 0; i < catalogue->n_others; i++)
		if (str_is_nocase(name, catalogue->others[i].card.name))
			return &catalogue->others[i];
	return NULL;
}

// Accepts a card with a similar name and another number: this is only shown, and no fix is made of it.
static struct gpu_hint hint_from_spelling(struct arena *arena, const struct gpu_catalogue *catalogue, struct str name)
{
	const char *pattern = arena_strndup(arena, name.ptr, name.len);
	struct gpu_selection selection = catalogue_select(arena, catalogue, pattern);

	return (struct gpu_hint){ .names = { selection.meant }, .n = selection.meant != NULL };
}

static void add_unknown(struct markup *markup, const struct gpu_catalogue *catalogue, struct str name)
{
	const struct gpu_other *other = find_other(catalogue, name);
	struct gpu_hint hint;

	markup_quote(markup, name);
	if (other) {
		markup_printf(markup, " is a GPU of %s: an SDL can't request it", other->vendor);
		return;
	}
	markup_puts(markup, " is not in the GPU catalogue: perhaps nobody can bid");
	if (name.len >= GPU_NAME_SIZE)
		return;
	if (!gpu_hint_from_name(catalogue, name, 0, &hint))
		hint = hint_from_spelling(markup->out.arena, catalogue, name);
	for (size_t i = 0; i < hint.n; i++) {
		markup_puts(markup, i > 0 ? ", " : hint.is_like_it ? "; with as much memory: " : "; near it: ");
		markup_quote(markup, str_of(hint.names[i]));
	}
}

void describe_model(struct markup *markup, const struct gpu_catalogue *catalogue, struct str name)
{
	const struct gpu_card *card = gpu_card_find(catalogue, name);

	if (card)
		add_card(markup, catalogue, card);
	else if (str_is(name, "*"))
		markup_puts(markup, "any model");
	else
		add_unknown(markup, catalogue, name);
}

const struct gpu_card *card_beside(const struct cursor *cursor, const struct gpu_catalogue *catalogue, uint32_t entry)
{
	return gpu_card_find(catalogue, value_below(cursor, cursor->entries[entry].parent, "model"));
}
