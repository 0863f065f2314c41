// SPDX-License-Identifier: Apache-2.0
// In: text. Out: numbers, read and converted as Go's strconv and compiler do it, whatever the process's locale.
#include "base/number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/ascii.h"

enum {
	MAX_DIGITS = 800,     // more never change a double, but for whether any of them is not 0
	MAX_EXPONENT = 10000, // where Go stops reading digits of an exponent
};

struct cursor {
	const char *p, *end;
	bool is_yaml; // "_" does not count at all
};

// digits * 10^exponent (or 16^ and 2^), without leading zeros.
struct float_text {
	bool negative, hex, has_underscore;
	bool truncated; // a digit that was dropped is not 0
	size_t n;
	long exponent;
	char *digits; // up to MAX_DIGITS
};

static int peek(struct cursor *c)
{
	while (c->is_yaml && c->p < c->end && *c->p == '_')
		c->p++;
	return c->p < c->end ? (unsigned char)*c->p : -1;
}

static int lower(int c)
{
	return is_upper(c) ? c + ('a' - 'A') : c;
}

static bool is_number_digit(int c, bool hex)
{
	return is_digit(c) || (hex && lower(c) >= 'a' && lower(c) <= 'f');
}

static bool take_sign(struct cursor *c)
{
	int sign = peek(c);

	if (sign == '+' || sign == '-')
		c->p++;
	return sign == '-';
}

static void keep_digit(struct float_text *f, int c, bool after_point)
{
	if (f->n == 0 && c == '0') {
		f->exponent -= after_point;
		return;
	}
	if (f->n < MAX_DIGITS) {
		f->digits[f->n++] = (char)c;
		f->exponent -= after_point;
		return;
	}
	f->truncated |= c != '0';
	f->exponent += !after_point;
}

static bool scan_mantissa(struct cursor *c, struct float_text *f)
{
	bool has_point = false, has_digits = false;

	for (int next; (next = peek(c)) >= 0; c->p++) {
		if (next == '_') {
			f->has_underscore = true;
		} else if (next == '.' && !has_point) {
			has_point = true;
		} else if (is_number_digit(next, f->hex)) {
			has_digits = true;
			keep_digit(f, next, has_point);
		} else {
			break;
		}
	}
	return has_digits;
}

static bool scan_exponent(struct cursor *c, struct float_text *f)
{
	long exponent = 0;
	bool negative;
	int next = lower(peek(c));

	if (f->hex)
		f->exponent *= 4;
	if (next != (f->hex ? 'p' : 'e'))
		return !f->hex;
	c->p++;
	negative = take_sign(c);
	if (!is_number_digit(peek(c), false))
		return false;
	for (; is_number_digit(next = peek(c), false) || next == '_'; c->p++) {
		if (next == '_')
			f->has_underscore = true;
		else if (exponent < MAX_EXPONENT)
			exponent = exponent * 10 + (next - '0');
	}
	f->exponent += negative ? -exponent : exponent;
	return true;
}

// Each "_" stands between two digits, or between "0x" and a digit.
static bool has_good_underscores(struct str s, bool hex)
{
	bool after_digit = false, after_underscore = false;
	size_t i = 0;

	if (s.ptr[0] == '+' || s.ptr[0] == '-')
		i++;
	if (hex) {
		i += 2;
		after_digit = true;
	}
	for (; i < s.len; i++) {
		bool digit = is_number_digit((unsigned char)s.ptr[i], hex);

		if (s.ptr[i] == '_' ? !after_digit : after_underscore && !digit)
			return false;
		after_digit = digit;
		after_underscore = s.ptr[i] == '_';
	}
	return !after_underscore;
}

