// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the rule about GPUs that no provider has, for those who know what providers have.
#ifndef AKASHLINT_RULES_GPU_NO_PROVIDER_H
#define AKASHLINT_RULES_GPU_NO_PROVIDER_H

#include "diag/rule.h"

extern const struct rule rule_gpu_no_provider;

#endif
