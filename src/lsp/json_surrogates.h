// SPDX-License-Identifier: Apache-2.0
// In: JSON as programs in JavaScript write it. Out: JSON whose texts are Unicode.
#ifndef AKASHLINT_LSP_JSON_SURROGATES_H
#define AKASHLINT_LSP_JSON_SURROGATES_H

#include "base/str.h"

// Half of a pair of surrogates, as "\ud800", is text to JavaScript and to nobody else. It becomes U+FFFD, which is as
// long in UTF-16, so that positions behind it stay right. The text itself where there is none.
struct str without_lone_surrogates(struct arena *arena, struct str json);

#endif
