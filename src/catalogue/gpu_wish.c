// SPDX-License-Identifier: Apache-2.0
// In: a GPU request, and the catalogue. Out: the cards that match.
#include "catalogue/gpu_wish.h"

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
