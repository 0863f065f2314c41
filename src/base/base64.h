// SPDX-License-Identifier: Apache-2.0
// In: text in base64. Out: the bytes.
#ifndef AKASHLINT_BASE_BASE64_H
#define AKASHLINT_BASE_BASE64_H

#include "base/str.h"

// Standard alphabet, padded; line breaks are skipped. Writes the first `room` bytes; *len counts all of them.
bool base64_decode(struct str text, char *out, size_t room, size_t *len);

#endif
