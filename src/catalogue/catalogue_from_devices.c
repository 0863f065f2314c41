// SPDX-License-Identifier: Apache-2.0
// In: GPU devices in any order, also several of a kind. Out: the catalogue of them.
#include "catalogue/catalogue_from_devices.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static int by_card(const struct gpu_device *a, const struct gpu_device *b)
{
	int vendor = strcmp(a->vendor ? a->vendor : "", b->vendor ? b->vendor : "");

	return vendor ? vendor : strcmp(a->name, b->name);
}

static int by_card_and_variant(const void *left, const void *right)
{
	const struct gpu_device *a = left, *b = right;
	int card = by_card(a, b);

	if (card)
		return card;
	if (a->variant.memory_gi != b->variant.memory_gi)
		return a->variant.memory_gi < b->variant.memory_gi ? -1 : 1;
	return strcmp(a->variant.interface, b->variant.interface);
}

// A new registry lacks these facts, and they rarely change.
static void take_facts(struct gpu_card *card, const struct gpu_device *device)
{
	const struct gpu_facts *facts = device->facts;
	const struct gpu_card *known = gpu_card_find(&builtin_catalogue, str_of(card->name));

	card->architecture = "";
	if (facts) {
		card->architecture = facts->architecture;
		card->compute_capability = facts->compute_capability;
		card->cuda_min = facts->cuda_min;
		card->cuda_max_major = facts->cuda_max_major;
	} else if (known) {
		card->architecture = known->architecture;
		card->compute_capability = known->compute_capability;
		card->cuda_min = known->cuda_min;
		card->cuda_max_major = known->cuda_max_major;
	}
	if (device->compute_capability)
		card->compute_capability = device->compute_capability;
}

// Makes one card of the devices of its name, which are the first ones; returns how many.
static size_t card_from_devices(struct arena *arena, const struct gpu_device *devices, size_t n, struct gpu_card *card)
{
	struct gpu_variant *variants;
	size_t n_devices = 1;

	while (n_devices < n && by_card(&devices[n_devices], &devices[0]) == 0)
		n_devices++;
	variants = arena_alloc(arena, n_devices * sizeof(*variants));
	*card = (struct gpu_card){ .name = devices[0].name, .variants = variants };
	for (size_t i = 0; i < n_devices; i++)
		if (i == 0 || by_card_and_variant(&devices[i], &devices[i - 1]) != 0)
			variants[card->n_variants++] = devices[i].variant;
	return n_devices;
}

void catalogue_from_devices(struct arena *arena, struct gpu_devices *devices, struct gpu_catalogue *catalogue)
{
	struct gpu_card *cards = arena_alloc(arena, (devices->n + 1) * sizeof(*cards));
	struct gpu_other *others = arena_alloc(arena, (devices->n + 1) * sizeof(*others));
	size_t n_cards = 0, n_others = 0;

	if (devices->n)
		qsort(devices->items, devices->n, sizeof(*devices->items), by_card_and_variant);
	for (size_t i = 0; i < devices->n;) {
		const struct gpu_device *first = &devices->items[i];
		struct gpu_card card;

		i += card_from_devices(arena, first, devices->n - i, &card);
		if (first->vendor) {
			card.architecture = "";
			others[n_others++] = (struct gpu_other){ first->vendor, card };
		} else {
			take_facts(&card, first);
			cards[n_cards++] = card;
		}
	}
	catalogue->cards = cards;
	catalogue->n_cards = n_cards;
	catalogue->others = others;
	catalogue->n_others = n_others;
}

static bool take_alias(struct arena *arena, const struct gpu_catalogue *catalogue, const struct gpu_alias *known,
		       struct gpu_alias *alias)
{
	const char **names;
	size_t n = 0;

	while (known->names[n])
		n++;
	names = arena_alloc(arena, (n + 1) * sizeof(*names));
	n = 0;
	for (size_t i = 0; known->names[i]; i++)
		if (gpu_card_find(catalogue, str_of(known->names[i])))
			names[n++] = known->names[i];
	names[n] = NULL;
	*alias = (struct gpu_alias){ known->alias, names };
	return n > 0 && !gpu_card_find(catalogue, str_of(known->alias));
}

void catalogue_take_aliases(struct arena *arena, struct gpu_catalogue *catalogue)
{
	struct gpu_alias *aliases = arena_alloc(arena, (builtin_catalogue.n_aliases + 1) * sizeof(*aliases));
	size_t n = 0;

	for (size_t i = 0; i < builtin_catalogue.n_aliases; i++)
		n += take_alias(arena, catalogue, &builtin_catalogue.aliases[i], &aliases[n]);
	catalogue->aliases = aliases;
	catalogue->n_aliases = n;
}
