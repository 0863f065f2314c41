// SPDX-License-Identifier: Apache-2.0
// In: the bytes of one SDL. Out: what they say, and all that is wrong with it.
#ifndef AKASHLINT_LINT_H
#define AKASHLINT_LINT_H

#include "diag/diag.h"

extern const struct settings default_settings;

// Fills *run; all of it lives in `arena`, which is guarded (base/guard.h). `settings`, `name` and `bytes`
// are borrowed for as long as the run; no more than SOURCE_MAX_BYTES of them.
void lint(struct run *run, struct arena *arena, const struct settings *settings, const char *name, struct str bytes);

#endif
