// SPDX-License-Identifier: Apache-2.0
// In: --gpus, --policy, --prices, --rate, --providers and --bids. Out: the data that they name.
#ifndef AKASHLINT_CLI_DATA_FROM_OPTIONS_H
#define AKASHLINT_CLI_DATA_FROM_OPTIONS_H

#include "bids/judge.h"
#include "catalogue/catalogue.h"
#include "catalogue/market.h"
#include "catalogue/providers.h"
#include "cli/options.h"
#include "match/inventory.h"

// All of them live in the arena. NULL after a complaint.
const struct gpu_catalogue *catalogue_from_option(struct arena *arena, const char *path);
// `repository`: the folder that the policy and what it extends must be in; NULL: anywhere.
const struct policy *policy_from_file(struct arena *arena, const char *path, const char *repository);
// --prices; an empty market without it.
const struct market *market_from_options(struct arena *arena, const struct options *options);
// --rate, and after it what the market has.
const struct known_denom *rates_from_options(struct arena *arena, const struct options *options,
					     const struct market *market);
// --providers: files, the *.json of folders, standard input.
const struct inventory *inventory_from_option(struct arena *arena, const struct options *options);
// --bids. Complains about operands too: bids are on one SDL.
const struct bid_list *bids_from_option(struct arena *arena, const struct options *options,
					const struct inventory *inventory);
struct bid_choice bid_choice_of(const struct options *options);

#endif
