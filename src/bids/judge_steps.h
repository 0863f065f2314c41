// SPDX-License-Identifier: Apache-2.0
// In: a bid and the group it is for. Out: reasons why it does not fit, one function for each thing that is looked at.
#ifndef AKASHLINT_BIDS_JUDGE_STEPS_H
#define AKASHLINT_BIDS_JUDGE_STEPS_H

#include "bids/judged_bids.h"
#include "diag/diag.h"
#include "match/demand.h"

// A card, known or requested; an empty part is unknown, or any.
struct card {
	struct str vendor, model, ram, interface;
};

struct cards {
	struct card *items;
	size_t n, cap;
};

struct judge {
	struct run *run;
	struct arena *arena;
	const struct bid_choice *choice;
	const struct judged_bids *all;
	const struct judged_group *group; // or NULL
	struct judged_bid *bid;           // at hand
	int64_t min_window;               // nanoseconds; 0: none is requested
	const struct offer **offers;      // room for one of each unit of the largest group
	struct table kinds;               // struct cards by the provider's address: what an inventory has of it
};

// The message may hold only what is escaped.
void bid_reason(struct judge *judge, const char *requirement, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void bid_note(struct judge *judge, const char *format, ...) __attribute__((format(printf, 2, 3)));

void judge_price(struct judge *judge);
void judge_offer(struct judge *judge);
// What each unit of the demand requests.
const struct cards *wanted_cards(struct arena *arena, const struct demand *demand);
// One unit, by its place in the group, and what is offered for it.
void judge_gpus(struct judge *judge, size_t unit, const struct offer *offer);
void judge_policy(struct judge *judge);
void judge_model(struct judge *judge);
// What a unit runs, for each unit of the demand.
const struct engine_needs *engine_needs(struct run *run, const struct demand *demand);
// Notes on the language model that a unit, by its place in the group, serves.
void note_weights(struct judge *judge, size_t unit, const struct offered_gpu *gpu);

// Sorts all->items and gives each its rank.
void bids_rank(struct judged_bids *all, const struct bid_choice *choice);

#endif
