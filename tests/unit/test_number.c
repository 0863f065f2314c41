// SPDX-License-Identifier: Apache-2.0
// In: base/number and base/base64. Out: whether they read and convert as Go does.
#include <check.h>
#include <float.h>
#include <inttypes.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/base64.h"
#include "base/number.h"
#include "property.h"

Suite *number_suite(void);

static const struct {
	const char *text;
	enum number_fault fault;
	double value;
} floats[] = {
	{ "0", NUMBER_OK, 0 },
	{ "1.5", NUMBER_OK, 1.5 },
	{ "+1.", NUMBER_OK, 1 },
	{ "-.5", NUMBER_OK, -0.5 },
	{ "1e3", NUMBER_OK, 1000 },
	{ "1E-2", NUMBER_OK, 0.01 },
	{ "1_000", NUMBER_OK, 1000 },
	{ "1e1_0", NUMBER_OK, 1e10 },
	{ "0x10p0", NUMBER_OK, 16 },
	{ "0X.8P1", NUMBER_OK, 1 },
	{ "0x_1p4", NUMBER_OK, 16 },
	{ "0x1p-1075", NUMBER_OK, 0 },
	{ "0x1.8p-1075", NUMBER_OK, 4.9406564584124654e-324 },
	{ "2.4703282292062327e-324", NUMBER_OK, 0 },
	{ "9007199254740993", NUMBER_OK, 9007199254740992.0 },
	{ "9007199254740993.000000000000000000000000000000000000000001", NUMBER_OK, 9007199254740994.0 },
	{ "1.7976931348623157e308", NUMBER_OK, DBL_MAX },
	{ "1e-99999", NUMBER_OK, 0 },
	{ "inf", NUMBER_OK, HUGE_VAL },
	{ "-Infinity", NUMBER_OK, -HUGE_VAL },
	{ "1.7976931348623159e308", NUMBER_RANGE, 0 },
	{ "-1e400", NUMBER_RANGE, 0 },
	{ "0x1p1024", NUMBER_RANGE, 0 },
	{ "", NUMBER_SYNTAX, 0 },
	{ "-", NUMBER_SYNTAX, 0 },
	{ ".", NUMBER_SYNTAX, 0 },
	{ "1.2.3", NUMBER_SYNTAX, 0 },
	{ "1e", NUMBER_SYNTAX, 0 },
	{ "1e+", NUMBER_SYNTAX, 0 },
	{ "1e_5", NUMBER_SYNTAX, 0 },
	{ "_1", NUMBER_SYNTAX, 0 },
	{ "1_", NUMBER_SYNTAX, 0 },
	{ "1__0", NUMBER_SYNTAX, 0 },
	{ "1_.5", NUMBER_SYNTAX, 0 },
	{ "0x10", NUMBER_SYNTAX, 0 },
	{ "0x", NUMBER_SYNTAX, 0 },
	{ "0xp1", NUMBER_SYNTAX, 0 },
	{ "+nan", NUMBER_SYNTAX, 0 },
	{ "infin", NUMBER_SYNTAX, 0 },
	{ " 1", NUMBER_SYNTAX, 0 },
	{ "1,5", NUMBER_SYNTAX, 0 },
};

START_TEST(test_float)
{
	double value = 42;
	enum number_fault fault = float_from_str(str_of(floats[_i].text), &value);

	ck_assert_msg(fault == floats[_i].fault, "\"%s\": fault %d", floats[_i].text, (int)fault);
	ck_assert_msg(value == (fault ? 42 : floats[_i].value), "\"%s\": %.17g", floats[_i].text, value);
}
END_TEST

START_TEST(test_float_odd_texts)
{
	double value = 42;
	char digits[2000];

	ck_assert_int_eq(float_from_str(STR("nAn"), &value), NUMBER_OK);
	ck_assert(isnan(value));
	ck_assert_int_eq(float_from_str(STR("-0"), &value), NUMBER_OK);
	ck_assert(value == 0 && signbit(value));
	ck_assert_int_eq(float_from_str(STR("1\0"), &value), NUMBER_SYNTAX);
	// A digit far behind the last one that a double can hold still decides a tie.
	memset(digits, '0', sizeof(digits));
	memcpy(digits, "9007199254740993.", 17);
	ck_assert_int_eq(float_from_str((struct str){ digits, sizeof(digits) }, &value), NUMBER_OK);
	ck_assert(value == 9007199254740992.0);
	digits[sizeof(digits) - 1] = '1';
	ck_assert_int_eq(float_from_str((struct str){ digits, sizeof(digits) }, &value), NUMBER_OK);
	ck_assert(value == 9007199254740994.0);
	// Digits that are dropped count as places.
	memset(digits, '0', 901);
	digits[0] = '1';
	memcpy(digits + 901, "e-650", 5);
	ck_assert_int_eq(float_from_str((struct str){ digits, 906 }, &value), NUMBER_OK);
	ck_assert(value == 1e250);
}
END_TEST

