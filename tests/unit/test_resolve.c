// SPDX-License-Identifier: Apache-2.0
// In: yaml/resolve. Out: whether scalars mean what they mean to yaml.v3.
#include <check.h>
#include <inttypes.h>
#include <stdio.h>

#include "property.h"
#include "yaml/resolve.h"

Suite *resolve_suite(void);

enum { REFUSED = -1 };

// What a plain scalar is, and what it becomes in a uint32 and in a bool.
static const struct {
	const char *text;
	enum scalar_type type;
	int64_t number;
	int boolean;
} plain[] = {
	{ "", SCALAR_NULL, 0, 0 },
	{ "~", SCALAR_NULL, 0, 0 },
	{ "null", SCALAR_NULL, 0, 0 },
	{ "NULL", SCALAR_NULL, 0, 0 },
	{ "nUll", SCALAR_STR, REFUSED, REFUSED },
	{ "true", SCALAR_BOOL, REFUSED, 1 },
	{ "TRUE", SCALAR_BOOL, REFUSED, 1 },
	{ "tRUE", SCALAR_STR, REFUSED, REFUSED },
	{ "False", SCALAR_BOOL, REFUSED, 0 },
	{ "yes", SCALAR_STR, REFUSED, 1 },
	{ "yEs", SCALAR_STR, REFUSED, REFUSED },
	{ "On", SCALAR_STR, REFUSED, 1 },
	{ "N", SCALAR_STR, REFUSED, 0 },
	{ "OFF", SCALAR_STR, REFUSED, 0 },
	{ "0", SCALAR_INT, 0, REFUSED },
	{ "80", SCALAR_INT, 80, REFUSED },
	{ "+80", SCALAR_INT, 80, REFUSED },
	{ "-0", SCALAR_INT, 0, REFUSED },
	{ "-1", SCALAR_INT, REFUSED, REFUSED },
	{ "0777", SCALAR_INT, 511, REFUSED },
	{ "08", SCALAR_FLOAT, 8, REFUSED },
	{ "0080", SCALAR_FLOAT, 80, REFUSED },
	{ "0o17", SCALAR_INT, 15, REFUSED },
	{ "0O17", SCALAR_INT, 15, REFUSED },
	{ "0x1F", SCALAR_INT, 31, REFUSED },
	{ "0B11", SCALAR_INT, 3, REFUSED },
	{ "-0x0", SCALAR_INT, 0, REFUSED },
	{ "0b+11", SCALAR_INT, 3, REFUSED },
	{ "0o-7", SCALAR_INT, REFUSED, REFUSED },
	{ "0O+7", SCALAR_STR, REFUSED, REFUSED },
	{ "-0b-1", SCALAR_STR, REFUSED, REFUSED },
	{ "0x+1", SCALAR_STR, REFUSED, REFUSED },
	{ "0x", SCALAR_STR, REFUSED, REFUSED },
	{ "0o", SCALAR_STR, REFUSED, REFUSED },
	{ "0b2", SCALAR_STR, REFUSED, REFUSED },
	{ "+-1", SCALAR_STR, REFUSED, REFUSED },
	{ "1_000", SCALAR_INT, 1000, REFUSED },
	{ "1__0", SCALAR_INT, 10, REFUSED },
	{ "1_", SCALAR_INT, 1, REFUSED },
	{ "_1", SCALAR_STR, REFUSED, REFUSED },
	{ "-_1", SCALAR_INT, REFUSED, REFUSED },
	{ "0_x_1F", SCALAR_INT, 31, REFUSED },
	{ "1.", SCALAR_FLOAT, 1, REFUSED },
	{ ".5", SCALAR_FLOAT, 0, REFUSED },
	{ "80.9", SCALAR_FLOAT, 80, REFUSED },
	{ "-0.5", SCALAR_FLOAT, 0, REFUSED },
	{ "-1.0", SCALAR_FLOAT, REFUSED, REFUSED },
	{ "8e1", SCALAR_FLOAT, 80, REFUSED },
	{ "1_0.5", SCALAR_FLOAT, 10, REFUSED },
	{ "._5", SCALAR_STR, REFUSED, REFUSED },
	{ ".5_0", SCALAR_FLOAT, 0, REFUSED },
	{ "1.5e", SCALAR_STR, REFUSED, REFUSED },
	{ "1e400", SCALAR_STR, REFUSED, REFUSED },
	{ "0x1p4", SCALAR_STR, REFUSED, REFUSED },
	{ ".inf", SCALAR_FLOAT, REFUSED, REFUSED },
	{ "-.INF", SCALAR_FLOAT, REFUSED, REFUSED },
	{ ".NaN", SCALAR_FLOAT, REFUSED, REFUSED },
	{ "-.nan", SCALAR_STR, REFUSED, REFUSED },
	{ ".iNF", SCALAR_STR, REFUSED, REFUSED },
	{ "inf", SCALAR_STR, REFUSED, REFUSED },
	{ "1:30", SCALAR_STR, REFUSED, REFUSED },
	{ "4294967295", SCALAR_INT, UINT32_MAX, REFUSED },
	{ "4294967296", SCALAR_INT, REFUSED, REFUSED },
	{ "4294967295.9", SCALAR_FLOAT, UINT32_MAX, REFUSED },
	{ "4294967296.0", SCALAR_FLOAT, REFUSED, REFUSED },
	{ "18446744073709551615", SCALAR_INT, REFUSED, REFUSED },
	{ "18446744073709551616", SCALAR_FLOAT, REFUSED, REFUSED },
	{ "+9223372036854775808", SCALAR_FLOAT, REFUSED, REFUSED },
	{ "-9223372036854775808", SCALAR_INT, REFUSED, REFUSED },
	{ "-9223372036854775809", SCALAR_FLOAT, REFUSED, REFUSED },
	{ "<<", SCALAR_MERGE, REFUSED, REFUSED },
	{ "80Gi", SCALAR_STR, REFUSED, REFUSED },
	{ "nginx", SCALAR_STR, REFUSED, REFUSED },
	{ "2001-01-01", SCALAR_TIMESTAMP, REFUSED, REFUSED },
	{ "2001-1-1", SCALAR_TIMESTAMP, REFUSED, REFUSED },
	{ "2001-12-14t21:59:43.10-05:00", SCALAR_TIMESTAMP, REFUSED, REFUSED },
	{ "2001-12-14T1:2:3Z", SCALAR_TIMESTAMP, REFUSED, REFUSED },
	{ "2001-12-14   1:2:3,5", SCALAR_TIMESTAMP, REFUSED, REFUSED },
	{ "2001-12-14T21:59:43+24:60", SCALAR_TIMESTAMP, REFUSED, REFUSED },
	{ "2001-12-14T21:59:43+25:00", SCALAR_STR, REFUSED, REFUSED },
	{ "2001-12-14T21:59:43", SCALAR_STR, REFUSED, REFUSED },
	{ "2001-12-14T24:00:00Z", SCALAR_STR, REFUSED, REFUSED },
	{ "2001-12-14T23:60:00Z", SCALAR_STR, REFUSED, REFUSED },
	{ "2001-12-14T23:59:60Z", SCALAR_STR, REFUSED, REFUSED },
	{ "2001-12-14T23:59:59.Z", SCALAR_STR, REFUSED, REFUSED },
	{ "2001-12-14 23:59:59Z", SCALAR_STR, REFUSED, REFUSED },
	{ "2001-12-14 21:59:43.10 -5", SCALAR_STR, REFUSED, REFUSED },
	{ "2001-13-01", SCALAR_STR, REFUSED, REFUSED },
	{ "2001-00-01", SCALAR_STR, REFUSED, REFUSED },
	{ "2001-01-00", SCALAR_STR, REFUSED, REFUSED },
	{ "2001-001-1", SCALAR_STR, REFUSED, REFUSED },
	{ "201-01-01", SCALAR_STR, REFUSED, REFUSED },
	{ "20011-01-01", SCALAR_STR, REFUSED, REFUSED },
	{ "2001-01-01 ", SCALAR_STR, REFUSED, REFUSED },
};

