// SPDX-License-Identifier: Apache-2.0
// In: a pattern and a text. Out: whether they match.
#ifndef AKASHLINT_BASE_GLOB_H
#define AKASHLINT_BASE_GLOB_H

#include "base/str.h"

// * matches any text, "/" too, and ? any one byte; nothing else is special.
bool glob_matches(struct str glob, struct str text);

#endif
