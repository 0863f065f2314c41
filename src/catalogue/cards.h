// SPDX-License-Identifier: Apache-2.0
// In: schemas/cards.json, at build time. Out: cards that people ask for and the network does not offer, and the nearest
// ones.
#ifndef AKASHLINT_CATALOGUE_CARDS_H
#define AKASHLINT_CATALOGUE_CARDS_H

struct absent_card {
	const char *name;   // plain: see gpu_plain_name
	const char *vendor; // NULL: NVIDIA
	unsigned memory_gi;
	const char *const *nearest; // names of the catalogue
};

struct known_cards {
	const char *source, *date;
	const struct absent_card *absent;
};

extern const struct known_cards known_cards;

#endif
