// SPDX-License-Identifier: Apache-2.0
// In: a finding of a document. Out: the edit that adds a comment which silences it.
#ifndef AKASHLINT_LSP_IGNORE_EDIT_H
#define AKASHLINT_LSP_IGNORE_EDIT_H

#include "lsp/what_if.h"

// Each edit has been tried: the finding is silenced, the file says what it said, and nothing new is found. False:
// there is no such edit, or no time left to look for one.
bool ignore_here(struct what_if *what_if, const struct diag *diag, struct edit *edit);
bool ignore_in_file(struct what_if *what_if, const struct diag *diag, struct edit *edit);

#endif