// Few digits and a power of ten that doubles hold exactly: one operation, which rounds as it must.
static bool convert_exactly(const struct float_text *f, double *out)
{
	static const double powers[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
					 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
	const long most = COUNT_OF(powers) - 1;
	uint64_t digits = 0;

	if (FLT_EVAL_METHOD != 0 || f->hex || f->truncated || f->n > DBL_DIG || f->exponent > most ||
	    f->exponent < -most)
		return false;
	for (size_t i = 0; i < f->n; i++)
		digits = digits * 10 + (uint64_t)(f->digits[i] - '0');
	*out = f->exponent < 0 ? (double)digits / powers[-f->exponent] : (double)digits * powers[f->exponent];
	return true;
}

// Hands strtod whole digits and an exponent: text without the decimal point that locales disagree about.
static enum number_fault convert(const struct float_text *f, double *out)
{
	char text[MAX_DIGITS + 32];
	long exponent = f->exponent;
	double value = 0;

	if (f->n > 0 && !convert_exactly(f, &value)) {
		if (f->truncated)
			exponent -= f->hex ? 4 : 1;
		snprintf(text, sizeof(text), "%s%.*s%s%c%ld", f->hex ? "0x" : "", (int)f->n, f->digits,
			 f->truncated ? "1" : "", f->hex ? 'p' : 'e', exponent);
		value = strtod(text, NULL);
	}
	if (value > DBL_MAX)
		return NUMBER_RANGE;
	*out = f->negative ? -value : value;
	return NUMBER_OK;
}

static bool float_from_word(struct str s, double *out)
{
	bool has_sign = s.len > 0 && (s.ptr[0] == '+' || s.ptr[0] == '-');
	struct str word = has_sign ? str_slice(s, 1, s.len) : s;

	if (str_is_nocase(word, "inf") || str_is_nocase(word, "infinity")) {
		*out = s.ptr[0] == '-' ? -HUGE_VAL : HUGE_VAL;
		return true;
	}
	if (!str_is_nocase(s, "nan"))
		return false;
	*out = (double)NAN;
	return true;
}

static enum number_fault read_float(struct str s, bool is_yaml, double *out)
{
	struct cursor c = { s.ptr, s.ptr + s.len, is_yaml };
	char digits[MAX_DIGITS];
	struct float_text f = { .digits = digits };

	f.negative = take_sign(&c);
	if (!is_yaml && c.end - c.p > 2 && c.p[0] == '0' && lower(c.p[1]) == 'x') {
		f.hex = true;
		c.p += 2;
	}
	if (!scan_mantissa(&c, &f) || !scan_exponent(&c, &f) || peek(&c) >= 0)
		return NUMBER_SYNTAX;
	if (f.has_underscore && !has_good_underscores(s, f.hex))
		return NUMBER_SYNTAX;
	return convert(&f, out);
}

enum number_fault float_from_str(struct str s, double *out)
{
	if (s.len == 0)
		return NUMBER_SYNTAX;
	return float_from_word(s, out) ? NUMBER_OK : read_float(s, false, out);
}

enum number_fault float_from_yaml(struct str s, double *out)
{
	return read_float(s, true, out);
}

enum number_fault uint_from_str(struct str s, uint64_t *out)
{
	uint64_t n = 0;
	bool is_large = false;

	if (s.len == 0)
		return NUMBER_SYNTAX;
	for (size_t i = 0; i < s.len; i++) {
		unsigned digit = (unsigned)(unsigned char)s.ptr[i] - '0';

		if (digit > 9)
			return NUMBER_SYNTAX;
		is_large |= n > (UINT64_MAX - digit) / 10;
		n = n * 10 + digit;
	}
	if (is_large)
		return NUMBER_RANGE;
	*out = n;
	return NUMBER_OK;
}

uint64_t uint64_from_double(double f)
{
	if (f >= -0x1p63 && f < 0x1p63)
		return (uint64_t)(int64_t)f;
	return f >= 0x1p63 && f < 0x1p64 ? (uint64_t)f : UINT64_C(1) << 63;
}

uint32_t uint32_from_double(double f)
{
	return f >= -0x1p63 && f < 0x1p63 ? (uint32_t)(uint64_t)(int64_t)f : 0;
}
