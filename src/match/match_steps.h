// SPDX-License-Identifier: Apache-2.0
// In: a demand and a provider. Out: reasons why they don't match, one function for each check of the provider.
#ifndef AKASHLINT_MATCH_MATCH_STEPS_H
#define AKASHLINT_MATCH_MATCH_STEPS_H

#include "match/checks.h"
#include "match/demand.h"
#include "match/pack_nodes.h"

struct matcher {
	struct arena *arena;
	const struct demand *demand;
	const struct provider *provider;
	struct match *match;     // NULL: only whether it fits is asked
	struct packing *packing; // of the nodes: memory to work in
	bool has_failed;
};

// Records that a step fails. Returns whether the caller should add a reason.
bool fails(struct matcher *matcher);
// Message and node name are escaped by the caller.
void add_reason(struct matcher *matcher, const char *requirement, const char *message);
void add_unknown(struct matcher *matcher, const char *what);
const char *rounded_bytes(struct arena *arena, int64_t bytes);

// filepath.Match without brackets: "*" and "?" stop at a slash.
bool path_matches(struct str pattern, struct str text);

void check_attributes(struct matcher *matcher);
void check_capabilities(struct matcher *matcher);
void check_volumes(struct matcher *matcher);
void check_signatures(struct matcher *matcher);
void check_notice(struct matcher *matcher);
void check_leased_ips(struct matcher *matcher);
void check_interconnect(struct matcher *matcher);
// The reasons that concern all nodes together, for a provider whose nodes have no room.
void explain_interconnect(struct matcher *matcher);
void check_totals(struct matcher *matcher);
void check_offers(struct matcher *matcher);
void check_nodes(struct matcher *matcher);

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
