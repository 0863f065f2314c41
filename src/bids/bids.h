// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the bids on a deployment as a file has them: structs only.
#ifndef AKASHLINT_BIDS_BIDS_H
#define AKASHLINT_BIDS_BIDS_H

#include "base/json_reader.h"
#include "sdl/price.h"

// A whole number of any length, as text: digits without leading zeros; "" where there is none, which comes before all.
// Compare two with number_cmp.
struct bid_number {
	struct str digits;
};

struct offered_volume {
	struct str name, class_name; // class_name: "" if none
	uint64_t size;
};

// What is offered for one resource unit of a group. Amounts that are missing or unreadable count as 0, larger ones than
// fit as UINT64_MAX.
struct offer {
	uint64_t id;                // 0: none
	uint64_t count;             // replicas
	uint64_t cpu, memory, gpus; // of one replica; CPU in thousandths
	struct offered_volume *volumes;
	size_t n_volumes, cap_volumes;
	struct str *gpu_keys; // attributes whose value is "true"
	size_t n_gpu_keys, cap_gpu_keys;
};

struct bid {
	struct str provider, owner, dseq; // as they stand there
	struct bid_number dseq_number, created_at;
	int64_t gseq, oseq; // 0 where there is no such number
	struct str state;
	struct str denom, amount_text;
	struct amount amount;           // valid with AMOUNT_OK
	enum amount_fault amount_fault; // AMOUNT_EMPTY: none is there
	bool has_window;
	int64_t window; // nanoseconds of notice
	struct offer *offers;
	size_t n_offers, cap_offers; // 0: the bid does not say what it offers
	bool has_ids;                // some offer has one
};

struct bid_list {
	struct bid *items; // in the order of the file
	size_t n, cap;
	bool has_more; // the list goes on, on another page
};

int number_cmp(struct bid_number a, struct bid_number b);
// Reads all that it can; an odd value within a bid is kept as written. False: *error says why the text, JSON or
// YAML, has no bids in a supported form.
bool bids_from_text(struct arena *arena, struct str text, struct bid_list *list, struct json_fault *error);

#endif
