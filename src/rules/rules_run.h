// SPDX-License-Identifier: Apache-2.0
// In: the model of a run. Out: the findings of every rule.
#ifndef AKASHLINT_RULES_RULES_RUN_H
#define AKASHLINT_RULES_RULES_RUN_H

#include "diag/diag.h"

void rules_run(struct run *run);

#endif
