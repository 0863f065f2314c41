// SPDX-License-Identifier: Apache-2.0
// In: lists of a policy and models of GPUs. Out: helpers for the rules of policies.
#ifndef AKASHLINT_QUERY_POLICY_COMMON_H
#define AKASHLINT_QUERY_POLICY_COMMON_H

#include "catalogue/catalogue.h"
#include "policy/policy.h"
#include "query/common.h"

// The GPUs of an assignment, at least one; NULL if there are none, or no policy, or they were rejected.
const struct sdl_gpu *policy_gpu_of(const struct run *run, const struct sdl_assignment *assignment);
// The key of a value; that of the entry it is in where there is none.
const struct ynode *policy_key_of(const struct ynode *at, const struct sdl_entry *entry);

// The cards that may answer an entry, or (NULL) a request without one.
struct gpu_range policy_range_of(const struct run *run, const struct sdl_gpu_model *model);
// An interface of one of them that the policy does not allow; NULL: they are all allowed.
const char *policy_refused_interface(const struct run *run, const struct sdl_gpu_model *model);
// Bytes of the smallest of them, or the value of ram; 0 if unknown.
uint64_t policy_vram_of(const struct run *run, const struct sdl_gpu_model *model);

// Dollars for one unit of a denomination; 0 if unknown.
double policy_usd(const struct settings *settings, struct str denom);
// Whether a provider can't bid without the signature of one of `wanted`.
bool is_signature_sure(const struct sdl_placement *placement, const struct policy_list *wanted);

// "WHAT a, b, c", or "WHAT none": what the policy has, as a help.
void policy_help(struct run *run, struct diag *diag, const char *what, const struct policy_list *list);
// The product, or UINT64_MAX where it is more than that.
uint64_t policy_times(uint64_t a, uint64_t b);
uint64_t policy_plus(uint64_t a, uint64_t b);

#endif