static void check_numbers(const char *text, enum scalar_type tag, int64_t number, int boolean)
{
	uint32_t n = 42;
	bool b = true;
	bool good = scalar_to_uint32(str_of(text), tag, &n);

	ck_assert_msg(good == (number != REFUSED), "\"%s\" with tag %d: uint32 %s", text, (int)tag,
		      good ? "yes" : "no");
	ck_assert_msg(n == (good ? (uint64_t)number : 42), "\"%s\" with tag %d: %" PRIu32, text, (int)tag, n);
	good = scalar_to_bool(str_of(text), tag, &b);
	ck_assert_msg(good == (boolean != REFUSED), "\"%s\" with tag %d: bool %s", text, (int)tag, good ? "yes" : "no");
	ck_assert_msg(b == (good ? boolean == 1 : true), "\"%s\" with tag %d: wrong bool", text, (int)tag);
}

START_TEST(test_plain)
{
	enum scalar_type type = scalar_type_of(str_of(plain[_i].text));

	ck_assert_msg(type == plain[_i].type, "\"%s\" is %d", plain[_i].text, (int)type);
	ck_assert_msg(scalar_fits_tag(str_of(plain[_i].text), type), "\"%s\" does not fit itself", plain[_i].text);
	check_numbers(plain[_i].text, type, plain[_i].number, plain[_i].boolean);
}
END_TEST

