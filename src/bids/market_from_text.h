// SPDX-License-Identifier: Apache-2.0
// In: prices from Akash Console. Out: current prices of GPUs, and the value of AKT.
#ifndef AKASHLINT_BIDS_MARKET_FROM_TEXT_H
#define AKASHLINT_BIDS_MARKET_FROM_TEXT_H

#include "bids/bids.h"
#include "catalogue/market.h"

// Adds to *market what the text has: an answer of /v1/gpu-prices or /v1/market-data. False: *error says why it is
// neither.
bool market_from_text(struct arena *arena, struct str text, struct market *market, struct json_fault *error);

#endif
