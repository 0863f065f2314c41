// SPDX-License-Identifier: Apache-2.0
// In: a catalogue and a name. Out: the card that has it.
#include "catalogue/catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"

static int compare_card(const void *name, const void *card)
{
	return str_cmp(*(const struct str *)name, str_of(((const struct gpu_card *)card)->name));
}

static int compare_alias(const void *plain, const void *alias)
{
	return strcmp(plain, ((const struct gpu_alias *)alias)->alias);
}

const struct gpu_card *gpu_card_find(const struct gpu_catalogue *catalogue, struct str name)
{
	if (catalogue->n_cards == 0)
		return NULL;
	return bsearch(&name, catalogue->cards, catalogue->n_cards, sizeof(*catalogue->cards), compare_card);
}

const struct gpu_alias *gpu_alias_find(const struct gpu_catalogue *catalogue, const char *plain)
{
	if (catalogue->n_aliases == 0)
		return NULL;
	return bsearch(plain, catalogue->aliases, catalogue->n_aliases, sizeof(*catalogue->aliases), compare_alias);
}

uint32_t gpu_card_least_memory(const struct gpu_card *card)
{
	return card->variants[0].memory_gi;
}

uint32_t gpu_card_most_memory(const struct gpu_card *card)
{
	return card->variants[card->n_variants - 1].memory_gi;
}

static size_t skip_brands(const char *name)
{
	static const char *const brands[] = { "nvidia", "geforce", "tesla", "quadro" };
	size_t skipped = 0;

	for (size_t i = 0; i < COUNT_OF(brands); i++)
		if (strncmp(name + skipped, brands[i], strlen(brands[i])) == 0)
			skipped += strlen(brands[i]);
	return skipped;
}

bool gpu_plain_name(struct str name, char plain[GPU_NAME_SIZE])
{
	size_t n = 0, skipped;

	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];

		if (is_upper(c))
			c = (char)(c + ('a' - 'A'));
		if (!is_lower(c) && !is_digit(c))
			continue;
		if (n == GPU_NAME_SIZE - 1)
			return false;
		plain[n++] = c;
	}
	plain[n] = '\0';
	skipped = skip_brands(plain);
	memmove(plain, plain + skipped, n - skipped + 1);
	return n > skipped;
}

bool gpu_wish_takes(const struct gpu_wish *wish, const struct gpu_variant *variant)
{
	return (!wish->memory_gi || wish->memory_gi == variant->memory_gi) &&
	       (!wish->interface.len || str_is(wish->interface, variant->interface));
}

static void add_card(const struct gpu_wish *wish, const struct gpu_card *card, struct gpu_range *range)
{
	for (size_t i = 0; i < card->n_variants; i++) {
		uint32_t memory_gi = card->variants[i].memory_gi;

		if (!gpu_wish_takes(wish, &card->variants[i]))
			continue;
		if (range->least_gi == 0 || memory_gi < range->least_gi)
			range->least_gi = memory_gi;
		if (memory_gi > range->most_gi)
			range->most_gi = memory_gi;
	}
}

struct gpu_range gpu_wish_range(const struct gpu_wish *wish, const struct gpu_catalogue *catalogue)
{
	const struct gpu_card *card = gpu_card_find(catalogue, wish->name);
	struct gpu_range range = { 0, 0 };

	if (card)
		add_card(wish, card, &range);
	for (size_t i = 0; str_is(wish->name, "*") && i < catalogue->n_cards; i++)
		add_card(wish, &catalogue->cards[i], &range);
	return range;
}
