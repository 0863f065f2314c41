// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: what the rules of a policy share.
#ifndef AKASHLINT_RULES_POLICY_COMMON_H
#define AKASHLINT_RULES_POLICY_COMMON_H

#include "catalogue/catalogue.h"
#include "catalogue/providers.h"
#include "policy/policy.h"
#include "rules/common.h"

// Help that lists what the policy has: "it allows a100, h100"; nothing for an empty list.
void policy_help(struct run *run, struct diag *diag, const char *what, const struct policy_list *list);
// The least memory of the cards that may answer, in bytes; 0 if the model is unknown. NULL: of any card.
uint64_t policy_vram_of(struct run *run, const struct sdl_gpu_model *model);

#endif
