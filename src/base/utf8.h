// SPDX-License-Identifier: Apache-2.0
// In: bytes. Out: Unicode code points and how a terminal shows them.
#ifndef AKASHLINT_BASE_UTF8_H
#define AKASHLINT_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Length in bytes of the character at `bytes` (1 to 4) and its code point;
// 0 when the bytes are not well-formed UTF-8 (RFC 3629: no surrogates, nothing over-long).
size_t utf8_decode(const char *bytes, size_t len, uint32_t *c);
// Writes `c` to `out` (room for 4 bytes); returns the length.
size_t utf8_write(uint32_t c, char *out);
// Controls, line separators, bidirectional and invisible format characters: never shown raw.
bool utf8_is_unprintable(uint32_t c);
// Columns on a terminal: 0 (combining), 1, or 2 (East Asian wide, emoji).
int utf8_width(uint32_t c);
// Code points in well-formed or broken text; a broken byte counts as one.
size_t utf8_count(const char *bytes, size_t len);

#endif
