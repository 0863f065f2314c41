// SPDX-License-Identifier: Apache-2.0
// In: --bids, and the options that choose among them. Out: the bids.
#ifndef AKASHLINT_CLI_BIDS_FROM_OPTION_H
#define AKASHLINT_CLI_BIDS_FROM_OPTION_H

#include "bids/judged_bids.h"
#include "cli/options.h"

// Lives in the arena. NULL after a complaint, also about operands: bids are on one SDL.
const struct bid_list *bids_from_option(struct arena *arena, const struct options *options,
					const struct inventory *inventory);
struct bid_choice bid_choice_of(const struct options *options);

#endif
