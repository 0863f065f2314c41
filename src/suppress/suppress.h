// SPDX-License-Identifier: Apache-2.0
// In: findings, and comments of the file. Out: findings without those that a comment silences.
#ifndef AKASHLINT_SUPPRESS_SUPPRESS_H
#define AKASHLINT_SUPPRESS_SUPPRESS_H

#include "diag/diag.h"

// Moves them to run->suppressed, sorted and each once, and reports comments that silence nothing. The findings are
// those of all stages, in any order.
void suppress(struct run *run);

#endif
