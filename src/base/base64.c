// SPDX-License-Identifier: Apache-2.0
// In: text in base64. Out: the bytes.
#include "base/base64.h"

#include "base/ascii.h"

static int value_of(char c)
{
	if (is_upper(c))
		return c - 'A';
	if (is_lower(c))
		return c - 'a' + 26;
	if (is_digit(c))
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static void put(char *out, size_t room, size_t *len, uint32_t byte)
{
	if (*len < room)
		out[*len] = (char)(unsigned char)byte;
	(*len)++;
}

bool base64_decode(struct str text, char *out, size_t room, size_t *len)
{
	uint32_t bits = 0;
	unsigned n = 0, padding = 0;

	*len = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '\n' || c == '\r')
			continue;
		if (c == '=') {
			if (n + padding < 2 || n + padding >= 4)
				return false;
			padding++;
			continue;
		}
		if (padding || value_of(c) < 0)
			return false;
		bits = bits << 6 | (uint32_t)value_of(c);
		if (++n < 4)
			continue;
		for (unsigned shift = 24; shift > 0; shift -= 8)
			put(out, room, len, bits >> (shift - 8) & 0xFF);
		n = 0;
		bits = 0;
	}
	if (n == 0)
		return padding == 0;
	if (n + padding != 4)
		return false;
	put(out, room, len, bits >> (n == 2 ? 4 : 10) & 0xFF);
	if (n == 3)
		put(out, room, len, bits >> 2 & 0xFF);
	return true;
}
