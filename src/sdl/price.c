// SPDX-License-Identifier: Apache-2.0
// In: prices. Out: exact decimals of 18 places, with the range of the network's own type.
#include "sdl/price.h"

#include <inttypes.h>

__extension__ typedef unsigned __int128 u128;

enum { DECIMALS = 18 };

static const uint64_t one = UINT64_C(1000000000000000000);

// 2^256 * 10^18 - 1 is the largest value: limb 4 is below 10^18.
static bool is_in_range(const struct amount *a)
{
	return a->limb[AMOUNT_LIMBS - 1] < one;
}

static bool mul_add(const struct amount *a, uint64_t factor, uint64_t addend, struct amount *out)
{
	u128 carry = addend;

	for (size_t i = 0; i < AMOUNT_LIMBS; i++) {
		carry += (u128)a->limb[i] * factor;
		out->limb[i] = (uint64_t)carry;
		carry >>= 64;
	}
	return carry == 0 && is_in_range(out);
}

// In place; returns the remainder.
static uint64_t divide(struct amount *a, uint64_t divisor)
{
	u128 rest = 0;

	for (size_t i = AMOUNT_LIMBS; i-- > 0;) {
		rest = rest << 64 | a->limb[i];
		a->limb[i] = (uint64_t)(rest / divisor);
		rest %= divisor;
	}
	return (uint64_t)rest;
}

static bool is_zero(const struct amount *a)
{
	for (size_t i = 0; i < AMOUNT_LIMBS; i++)
		if (a->limb[i])
			return false;
	return true;
}

static bool is_digits(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return true;
}

static size_t find_point(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] == '.')
			return i;
	return s.len;
}

static bool add_digits(struct amount *a, struct str digits, size_t zeros)
{
	for (size_t i = 0; i < digits.len + zeros; i++) {
		unsigned digit = i < digits.len ? (unsigned)(digits.ptr[i] - '0') : 0;

		if (!mul_add(a, 10, digit, a))
			return false;
	}
	return true;
}

// "--10" is 10 and "+.5" is one half: one "-" is taken off the text, then both
// sides of the point are put together and may start with one more sign.
enum amount_fault amount_from_str(struct str s, struct amount *out)
{
	bool negative = false, has_point, has_sign;
	size_t point;
	struct str whole, fraction = { "", 0 };
	struct amount a = { { 0 } };

	if (s.len > 0 && s.ptr[0] == '-') {
		negative = true;
		s = str_slice(s, 1, s.len);
	}
	if (s.len == 0)
		return negative ? AMOUNT_SYNTAX : AMOUNT_EMPTY;
	point = find_point(s);
	has_point = point < s.len;
	whole = str_slice(s, 0, point);
	if (has_point)
		fraction = str_slice(s, point + 1, s.len);
	if (whole.len == 0 || (has_point && fraction.len == 0))
		return AMOUNT_SYNTAX;
	has_sign = whole.ptr[0] == '-' || whole.ptr[0] == '+';
	negative ^= whole.ptr[0] == '-';
	whole = str_slice(whole, has_sign, whole.len);
	if (!is_digits(whole) || !is_digits(fraction) || whole.len + fraction.len == 0)
		return AMOUNT_SYNTAX;
	if (fraction.len > DECIMALS)
		return AMOUNT_DECIMALS;
	if (!add_digits(&a, whole, 0) || !add_digits(&a, fraction, DECIMALS - fraction.len))
		return AMOUNT_OVERFLOW;
	if (is_zero(&a))
		return AMOUNT_ZERO;
	if (negative)
		return AMOUNT_NEGATIVE;
	*out = a;
	return AMOUNT_OK;
}

struct amount amount_from_u64(uint64_t whole)
{
	u128 scaled = (u128)whole * one;

	return (struct amount){ { (uint64_t)scaled, (uint64_t)(scaled >> 64) } };
}

int amount_cmp(const struct amount *a, const struct amount *b)
{
	for (size_t i = AMOUNT_LIMBS; i-- > 0;)
		if (a->limb[i] != b->limb[i])
			return a->limb[i] < b->limb[i] ? -1 : 1;
	return 0;
}

bool amount_add(const struct amount *a, const struct amount *b, struct amount *out)
{
	u128 carry = 0;

	for (size_t i = 0; i < AMOUNT_LIMBS; i++) {
		carry += (u128)a->limb[i] + b->limb[i];
		out->limb[i] = (uint64_t)carry;
		carry >>= 64;
	}
	return carry == 0 && is_in_range(out);
}

bool amount_mul_u32(const struct amount *a, uint32_t n, struct amount *out)
{
	return mul_add(a, n, 0, out);
}

void amount_to_text(struct strbuf *out, const struct amount *a)
{
	struct amount rest = *a;
	uint64_t fraction = divide(&rest, one), groups[AMOUNT_LIMBS + 1];
	size_t n = 0;

	do {
		groups[n++] = divide(&rest, one);
	} while (!is_zero(&rest));
	strbuf_printf(out, "%" PRIu64, groups[--n]);
	while (n > 0)
		strbuf_printf(out, "%018" PRIu64, groups[--n]);
	strbuf_printf(out, ".%018" PRIu64, fraction);
}

double amount_to_double(const struct amount *a)
{
	struct amount rest = *a;
	double fraction = (double)divide(&rest, one) / 1e18, whole = 0;

	for (size_t i = AMOUNT_LIMBS; i-- > 0;)
		whole = whole * 0x1p64 + (double)rest.limb[i];
	return whole + fraction;
}
