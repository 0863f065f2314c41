// SPDX-License-Identifier: Apache-2.0
// In: texts. Out: whether they are addresses of a chain in bech32, checksum included.
#ifndef AKASHLINT_SDL_BECH32_H
#define AKASHLINT_SDL_BECH32_H

#include "base/str.h"

// In lower case, as chains print and compare them. An account has 20 bytes, a contract or a module 32.
bool is_bech32_address(struct str text, const char *prefix);

#endif
