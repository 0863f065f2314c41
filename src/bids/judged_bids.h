// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: bids that were judged: structs only.
#ifndef AKASHLINT_BIDS_JUDGED_BIDS_H
#define AKASHLINT_BIDS_JUDGED_BIDS_H

#include "bids/bids.h"
#include "match/checks.h"
#include "sdl/resources.h"

struct cards;
struct demand;
struct engine_needs;

// The GPUs that a bid offers for one resource unit. Empty: unknown.
struct offered_gpu {
	struct str model, ram, interface;
	uint64_t units; // of all replicas
};

struct judged_bid {
	const struct bid *bid;
	const struct resource_group *group; // NULL: the SDL has none of this number
	const struct provider *provider;    // NULL: no inventory has it
	struct reason *reasons;             // none: it fits; past the first 24 only one of each requirement
	size_t n_reasons, cap_reasons;
	bool is_offer_unknown, is_gpu_unknown; // what hinders certainty
	struct offered_gpu *gpus;
	size_t n_gpus, cap_gpus;
	bool has_share, has_usd; // whether these are known:
	double of_ceiling;       // share of it
	double usd_per_hour, usd_per_month;
	const char **notes; // for people, escaped: worth knowing, but no reason against the bid
	size_t n_notes, cap_notes;
	size_t rank; // from 1 within the group; 0: it does not fit
};

struct judged_group {
	const struct resource_group *group;
	const struct demand *demand;
	const struct cards *cards;        // that its units ask for
	const struct engine_needs *needs; // of each unit
	const char **names;               // of each unit: its service, or services; escaped
	struct amount ceiling;
	bool has_ceiling; // false: beyond what the network can count
	size_t n_bids, n_fitting;
};

struct judged_bids {
	struct judged_bid *items; // by group; those that fit first and by rank, the others as in the file
	size_t n;
	struct judged_group *groups; // of the SDL
	size_t n_groups;
	struct str owner, dseq; // of the deployment that was judged
	size_t n_elsewhere;     // bids on other deployments
	bool has_more;          // the list goes on
	bool is_other_version;  // every open bid differs from the SDL in a size
};

struct bid_choice {
	const char *dseq;  // the deployment; NULL: the newest
	const char *model; // only these GPUs; or NULL
	bool needs_audit;  // only audited providers
	bool is_by_audit;  // audit and uptime before price
};

#endif
