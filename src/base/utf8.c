// SPDX-License-Identifier: Apache-2.0
// In: bytes. Out: Unicode code points and how a terminal shows them.
#include "base/utf8.h"

struct range {
	uint32_t first, last;
};

#define IN_RANGES(c, ranges) in_ranges(c, ranges, sizeof(ranges) / sizeof(*(ranges)))

static bool in_ranges(uint32_t c, const struct range *ranges, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}

static bool is_tail(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

size_t utf8_decode(const char *bytes, size_t len, uint32_t *c)
{
	const unsigned char *s = (const unsigned char *)bytes;
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t need;
	uint32_t value;

	if (len == 0)
		return 0;
	if (s[0] < 0x80) {
		*c = s[0];
		return 1;
	}
	need = s[0] >= 0xF0 && s[0] < 0xF8 ? 4 : s[0] >= 0xE0 && s[0] < 0xF0 ? 3 : s[0] >= 0xC0 && s[0] < 0xE0 ? 2 : 0;
	if (need == 0 || need > len)
		return 0;
	value = s[0] & (0xFFu >> (need + 1));
	for (size_t i = 1; i < need; i++) {
		if (!is_tail(s[i]))
			return 0;
		value = value << 6 | (s[i] & 0x3Fu);
	}
	if (value < least[need] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
		return 0;
	*c = value;
	return need;
}

size_t utf8_write(uint32_t c, char *out)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

bool utf8_is_unprintable(uint32_t c)
{
	static const struct range hidden[] = {
		{ 0x00, 0x1F },     { 0x7F, 0x9F },     { 0xAD, 0xAD },       { 0x061C, 0x061C },
		{ 0x200B, 0x200F }, { 0x2028, 0x202E }, { 0x2060, 0x206F },   { 0xFEFF, 0xFEFF },
		{ 0xFFF9, 0xFFFB }, { 0xFFFE, 0xFFFF }, { 0xE0000, 0xE0FFF },
	};

	return IN_RANGES(c, hidden);
}

int utf8_width(uint32_t c)
{
	static const struct range combining[] = {
		{ 0x0300, 0x036F }, { 0x0483, 0x0489 }, { 0x0591, 0x05BD }, { 0x0610, 0x061A }, { 0x064B, 0x065F },
		{ 0x1AB0, 0x1AFF }, { 0x1DC0, 0x1DFF }, { 0x20D0, 0x20FF }, { 0xFE00, 0xFE0F }, { 0xFE20, 0xFE2F },
	};
	static const struct range wide[] = {
		{ 0x1100, 0x115F },   { 0x2E80, 0x303E },   { 0x3041, 0x33FF },   { 0x3400, 0x4DBF },
		{ 0x4E00, 0x9FFF },   { 0xA000, 0xA4CF },   { 0xAC00, 0xD7A3 },   { 0xF900, 0xFAFF },
		{ 0xFE30, 0xFE6F },   { 0xFF00, 0xFF60 },   { 0xFFE0, 0xFFE6 },   { 0x1F300, 0x1F64F },
		{ 0x1F680, 0x1F6FF }, { 0x1F900, 0x1F9FF }, { 0x20000, 0x3FFFD },
	};

	if (c < 0x300)
		return 1;
	if (IN_RANGES(c, combining))
		return 0;
	return IN_RANGES(c, wide) ? 2 : 1;
}

size_t utf8_count(const char *bytes, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; n++) {
		uint32_t c;
		size_t step = (unsigned char)bytes[i] < 0x80 ? 1 : utf8_decode(bytes + i, len - i, &c);

		i += step ? step : 1;
	}
	return n;
}
