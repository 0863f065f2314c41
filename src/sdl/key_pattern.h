// SPDX-License-Identifier: Apache-2.0
// In: texts. Out: whether they match the patterns of Akash Console's schema.
#ifndef AKASHLINT_CONSOLE_CONSOLE_PATTERN_H
#define AKASHLINT_CONSOLE_CONSOLE_PATTERN_H

#include "base/str.h"
#include "sdl/keys.h"

bool is_pattern_matched(enum shape_pattern pattern, struct str text);
// What a text that matches is, for a message.
const char *pattern_text(enum shape_pattern pattern);
// "0", "00", "0.0".
bool is_zero_text(struct str text);
// Digits and dots followed by letters, in whatever case: what Console takes for a size.
bool is_console_size(struct str text);

#endif
