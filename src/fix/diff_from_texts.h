// SPDX-License-Identifier: Apache-2.0
// In: a text before and after. Out: a unified diff, for "patch -p0" and "git apply -p0".
#ifndef AKASHLINT_FIX_DIFF_FROM_TEXTS_H
#define AKASHLINT_FIX_DIFF_FROM_TEXTS_H

#include "base/str.h"

// Appends nothing where the texts are the same. A name that holds more than plain characters is quoted as git does.
void diff_from_texts(struct strbuf *out, const char *name, struct str before, struct str after);

#endif
