// SPDX-License-Identifier: Apache-2.0
// In: amounts with every unit and exponent. Out: whether they are what plain arithmetic in 128 bits makes of them.
#include <check.h>
#include <stdio.h>

#include "match/kube_quantity.h"
#include "property.h"

// Thousandths are capped where they would not fit.
START_TEST(test_limits)
{
	const int64_t least = INT64_MIN / 1000, most = INT64_MAX / 1000;

	ck_assert_int_eq(kube_quantity_milli(kube_quantity_of(least)), least * 1000);
	ck_assert_int_eq(kube_quantity_milli(kube_quantity_of(least - 1)), INT64_MIN);
	ck_assert_int_eq(kube_quantity_milli(kube_quantity_of(most)), most * 1000);
	ck_assert_int_eq(kube_quantity_milli(kube_quantity_of(most + 1)), INT64_MAX);
}
END_TEST

Suite *kube_quantity_suite(void);

static const struct {
	const char *name;
	int of_ten, of_two;
} units[] = {
	{ "", 0, 0 },    { "n", -9, 0 },   { "u", -6, 0 },   { "m", -3, 0 },   { "k", 3, 0 },      { "M", 6, 0 },
	{ "G", 9, 0 },   { "T", 12, 0 },   { "P", 15, 0 },   { "E", 18, 0 },   { "Ki", 0, 10 },    { "Mi", 0, 20 },
	{ "Gi", 0, 30 }, { "Ti", 0, 40 },  { "Pi", 0, 50 },  { "Ei", 0, 60 },  { "e0", 0, 0 },     { "e3", 3, 0 },
	{ "E+3", 3, 0 }, { "e-3", -3, 0 }, { "E-9", -9, 0 }, { "e18", 18, 0 }, { "e-12", -12, 0 }, { "E015", 15, 0 },
};

#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 wide;

// number / 10^n_decimals in the unit, times `scale`, rounded up; INT64_MAX for more than that.
static int64_t reference(uint64_t number, int n_decimals, size_t unit, unsigned scale)
{
	wide above = (wide)number * scale, below = 1, whole;
	int of_ten = units[unit].of_ten - n_decimals;

	above <<= units[unit].of_two;
	for (; of_ten > 0; of_ten--)
		above *= 10;
	for (; of_ten < 0; of_ten++)
		below *= 10;
	whole = (above + below - 1) / below;
	return whole > INT64_MAX ? INT64_MAX : (int64_t)whole;
}

static void check_one(uint64_t number, int n_decimals, size_t unit, bool is_negative)
{
	char digits[32], text[64];
	struct kube_quantity quantity;
	int64_t value = reference(number, n_decimals, unit, 1), milli = reference(number, n_decimals, unit, 1000);
	int n = snprintf(digits, sizeof(digits), "%0*llu", n_decimals + 1, (unsigned long long)number);

	snprintf(text, sizeof(text), "%s%.*s%s%s%s", is_negative ? "-" : "", n - n_decimals, digits,
		 n_decimals ? "." : "", digits + n - n_decimals, units[unit].name);
	expect(kube_quantity_from_str(str_of(text), &quantity), "%s", text);
	if (is_negative) {
		// The least int64 has no counterpart.
		expect(kube_quantity_value(quantity) == -value || value == INT64_MAX, "%s", text);
		expect(kube_quantity_milli(quantity) == -milli || milli == INT64_MAX, "%s", text);
		expect(kube_quantity_value(quantity) <= -value && kube_quantity_milli(quantity) <= -milli, "%s", text);
		return;
	}
	expect(kube_quantity_value(quantity) == value, "%s: %lld, not %lld", text,
	       (long long)kube_quantity_value(quantity), (long long)value);
	expect(kube_quantity_milli(quantity) == milli, "%s: %lld, not %lld", text,
	       (long long)kube_quantity_milli(quantity), (long long)milli);
}

// Numbers of up to 40 bits: with each unit and a thousand they stay below 128.
START_TEST(test_reference)
{
	uint64_t state = 20261122;

	for (int i = 0; i < 200000; i++)
		check_one(random_number(&state) >> 24, (int)random_below(&state, 13),
			  (size_t)(i % (int)(sizeof(units) / sizeof(units[0]))), random_below(&state, 4) == 0);
}
END_TEST
#endif

// One letter too many or in the wrong case is no unit, whatever stands before it.
START_TEST(test_no_unit)
{
	static const char *const wrong[] = { "K", "KI", "ki",  "mi", "MI", "gi", "g",   "t",  "p",    "N",
					     "U", "B",  "KiB", "GB", "i",  "e",  "Eie", "mm", "e3Ki", "Kie3" };
	struct kube_quantity quantity;
	char text[64];

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		snprintf(text, sizeof(text), "1%s", wrong[i]);
		ck_assert_msg(!kube_quantity_from_str(str_of(text), &quantity), "%s", text);
	}
}
END_TEST

Suite *kube_quantity_suite(void)
{
	Suite *suite = suite_create("kube_quantity");
	TCase *tcase = tcase_create("kube_quantity");

#ifdef __SIZEOF_INT128__
	tcase_add_test(tcase, test_reference);
#endif
	tcase_add_test(tcase, test_limits);
	tcase_add_test(tcase, test_no_unit);
	suite_add_tcase(suite, tcase);
	return suite;
}
