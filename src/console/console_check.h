// SPDX-License-Identifier: Apache-2.0
// In: a run whose network rules are done. Out: what Akash Console's SDK rejects: a mark where the network
// does so too, a finding of its own elsewhere.
#ifndef AKASHLINT_CONSOLE_CONSOLE_CHECK_H
#define AKASHLINT_CONSOLE_CONSOLE_CHECK_H

#include "diag/diag.h"

void console_check(struct run *run);

#endif
