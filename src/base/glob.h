// SPDX-License-Identifier: Apache-2.0
// In: a pattern and a text. Out: whether they match.
#ifndef AKASHLINT_BASE_GLOB_H
#define AKASHLINT_BASE_GLOB_H

#include "base/str.h"

// The longest pattern that is read from a file: matching takes up to the product of both lengths.
enum { GLOB_MAX_BYTES = 1024 };

// * matches any text, "/" too, and ? any one byte; nothing else is special.
bool glob_matches(struct str glob, struct str text);

#endif
