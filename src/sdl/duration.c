// SPDX-License-Identifier: Apache-2.0
// In: "1h30m". Out: nanoseconds, as Go's time.ParseDuration counts them.
#include "sdl/duration.h"

#include "base/ascii.h"

static const uint64_t limit = UINT64_C(1) << 63;

struct unit {
	const char *name;
	uint64_t nanoseconds;
};

static bool starts_with_digit(struct str s)
{
	return s.len > 0 && is_digit(*s.ptr);
}

static void skip(struct str *s, size_t n)
{
	*s = str_slice(*s, n, s->len);
}

static bool take_whole(struct str *s, uint64_t *out)
{
	uint64_t n = 0;

	for (; starts_with_digit(*s); skip(s, 1)) {
		if (n > limit / 10)
			return false;
		n = n * 10 + (uint64_t)(*s->ptr - '0');
		if (n > limit)
			return false;
	}
	*out = n;
	return true;
}

// Digits that no longer fit are skipped.
static double take_fraction(struct str *s, uint64_t *out)
{
	uint64_t n = 0;
	double scale = 1;
	bool is_full = false;

	for (; starts_with_digit(*s); skip(s, 1)) {
		uint64_t next = n * 10 + (uint64_t)(*s->ptr - '0');

		is_full |= n > (limit - 1) / 10 || next > limit;
		if (is_full)
			continue;
		n = next;
		scale *= 10;
	}
	*out = n;
	return scale;
}

static enum duration_fault take_unit(struct str *s, uint64_t *nanoseconds)
{
	static const struct unit units[] = {
		{ "ns", 1 },
		{ "us", 1000 },
		{ "\xC2\xB5s", 1000 }, // micro sign
		{ "\xCE\xBCs", 1000 }, // Greek mu
		{ "ms", 1000000 },
		{ "s", 1000000000 },
		{ "m", UINT64_C(60000000000) },
		{ "h", UINT64_C(3600000000000) },
	};
	size_t len = 0;

	while (len < s->len && s->ptr[len] != '.' && !starts_with_digit(str_slice(*s, len, s->len)))
		len++;
	if (len == 0)
		return DURATION_NO_UNIT;
	for (size_t i = 0; i < COUNT_OF(units); i++) {
		if (!str_is(str_slice(*s, 0, len), units[i].name))
			continue;
		*nanoseconds = units[i].nanoseconds;
		skip(s, len);
		return DURATION_OK;
	}
	return DURATION_UNKNOWN_UNIT;
}

static enum duration_fault take_term(struct str *s, uint64_t *out)
{
	uint64_t whole, fraction = 0, unit = 1;
	double scale = 1;
	size_t n_digits = s->len;
	enum duration_fault fault;

	if (!take_whole(s, &whole))
		return DURATION_OVERFLOW;
	n_digits -= s->len;
	if (s->len > 0 && *s->ptr == '.') {
		skip(s, 1);
		n_digits += s->len;
		scale = take_fraction(s, &fraction);
		n_digits -= s->len;
	}
	if (n_digits == 0)
		return DURATION_SYNTAX;
	fault = take_unit(s, &unit);
	if (fault != DURATION_OK)
		return fault;
	if (whole > limit / unit)
		return DURATION_OVERFLOW;
	*out = whole * unit;
	if (fraction > 0)
		*out += (uint64_t)((double)fraction * ((double)unit / scale));
	return *out > limit ? DURATION_OVERFLOW : DURATION_OK;
}

enum duration_fault duration_from_str(struct str s, int64_t *nanoseconds)
{
	uint64_t sum = 0, term = 0;
	bool negative = false;

	if (s.len > 0 && (*s.ptr == '-' || *s.ptr == '+')) {
		negative = *s.ptr == '-';
		skip(&s, 1);
	}
	if (s.len == 0)
		return DURATION_EMPTY;
	if (str_is(s, "0")) {
		*nanoseconds = 0;
		return DURATION_OK;
	}
	while (s.len > 0) {
		enum duration_fault fault = take_term(&s, &term);

		if (fault != DURATION_OK)
			return fault;
		// Two terms of 2^63 make 0, in Go as well.
		sum += term;
		if (sum > limit)
			return DURATION_OVERFLOW;
	}
	if (sum == limit && !negative)
		return DURATION_OVERFLOW;
	*nanoseconds = sum == limit ? INT64_MIN : negative ? -(int64_t)sum : (int64_t)sum;
	return DURATION_OK;
}

void duration_to_text(struct strbuf *out, int64_t nanoseconds)
{
	static const uint64_t second = 1000000000, minute = 60 * 1000000000ull, hour = 3600 * 1000000000ull;
	uint64_t rest = nanoseconds < 0 ? -(uint64_t)nanoseconds : (uint64_t)nanoseconds;
	size_t start;

	strbuf_puts(out, nanoseconds < 0 ? "-" : "");
	if (rest >= hour)
		strbuf_printf(out, "%lluh", (unsigned long long)(rest / hour));
	if (rest % hour >= minute)
		strbuf_printf(out, "%llum", (unsigned long long)(rest % hour / minute));
	if (rest % minute == 0 && rest)
		return;
	start = out->len;
	strbuf_printf(out, "%llu.%09llu", (unsigned long long)(rest % minute / second),
		      (unsigned long long)(rest % second));
	while (out->len > start && (out->text[out->len - 1] == '0' && rest % second))
		out->len--;
	if (rest % second == 0)
		out->len -= sizeof(".000000000") - 1;
	strbuf_putc(out, 's');
}
