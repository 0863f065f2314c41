// SPDX-License-Identifier: Apache-2.0
// In: "60s" or "60000". Out: milliseconds, as the network reads the timeouts of http_options.
#ifndef AKASHLINT_SDL_TIMEOUT_H
#define AKASHLINT_SDL_TIMEOUT_H

#include "base/str.h"

// Digits, which are milliseconds, or digits and one of ms, s, m and h. What no longer fits is UINT64_MAX.
bool timeout_from_str(struct str s, uint64_t *milliseconds);
// What the writer of a text that timeout_from_str refuses probably meant: "1h30m" -> "90m", "60.0" -> "60".
// False, and nothing appended, when unsure or when the text is fine.
bool timeout_suggest(struct str s, struct strbuf *out);

#endif
