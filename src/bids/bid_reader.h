// SPDX-License-Identifier: Apache-2.0
// In: a bid as jansson's values. Out: what it says.
#ifndef AKASHLINT_BIDS_BID_READER_H
#define AKASHLINT_BIDS_BID_READER_H

#include "bids/bids.h"
#include "match/inventory_reader.h"

// Reads the result of data_from_text, in which numbers are text. The bid lives in the arena.
void read_bid(struct arena *arena, const struct member *object, struct bid *bid);

#endif
