// SPDX-License-Identifier: Apache-2.0
// In: a number as people write it. Out: the number as the network reads it.
#ifndef AKASHLINT_SDL_MEANT_NUMBER_H
#define AKASHLINT_SDL_MEANT_NUMBER_H

#include "base/str.h"

// "1,5" is 1.5, "100,000" and "100 000" and "1_000" are whole; a sign of money before it, and a word after it, are cut
// off. Appends digits, with a dot at most. `*rest` is the word after it, "" for none. False: it begins with no number.
bool number_meant(struct str text, struct strbuf *out, struct str *rest);

#endif
