// SPDX-License-Identifier: Apache-2.0
// In: the bytes of one SDL. Out: what they say, and all that is wrong with it.
#ifndef AKASHLINT_LINT_H
#define AKASHLINT_LINT_H

#include "diag/diag.h"

struct lint_options {
	bool is_for_console; // what Akash Console rejects is an error
};

// Fills *run; all of it lives in `arena`, which is guarded (base/guard.h). `name` and `bytes` are
// borrowed for as long as the run; no more than SOURCE_MAX_BYTES of them.
void lint(struct run *run, struct arena *arena, const struct lint_options *options, const char *name, struct str bytes);

#endif
