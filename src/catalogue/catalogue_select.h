// SPDX-License-Identifier: Apache-2.0
// In: a catalogue and a pattern. Out: the cards that it names.
#ifndef AKASHLINT_CATALOGUE_CATALOGUE_SELECT_H
#define AKASHLINT_CATALOGUE_CATALOGUE_SELECT_H

#include "catalogue/catalogue.h"

struct gpu_selection {
	const struct gpu_card **cards; // in byte order of their names
	size_t n_cards;
	const struct gpu_other **others; // that no SDL can ask for
	size_t n_others;
	const struct gpu_alias *alias; // that the pattern is, or NULL
	const char *meant;             // the card that was probably meant where nothing was found, or NULL
};

// Names, whatever their case, that match the pattern with its * and ?, or else have it in them. A pattern that is an
// alias selects its cards too. The name of a vendor selects the others that are of it. NULL selects all.
struct gpu_selection catalogue_select(struct arena *arena, const struct gpu_catalogue *catalogue, const char *pattern);

#endif