START_TEST(test_yaml_float)
{
	double value = 42;

	ck_assert_int_eq(float_from_yaml(STR("-_1__0._5_e_1_"), &value), NUMBER_OK);
	ck_assert(value == -105);
	ck_assert_int_eq(float_from_yaml(STR("0x1p4"), &value), NUMBER_SYNTAX);
	ck_assert_int_eq(float_from_yaml(STR("inf"), &value), NUMBER_SYNTAX);
	ck_assert_int_eq(float_from_yaml(STR("_"), &value), NUMBER_SYNTAX);
	ck_assert_int_eq(float_from_yaml(STR("1e400"), &value), NUMBER_RANGE);
}
END_TEST

START_TEST(test_uint)
{
	uint64_t n = 42;

	ck_assert_int_eq(uint_from_str(STR("18446744073709551615"), &n), NUMBER_OK);
	ck_assert(n == UINT64_MAX);
	ck_assert_int_eq(uint_from_str(STR("18446744073709551616"), &n), NUMBER_RANGE);
	ck_assert_int_eq(uint_from_str(STR("99999999999999999999999"), &n), NUMBER_RANGE);
	ck_assert(n == UINT64_MAX);
	ck_assert_int_eq(uint_from_str(STR("00012"), &n), NUMBER_OK);
	ck_assert(n == 12);
	for (const char *const *text = (const char *const[]){ "", "+1", "-1", "1_0", " 1", "1 ", "0x1", "1.0", NULL };
	     *text; text++)
		ck_assert_msg(uint_from_str(str_of(*text), &n) == NUMBER_SYNTAX, "\"%s\"", *text);
}
END_TEST