static int days_of(int year, int month)
{
	if (month == 2)
		return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

START_TEST(test_days)
{
	static const int years[] = { 0, 1900, 2000, 2001, 2004, 2100, 9999 };

	for (size_t i = 0; i < sizeof(years) / sizeof(years[0]); i++)
		for (int month = 0; month <= 13; month++)
			for (int day = 0; day <= 32; day++) {
				bool is_day = month >= 1 && month <= 12 && day >= 1 && day <= days_of(years[i], month);
				char text[32];

				snprintf(text, sizeof(text), "%04d-%02d-%02d", years[i], month, day);
				ck_assert_msg((scalar_type_of(str_of(text)) == SCALAR_TIMESTAMP) == is_day, "%s", text);
			}
}
END_TEST

static const struct {
	const char *text;
	enum scalar_type tag;
	bool fits;
	int64_t number;
	int boolean;
} tagged[] = {
	{ "80", SCALAR_INT, true, 80, REFUSED },
	{ "80", SCALAR_FLOAT, true, 80, REFUSED },
	{ "-1", SCALAR_FLOAT, true, REFUSED, REFUSED },
	{ "-0x0", SCALAR_FLOAT, true, 0, REFUSED },
	{ "80", SCALAR_STR, true, REFUSED, REFUSED },
	{ "80", SCALAR_OTHER, true, REFUSED, REFUSED },
	{ "80", SCALAR_BINARY, false, REFUSED, REFUSED },
	{ "80", SCALAR_BOOL, false, REFUSED, REFUSED },
	{ "80", SCALAR_NULL, false, REFUSED, REFUSED },
	{ "80", SCALAR_TIMESTAMP, false, REFUSED, REFUSED },
	{ "1.0", SCALAR_INT, false, REFUSED, REFUSED },
	{ "nginx", SCALAR_INT, false, REFUSED, REFUSED },
	{ "nginx", SCALAR_FLOAT, false, REFUSED, REFUSED },
	{ "", SCALAR_INT, false, REFUSED, REFUSED },
	{ "", SCALAR_STR, true, REFUSED, REFUSED },
	{ "", SCALAR_NULL, true, 0, 0 },
	{ "x", SCALAR_NULL, false, REFUSED, REFUSED },
	{ "9223372036854775807", SCALAR_FLOAT, true, REFUSED, REFUSED },
	{ "9223372036854775808", SCALAR_FLOAT, false, REFUSED, REFUSED },
	{ "18446744073709551616", SCALAR_FLOAT, true, REFUSED, REFUSED },
	{ "2001-01-01", SCALAR_TIMESTAMP, true, REFUSED, REFUSED },
	{ "2001-01-01", SCALAR_INT, false, REFUSED, REFUSED },
	{ "true", SCALAR_BOOL, true, REFUSED, 1 },
	{ "true", SCALAR_STR, true, REFUSED, REFUSED },
	{ "true", SCALAR_OTHER, true, REFUSED, REFUSED },
	{ "yes", SCALAR_BOOL, false, REFUSED, REFUSED },
	{ "yes", SCALAR_OTHER, true, REFUSED, 1 },
	{ "no", SCALAR_MERGE, true, REFUSED, 0 },
	{ "eWVz", SCALAR_BINARY, true, REFUSED, 1 },
	{ "b\n2Zm\n", SCALAR_BINARY, true, REFUSED, 0 },
	{ "eWVzeWVz", SCALAR_BINARY, true, REFUSED, REFUSED },
	{ "eWVz=", SCALAR_BINARY, false, REFUSED, REFUSED },
};

START_TEST(test_tagged)
{
	bool fits = scalar_fits_tag(str_of(tagged[_i].text), tagged[_i].tag);

	ck_assert_msg(fits == tagged[_i].fits, "\"%s\" with tag %d", tagged[_i].text, (int)tagged[_i].tag);
	check_numbers(tagged[_i].text, tagged[_i].tag, tagged[_i].number, tagged[_i].boolean);
}
END_TEST

static void write_binary(char *out, uint32_t n)
{
	char *p = out + sprintf(out, "0b");

	for (int bit = 31; bit >= 0; bit--)
		*p++ = n >> bit & 1 ? '1' : '0';
	*p = '\0';
}

// Every way to write a number gives the number, with underscores anywhere but in front.
START_TEST(test_spellings)
{
	static const char *const formats[] = { "%" PRIu32,       "+%" PRIu32,      "0x%" PRIx32,
					       "0X%" PRIX32,     "0o%" PRIo32,     "0%" PRIo32,
					       "%" PRIu32 ".75", "%" PRIu32 ".e0", "%" PRIu32 "000e-3" };
	const size_t n_formats = sizeof(formats) / sizeof(formats[0]);
	uint64_t state = 3;

	for (size_t i = 0; i < 20000; i++) {
		uint32_t n = (uint32_t)random_next(&state) >> random_below(&state, 32), got = 42;
		char text[40], spread[80], *p = spread;

		if (i % (n_formats + 1) == n_formats)
			write_binary(text, n);
		else
			snprintf(text, sizeof(text), formats[i % (n_formats + 1)], n);
		for (const char *q = text; *q; q++) {
			*p++ = *q;
			if (random_below(&state, 4) == 0)
				*p++ = '_';
		}
		*p = '\0';
		expect(scalar_to_uint32(str_of(spread), scalar_type_of(str_of(spread)), &got), "%s", spread);
		expect(got == n, "%s became %" PRIu32, spread, got);
	}
}
END_TEST

START_TEST(test_calendar)
{
	static const unsigned years[] = { 0, 4, 100, 1900, 1999, 2000, 2001, 2004, 2100, 2400, 9999 };
	static const unsigned lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	for (size_t i = 0; i < sizeof(years) / sizeof(years[0]); i++) {
		unsigned year = years[i];
		bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

		for (unsigned date = 0; date < 100 * 100; date++) {
			unsigned month = date / 100, day = date % 100;
			bool exists = month >= 1 && month <= 12 && day >= 1 &&
				      day <= lengths[month - 1] + (month == 2 && is_leap);
			char text[16];

			snprintf(text, sizeof(text), date % 2 ? "%04u-%02u-%02u" : "%04u-%u-%u", year, month, day);
			expect((scalar_type_of(str_of(text)) == SCALAR_TIMESTAMP) == exists, "%s", text);
		}
	}
}
END_TEST

// The types and their values hang together on any text.
START_TEST(test_random_texts)
{
	uint64_t state = 4;

	for (int i = 0; i < 200000; i++) {
		char text[13];
		struct str s = { text, random_text(&state, "00112789--++__..xXoObeEnN~fFtaiTZ:Y<\xFF", 12, text) };
		enum scalar_type type = scalar_type_of(s);
		uint32_t n = 0;
		bool b;

		expect(scalar_fits_tag(s, type) && scalar_fits_tag(s, SCALAR_STR), "\"%s\"", text);
		for (int tag = SCALAR_NULL; tag <= SCALAR_FLOAT; tag++)
			if (tag != (int)type && !(tag == SCALAR_FLOAT && type == SCALAR_INT))
				expect(!scalar_fits_tag(s, (enum scalar_type)tag), "\"%s\" %d", text, tag);
		if (scalar_to_uint32(s, type, &n))
			expect(type == SCALAR_INT || type == SCALAR_FLOAT || (type == SCALAR_NULL && n == 0), "\"%s\"",
			       text);
		if (scalar_to_bool(s, type, &b))
			expect(type == SCALAR_BOOL || type == SCALAR_NULL || type == SCALAR_STR, "\"%s\"", text);
	}
	ck_assert_int_eq(scalar_type_of(STR("1\0")), SCALAR_STR);
	ck_assert_int_eq(scalar_type_of(STR("true\0")), SCALAR_STR);
}
END_TEST

Suite *resolve_suite(void)
{
	Suite *suite = suite_create("resolve");
	TCase *tcase = tcase_create("resolve");

	tcase_add_test(tcase, test_days);
	tcase_add_loop_test(tcase, test_plain, 0, (int)(sizeof(plain) / sizeof(plain[0])));
	tcase_add_loop_test(tcase, test_tagged, 0, (int)(sizeof(tagged) / sizeof(tagged[0])));
	tcase_add_test(tcase, test_spellings);
	tcase_add_test(tcase, test_calendar);
	tcase_add_test(tcase, test_random_texts);
	suite_add_tcase(suite, tcase);
	return suite;
}
