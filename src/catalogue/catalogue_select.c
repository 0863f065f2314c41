// SPDX-License-Identifier: Apache-2.0
// In: a catalogue and a pattern. Out: the cards that it names.
#include "catalogue/catalogue_select.h"

#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/edit_distance.h"
#include "base/glob.h"

static struct str lower(struct arena *arena, const char *text)
{
	struct str copy = str_of(arena_strndup(arena, text, strlen(text)));

	for (char *c = (char *)copy.ptr; *c; c++)
		if (is_upper(*c))
			*c = (char)(*c + ('a' - 'A'));
	return copy;
}

// Text without * and ? may be anywhere in the name.
static struct str glob_of(struct arena *arena, const char *pattern)
{
	if (!pattern)
		return STR("*");
	return lower(arena, strpbrk(pattern, "*?") ? pattern : arena_printf(arena, "*%s*", pattern));
}

static bool is_of_alias(const struct gpu_alias *alias, const char *name)
{
	for (size_t i = 0; alias && alias->names[i]; i++)
		if (strcmp(alias->names[i], name) == 0)
			return true;
	return false;
}

static const char *meant_by(struct arena *arena, const struct gpu_catalogue *catalogue, const char *plain)
{
	const char **names = arena_alloc(arena, (catalogue->n_cards + 1) * sizeof(*names));

	for (size_t i = 0; i < catalogue->n_cards; i++)
		names[i] = catalogue->cards[i].name;
	return nearest(str_of(plain), names, catalogue->n_cards);
}

struct gpu_selection catalogue_select(struct arena *arena, const struct gpu_catalogue *catalogue, const char *pattern)
{
	struct gpu_selection selection = { 0 };
	struct str glob = glob_of(arena, pattern);
	char plain[GPU_NAME_SIZE];
	bool is_plain = pattern && !strpbrk(pattern, "*?") && gpu_plain_name(str_of(pattern), plain);

	if (is_plain)
		selection.alias = gpu_alias_find(catalogue, plain);
	selection.cards = arena_alloc(arena, (catalogue->n_cards + 1) * sizeof(*selection.cards));
	for (size_t i = 0; i < catalogue->n_cards; i++) {
		const struct gpu_card *card = &catalogue->cards[i];

		if (glob_matches(glob, lower(arena, card->name)) || is_of_alias(selection.alias, card->name) ||
		    (is_plain && strcmp(plain, card->name) == 0))
			selection.cards[selection.n_cards++] = card;
	}
	selection.others = arena_alloc(arena, (catalogue->n_others + 1) * sizeof(*selection.others));
	for (size_t i = 0; i < catalogue->n_others; i++) {
		const struct gpu_other *other = &catalogue->others[i];

		if (glob_matches(glob, lower(arena, other->card.name)) ||
		    (pattern && str_is_nocase(str_of(pattern), other->vendor)))
			selection.others[selection.n_others++] = other;
	}
	if (selection.n_cards + selection.n_others == 0 && is_plain)
		selection.meant = meant_by(arena, catalogue, plain);
	return selection;
}
