// SPDX-License-Identifier: Apache-2.0
// In: a text before and after. Out: the changed lines: as a unified diff, for "patch -p0" and "git apply -p0", or as
// edits.
#ifndef AKASHLINT_FIX_DIFF_FROM_TEXTS_H
#define AKASHLINT_FIX_DIFF_FROM_TEXTS_H

#include "diag/text_from_edits.h"

// Appends nothing where the texts are the same. A name that holds more than plain characters is quoted as git does.
void diff_from_texts(struct strbuf *out, const char *name, struct str before, struct str after);
// Whole lines, but for the characters that an edit would begin or end with on both sides.
void edits_from_texts(struct arena *arena, struct str before, struct str after, struct edit_list *edits);

#endif
