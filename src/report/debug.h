// SPDX-License-Identifier: Apache-2.0
// In: a run. Out: its tree and its model, for people who work on akashlint.
#ifndef AKASHLINT_REPORT_DEBUG_H
#define AKASHLINT_REPORT_DEBUG_H

#include "diag/diag.h"

void debug_tree(struct strbuf *out, struct run *run);
void debug_model(struct strbuf *out, struct run *run);

#endif
