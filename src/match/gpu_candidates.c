// SPDX-License-Identifier: Apache-2.0
// In: a request for GPUs and a catalogue. Out: the cards that a provider may answer it with.
#include "match/gpu_candidates.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/number.h"
#include "catalogue/catalogue.h"
#include "match/demand.h"

static int by_text(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

const struct str *gpu_request_keys(struct arena *arena, const struct sdl_gpu *gpu, size_t *n)
{
	struct str *keys = arena_alloc(arena, (gpu->n_models + gpu->raw_attributes.n + 1) * sizeof(*keys));

	*n = 0;
	for (size_t i = 0; i < gpu->raw_attributes.n; i++)
		keys[(*n)++] = gpu->raw_attributes.items[i]->key.text;
	for (size_t i = 0; i < gpu->n_models; i++)
		keys[(*n)++] = gpu->models[i]->key;
	if (*n == 0)
		keys[(*n)++] = STR("vendor/nvidia/model/*");
	qsort(keys, *n, sizeof(*keys), by_text);
	return keys;
}

static uint64_t memory_from_str(struct str text)
{
	uint64_t gi = 0;

	// "80Gi": no other form is a card's memory.
	if (!str_has_suffix(text, "Gi") || uint_from_str(str_slice(text, 0, text.len - 2), &gi) != NUMBER_OK || gi == 0)
		return UINT64_MAX;
	return gi;
}

// The last attribute for a model replaces the others, and "*" does not include models that are named.
static bool find_wish(const struct str *keys, size_t n, const char *model, struct gpu_wish *wish)
{
	struct wanted_gpu wanted;

	while (n--) {
		if (!model_from_key(keys[n], &wanted) || !str_is(wanted.vendor, "nvidia") ||
		    !str_is(wanted.name, model))
			continue;
		*wish = (struct gpu_wish){ .interface = wanted.interface };
		wish->memory_gi = wanted.memory.len ? memory_from_str(wanted.memory) : 0;
		return true;
	}
	return false;
}

static struct gpu_card candidate_of(struct arena *arena, const struct gpu_wish *wish, const struct gpu_card *card)
{
	struct gpu_variant *variants = arena_alloc(arena, card->n_variants * sizeof(*variants));
	struct gpu_card candidate = *card;

	candidate.variants = variants;
	candidate.n_variants = 0;
	for (size_t i = 0; i < card->n_variants; i++)
		if (gpu_wish_takes(wish, &card->variants[i]))
			variants[candidate.n_variants++] = card->variants[i];
	return candidate;
}

struct gpu_candidates gpu_candidates(struct arena *arena, const struct gpu_catalogue *catalogue,
				     const struct sdl_gpu *gpu)
{
	struct gpu_candidates candidates = { 0 };
	size_t n_keys;
	const struct str *keys = gpu_request_keys(arena, gpu, &n_keys);
	struct gpu_wish wish;

	candidates.cards = arena_alloc(arena, (catalogue->n_cards + 1) * sizeof(*candidates.cards));
	for (size_t i = 0; i < catalogue->n_cards; i++) {
		const struct gpu_card *card = &catalogue->cards[i];
		struct gpu_card candidate;

		if (!find_wish(keys, n_keys, card->name, &wish) && !find_wish(keys, n_keys, "*", &wish))
			continue;
		candidate = candidate_of(arena, &wish, card);
		if (candidate.n_variants == 0)
			continue;
		if (candidates.n == 0 || gpu_card_least_memory(&candidate) < candidates.least_memory)
			candidates.least_memory = gpu_card_least_memory(&candidate);
		if (gpu_card_most_memory(&candidate) > candidates.most_memory)
			candidates.most_memory = gpu_card_most_memory(&candidate);
		candidates.cards[candidates.n++] = candidate;
	}
	return candidates;
}
