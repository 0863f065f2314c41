// SPDX-License-Identifier: Apache-2.0
// In: cards that don't match a request. Out: how they differ.
#ifndef AKASHLINT_MATCH_UNLIKE_H
#define AKASHLINT_MATCH_UNLIKE_H

#include "match/demand.h"

enum { MAX_UNLIKE = 3 };

struct unlike {
	struct str names[MAX_UNLIKE];                 // of cards whose model is not requested
	size_t n_names;                               // may be more
	const struct gpu_card_id *memory, *interface; // the first card of another memory or interface, or NULL
	struct str wanted_memory, wanted_interface;
};

// One card after another; one that is as asked changes nothing.
void unlike_see(struct unlike *unlike, const struct wanted_unit *unit, const struct gpu_card_id *card);
// "its a100 is not in your list, its h100 has 94Gi, not 80Gi"; nothing if no card was seen.
void unlike_to_text(struct strbuf *out, const struct unlike *unlike);

#endif
