// SPDX-License-Identifier: Apache-2.0
// In: a run after the network's rules. Out: what Akash Console's SDK rejects: a mark if the network
// rejects it too, otherwise a separate finding.
#ifndef AKASHLINT_CONSOLE_CONSOLE_CHECK_H
#define AKASHLINT_CONSOLE_CONSOLE_CHECK_H

#include "diag/diag.h"

void console_check(struct run *run);

#endif