START_TEST(test_conversion)
{
	static const struct {
		double from;
		uint64_t wide;
		uint32_t narrow;
	} cases[] = {
		{ 0, 0, 0 },
		{ -0.5, 0, 0 },
		{ 80.9, 80, 80 },
		{ 4294968296.0, UINT64_C(4294968296), 1000 },
		{ -1.5, UINT64_MAX, UINT32_MAX },
		{ 0x1p63, UINT64_C(1) << 63, 0 },
		{ 1e19, UINT64_C(10000000000000000000), 0 },
		{ 0x1p64, UINT64_C(1) << 63, 0 },
		{ -1e19, UINT64_C(1) << 63, 0 },
		{ HUGE_VAL, UINT64_C(1) << 63, 0 },
		{ -HUGE_VAL, UINT64_C(1) << 63, 0 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		ck_assert_msg(uint64_from_double(cases[i].from) == cases[i].wide, "%g", cases[i].from);
		ck_assert_msg(uint32_from_double(cases[i].from) == cases[i].narrow, "%g", cases[i].from);
	}
	ck_assert(uint64_from_double((double)NAN) == UINT64_C(1) << 63 && uint32_from_double((double)NAN) == 0);
}
END_TEST

// Whatever printf writes is read back to the last bit.
START_TEST(test_float_round_trip)
{
	static const char *const formats[] = { "%.17g", "%.16e", "%a", "%.40f", "%.800g" };
	uint64_t state = 1;

	for (int i = 0; i < 20000; i++) {
		uint64_t bits = random_next(&state);
		double value, again = 42;
		char text[1300];

		memcpy(&value, &bits, sizeof(value));
		if (!isfinite(value) || (i % 5 == 3 && fabs(value) < 1e-20))
			continue;
		snprintf(text, sizeof(text), formats[i % 5], value);
		expect(float_from_str(str_of(text), &again) == NUMBER_OK, "%s", text);
		expect(memcmp(&value, &again, sizeof(value)) == 0, "%s became %.17g", text, again);
	}
}
END_TEST

// Numbers of a few digits are as exact as those of many: on both sides of where they are reckoned in one step.
START_TEST(test_float_few_digits)
{
	uint64_t state = 7;

	for (int i = 0; i < 20000; i++) {
		uint64_t digits = random_next(&state) >> random_below(&state, 60);
		int exponent = (int)random_below(&state, 61) - 30;
		double value = 42, expected;
		char text[64];

		snprintf(text, sizeof(text), "%" PRIu64 "%se%d", digits, i % 2 ? ".25" : "", exponent);
		expected = strtod(text, NULL);
		expect(float_from_str(str_of(text), &value) == NUMBER_OK, "%s", text);
		expect(memcmp(&value, &expected, sizeof(value)) == 0, "%s became %.17g", text, value);
	}
}
END_TEST

// An embedding program may have set a locale that writes a comma for the point.
START_TEST(test_locale)
{
	static const char *const names[] = { "de_DE.UTF-8", "de_DE", "fr_FR.UTF-8", "fr_FR", NULL };
	double value = 42;

	for (const char *const *name = names; *name && !setlocale(LC_ALL, *name); name++)
		;
	ck_assert_int_eq(float_from_str(STR("1.25"), &value), NUMBER_OK);
	ck_assert(value == 1.25);
	ck_assert_int_eq(float_from_str(STR("1,25"), &value), NUMBER_SYNTAX);
	setlocale(LC_ALL, "C");
}
END_TEST

static const struct {
	const char *text, *bytes; // no bytes: refused
} encodings[] = {
	{ "", "" },
	{ "YQ==", "a" },
	{ "YWI=", "ab" },
	{ "YWJj", "abc" },
	{ "YW\nJj\r\nZA=\n=\n", "abcd" },
	{ "+/+/", "\xFB\xFF\xBF" },
	{ "YR==", "a" },
	{ "Y", NULL },
	{ "YQ", NULL },
	{ "YQ=", NULL },
	{ "YQ===", NULL },
	{ "YWI", NULL },
	{ "YWI==", NULL },
	{ "=", NULL },
	{ "====", NULL },
	{ "YWJj=", NULL },
	{ "YQ==YQ==", NULL },
	{ "YQ=Q", NULL },
	{ "YW Jj", NULL },
	{ "-_-_", NULL },
	{ "***", NULL },
};

START_TEST(test_base64)
{
	char out[32];
	size_t len;
	bool good = base64_decode(str_of(encodings[_i].text), out, sizeof(out), &len);

	ck_assert_msg(good == (encodings[_i].bytes != NULL), "\"%s\"", encodings[_i].text);
	if (good)
		ck_assert_msg(str_is((struct str){ out, len }, encodings[_i].bytes), "\"%s\"", encodings[_i].text);
}
END_TEST

START_TEST(test_base64_round_trip)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	uint64_t state = 2;

	for (int i = 0; i < 2000; i++) {
		unsigned char bytes[33] = { 0 };
		char text[48], out[32];
		size_t n = random_below(&state, 31), len = 0, got;

		for (size_t k = 0; k < n; k++)
			bytes[k] = (unsigned char)random_next(&state);
		for (size_t k = 0; k < n; k += 3) {
			uint32_t group = (uint32_t)bytes[k] << 16 | (uint32_t)bytes[k + 1] << 8 | bytes[k + 2];

			for (unsigned j = 0; j < 4; j++)
				text[len++] = j > n - k ? '=' : alphabet[group >> (18 - 6 * j) & 63];
		}
		expect(base64_decode((struct str){ text, len }, out, sizeof(out), &got), "line %d", __LINE__);
		expect(got == n && memcmp(out, bytes, n) == 0, "line %d", __LINE__);
	}
}
END_TEST

Suite *number_suite(void)
{
	Suite *suite = suite_create("number");
	TCase *tcase = tcase_create("number");

	tcase_add_loop_test(tcase, test_float, 0, (int)(sizeof(floats) / sizeof(floats[0])));
	tcase_add_test(tcase, test_float_odd_texts);
	tcase_add_test(tcase, test_yaml_float);
	tcase_add_test(tcase, test_uint);
	tcase_add_test(tcase, test_conversion);
	tcase_add_test(tcase, test_float_round_trip);
	tcase_add_test(tcase, test_float_few_digits);
	tcase_add_test(tcase, test_locale);
	tcase_add_loop_test(tcase, test_base64, 0, (int)(sizeof(encodings) / sizeof(encodings[0])));
	tcase_add_test(tcase, test_base64_round_trip);
	suite_add_tcase(suite, tcase);
	return suite;
}
