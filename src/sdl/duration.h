// SPDX-License-Identifier: Apache-2.0
// In: "1h30m". Out: nanoseconds, as Go's time.ParseDuration counts them.
#ifndef AKASHLINT_SDL_DURATION_H
#define AKASHLINT_SDL_DURATION_H

#include "base/str.h"

enum duration_fault {
	DURATION_OK,
	DURATION_EMPTY,
	DURATION_SYNTAX,
	DURATION_NO_UNIT,      // "3600"
	DURATION_UNKNOWN_UNIT, // "1d"
	DURATION_OVERFLOW,     // over 2^63-1 nanoseconds, about 292 years
};

// May be zero or negative. *nanoseconds is set only for DURATION_OK.
enum duration_fault duration_from_str(struct str s, int64_t *nanoseconds);
// "24h", "1h30m", "0.5s"; as duration_from_str reads it.
void duration_to_text(struct strbuf *out, int64_t nanoseconds);

#endif
