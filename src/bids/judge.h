// SPDX-License-Identifier: Apache-2.0
// In: the bids on a deployment, and its SDL. Out: which of them fit, why the others don't, and the best first.
#ifndef AKASHLINT_BIDS_JUDGE_H
#define AKASHLINT_BIDS_JUDGE_H

#include "bids/judged_bids.h"
#include "diag/diag.h"

// With what the run's settings have: inventory, policy, rates, catalogue. All of it lives in the run's arena.
struct judged_bids bids_judge(struct run *run, const struct bid_list *list, const struct bid_choice *choice);

#endif
