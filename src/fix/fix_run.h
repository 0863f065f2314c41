// SPDX-License-Identifier: Apache-2.0
// In: a file that was checked. Out: the file with its fixes made, checked again.
#ifndef AKASHLINT_FIX_FIX_RUN_H
#define AKASHLINT_FIX_FIX_RUN_H

#include "diag/diag.h"

struct fixed {
	struct str text; // of the file as it is with the fixes
	size_t n;        // fixes made; 0: the text is what it was
};

// Applies the safe fixes, and with `takes_unsafe` the others too, until none is left; *run
// is then a run over the new text. A fix is dropped when checking the result shows that its finding is
// still there, that there is a new error, or that the file is now rejected where it was accepted. Nothing is
// fixed in a file that is not in UTF-8.
void fix_run(struct run *run, bool takes_unsafe, struct fixed *fixed);
// Tries the fixes of all findings, and removes those that fix_run would not make, so that no bad fix is offered.
// In a file of another encoding, or with too many to try, it removes all.
void withdraw_fixes(struct run *run);
// Whether fix_run would make the fix of this finding, if it were the only one.
bool fix_holds(struct run *run, const struct diag *diag);

#endif
