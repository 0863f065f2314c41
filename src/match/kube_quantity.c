// SPDX-License-Identifier: Apache-2.0
// In: amounts as Kubernetes writes them. Out: exact numbers, down to a billionth.
#include "match/kube_quantity.h"

#include "base/ascii.h"

enum { MAX_LEN = 96, NANO = 1000000000, NANO_DIGITS = 9, MAX_EXPONENT = 999 };

struct unit {
	const char *name;
	int power_of_ten, power_of_two;
};

static const struct unit units[] = {
	{ "", 0, 0 },    { "n", -9, 0 },  { "u", -6, 0 },  { "m", -3, 0 },  { "k", 3, 0 },   { "M", 6, 0 },
	{ "G", 9, 0 },   { "T", 12, 0 },  { "P", 15, 0 },  { "E", 18, 0 },  { "Ki", 0, 10 }, { "Mi", 0, 20 },
	{ "Gi", 0, 30 }, { "Ti", 0, 40 }, { "Pi", 0, 50 }, { "Ei", 0, 60 },
};

// A magnitude: the digits, and how many of them stand before the point.
struct decimal {
	unsigned char digits[MAX_LEN];
	int n, point;
};

static bool exponent_from_str(struct str text, int *exponent)
{
	bool is_negative = text.len && text.ptr[0] == '-';

	*exponent = 0;
	if (text.len && (text.ptr[0] == '-' || text.ptr[0] == '+'))
		text = str_slice(text, 1, text.len);
	if (text.len == 0)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (!is_digit(text.ptr[i]))
			return false;
		*exponent = *exponent * 10 + (text.ptr[i] - '0');
		if (*exponent > MAX_EXPONENT)
			return false;
	}
	*exponent = is_negative ? -*exponent : *exponent;
	return true;
}

static bool unit_from_str(struct str text, struct unit *unit)
{
	for (size_t i = 0; i < COUNT_OF(units); i++)
		if (str_is(text, units[i].name)) {
			*unit = units[i];
			return true;
		}
	*unit = units[0];
	return (text.ptr[0] == 'e' || text.ptr[0] == 'E') &&
	       exponent_from_str(str_slice(text, 1, text.len), &unit->power_of_ten);
}

static struct str read_digits(struct str text, struct decimal *decimal)
{
	bool is_past_point = false;

	for (; text.len && (is_digit(text.ptr[0]) || (text.ptr[0] == '.' && !is_past_point));
	     text = str_slice(text, 1, text.len)) {
		is_past_point |= text.ptr[0] == '.';
		if (text.ptr[0] == '.')
			continue;
		decimal->digits[decimal->n++] = (unsigned char)(text.ptr[0] - '0');
		decimal->point += !is_past_point;
	}
	return text;
}

static int64_t add_capped(int64_t a, int64_t b)
{
	if (b > 0 && a > INT64_MAX - b)
		return INT64_MAX;
	if (b < 0 && a < INT64_MIN - b)
		return INT64_MIN;
	return a + b;
}

static int64_t whole_of(const struct decimal *decimal)
{
	int64_t whole = 0;

	for (int i = 0; i < decimal->point; i++) {
		int digit = i < decimal->n ? decimal->digits[i] : 0;

		if (whole > (INT64_MAX - digit) / 10)
			return INT64_MAX;
		whole = whole * 10 + digit;
	}
	return whole;
}

// The digits behind the point are doubled as on paper; what comes out of them goes to the whole part.
static int64_t double_once(struct decimal *decimal, int64_t whole)
{
	int carry = 0;

	for (int i = decimal->n - 1; i >= decimal->point; i--) {
		int doubled = decimal->digits[i] * 2 + carry;

		decimal->digits[i] = (unsigned char)(doubled % 10);
		carry = doubled / 10;
	}
	return add_capped(add_capped(whole, whole), carry);
}

// Behind the point; rounded up.
static uint32_t nano_of(const struct decimal *decimal)
{
	uint32_t nano = 0;

	for (int i = 0; i < NANO_DIGITS; i++) {
		int at = decimal->point + i;

		nano = nano * 10 + (at >= 0 && at < decimal->n ? decimal->digits[at] : 0u);
	}
	for (int at = decimal->point + NANO_DIGITS; at < decimal->n; at++)
		if (at >= 0 && decimal->digits[at])
			return nano + 1;
	return nano;
}

static struct kube_quantity negated(struct kube_quantity quantity)
{
	if (quantity.nano == 0)
		return (struct kube_quantity){ -quantity.whole, 0 };
	return (struct kube_quantity){ -quantity.whole - 1, NANO - quantity.nano };
}

bool kube_quantity_from_str(struct str text, struct kube_quantity *out)
{
	bool is_negative = text.len && text.ptr[0] == '-';
	struct decimal decimal = { .n = 0 };
	struct unit unit;

	*out = (struct kube_quantity){ 0 };
	if (text.len && (text.ptr[0] == '-' || text.ptr[0] == '+'))
		text = str_slice(text, 1, text.len);
	if (text.len == 0 || text.len > MAX_LEN)
		return false;
	text = read_digits(text, &decimal);
	if (decimal.n == 0 || !unit_from_str(text, &unit))
		return false;
	decimal.point += unit.power_of_ten;
	out->whole = whole_of(&decimal);
	for (int i = 0; i < unit.power_of_two; i++)
		out->whole = double_once(&decimal, out->whole);
	out->nano = nano_of(&decimal);
	if (out->nano == NANO || out->whole == INT64_MAX) {
		out->whole = add_capped(out->whole, out->nano == NANO);
		out->nano = 0;
	}
	if (is_negative)
		*out = negated(*out);
	return true;
}

struct kube_quantity kube_quantity_of(int64_t whole)
{
	return (struct kube_quantity){ whole, 0 };
}

struct kube_quantity kube_quantity_sub(struct kube_quantity a, struct kube_quantity b)
{
	struct kube_quantity difference;

	if (a.nano >= b.nano)
		difference = (struct kube_quantity){ 0, a.nano - b.nano };
	else
		difference = (struct kube_quantity){ -1, a.nano + NANO - b.nano };
	if (b.whole == INT64_MIN)
		b.whole++;
	difference.whole = add_capped(add_capped(a.whole, -b.whole), difference.whole);
	return difference;
}

int64_t kube_quantity_value(struct kube_quantity quantity)
{
	return add_capped(quantity.whole, quantity.nano && quantity.whole >= 0);
}

int64_t kube_quantity_milli(struct kube_quantity quantity)
{
	uint32_t milli = quantity.nano / 1000000;

	if (quantity.whole > INT64_MAX / 1000)
		return INT64_MAX;
	if (quantity.whole < INT64_MIN / 1000)
		return INT64_MIN;
	milli += quantity.whole >= 0 && quantity.nano % 1000000;
	return add_capped(quantity.whole * 1000, milli);
}
