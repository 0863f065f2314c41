// SPDX-License-Identifier: Apache-2.0
// In: sdl/duration. Out: whether texts give the nanoseconds that Go counts.
#include <check.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/arena.h"
#include "property.h"
#include "sdl/duration.h"

Suite *duration_suite(void);

#define SECOND INT64_C(1000000000)

static const struct {
	const char *text;
	enum duration_fault fault;
	int64_t nanoseconds;
} durations[] = {
	{ "1h", DURATION_OK, 3600 * SECOND },
	{ "1h30m", DURATION_OK, 5400 * SECOND },
	{ ".5s", DURATION_OK, SECOND / 2 },
	{ "1.s", DURATION_OK, SECOND },
	{ "+1h", DURATION_OK, 3600 * SECOND },
	{ "-1h", DURATION_OK, -3600 * SECOND },
	{ "1m1h", DURATION_OK, 3660 * SECOND },
	{ "1ns", DURATION_OK, 1 },
	{ "1us", DURATION_OK, 1000 },
	{ "1\xC2\xB5s", DURATION_OK, 1000 },
	{ "1\xCE\xBCs", DURATION_OK, 1000 },
	{ "1ms", DURATION_OK, 1000000 },
	{ "0", DURATION_OK, 0 },
	{ "-0", DURATION_OK, 0 },
	{ "0s", DURATION_OK, 0 },
	{ "0.9ns", DURATION_OK, 0 },
	{ "1.00000000000000000000000000000000000001s", DURATION_OK, SECOND },
	{ "1.23456789012345678901234567890s", DURATION_OK, 1234567890 },
	{ "2562047h47m16.854775807s", DURATION_OK, INT64_MAX },
	{ "-2562047h47m16.854775808s", DURATION_OK, INT64_MIN },
	{ "2562047h47m16.854775808s", DURATION_OVERFLOW, 0 },
	{ "2562048h", DURATION_OVERFLOW, 0 },
	{ "5124096h", DURATION_OVERFLOW, 0 },
	{ "9223372036854775809ns", DURATION_OVERFLOW, 0 },
	{ "99999999999999999999ns", DURATION_OVERFLOW, 0 },
	{ "9223372036854775808ns9223372036854775808ns1h", DURATION_OK, 3600 * SECOND },
	{ "", DURATION_EMPTY, 0 },
	{ "-", DURATION_EMPTY, 0 },
	{ "h", DURATION_SYNTAX, 0 },
	{ ".s", DURATION_SYNTAX, 0 },
	{ "1h-1m", DURATION_UNKNOWN_UNIT, 0 },
	{ "--1h", DURATION_SYNTAX, 0 },
	{ "abc", DURATION_SYNTAX, 0 },
	{ " 1h", DURATION_SYNTAX, 0 },
	{ "3600", DURATION_NO_UNIT, 0 },
	{ "1h30", DURATION_NO_UNIT, 0 },
	{ "1.2.3s", DURATION_NO_UNIT, 0 },
	{ "00", DURATION_NO_UNIT, 0 },
	{ "1d", DURATION_UNKNOWN_UNIT, 0 },
	{ "1H", DURATION_UNKNOWN_UNIT, 0 },
	{ "1 h", DURATION_UNKNOWN_UNIT, 0 },
	{ "1h ", DURATION_UNKNOWN_UNIT, 0 },
	{ "1e3s", DURATION_UNKNOWN_UNIT, 0 },
	{ "1\xB5s", DURATION_UNKNOWN_UNIT, 0 },
};

START_TEST(test_duration)
{
	int64_t got = 42;
	enum duration_fault fault = duration_from_str(str_of(durations[_i].text), &got);

	ck_assert_msg(fault == durations[_i].fault, "\"%s\": fault %d", durations[_i].text, (int)fault);
	ck_assert_msg(got == (fault ? 42 : durations[_i].nanoseconds), "\"%s\": %" PRId64, durations[_i].text, got);
}
END_TEST

START_TEST(test_nul)
{
	int64_t got;

	ck_assert_int_eq(duration_from_str(STR("1h\0"), &got), DURATION_UNKNOWN_UNIT);
}
END_TEST

// Terms in any order add up.
START_TEST(test_sums)
{
	static const struct {
		const char *unit;
		int64_t nanoseconds;
	} units[] = { { "h", 3600 * SECOND }, { "m", 60 * SECOND }, { "s", SECOND },
		      { "ms", 1000000 },      { "us", 1000 },       { "ns", 1 } };
	uint64_t state = 11;

	for (int i = 0; i < 20000; i++) {
		char text[200] = "";
		size_t len = 0, n = 1 + random_below(&state, 5);
		int64_t want = 0, got = 42;
		bool negative = random_below(&state, 2);

		len += (size_t)snprintf(text, sizeof(text), "%s", negative ? "-" : i % 2 ? "+" : "");
		for (size_t k = 0; k < n; k++) {
			size_t u = random_below(&state, 6);
			int64_t whole = (int64_t)random_below(&state, 100000), half = u < 5 && k % 2 ? 5 : 0;

			len += (size_t)snprintf(text + len, sizeof(text) - len, "%" PRId64 "%s%s", whole,
						half ? ".5" : "", units[u].unit);
			want += whole * units[u].nanoseconds + (half ? units[u].nanoseconds / 2 : 0);
		}
		expect(duration_from_str(str_of(text), &got) == DURATION_OK, "%s", text);
		expect(got == (negative ? -want : want), "%s became %" PRId64, text, got);
	}
}
END_TEST

// What is read is made of numbers and units only.
START_TEST(test_random_texts)
{
	uint64_t state = 12;

	for (int i = 0; i < 200000; i++) {
		char text[11];
		struct str s = { text, random_text(&state, "0159.hmsun-+ ", 10, text) };
		int64_t got;

		if (duration_from_str(s, &got) != DURATION_OK)
			continue;
		expect(!strchr(text, ' ') && strpbrk(text, "0159"), "\"%s\"", text);
		expect(strpbrk(text, "hms") || got == 0, "\"%s\"", text);
		expect((got < 0) <= (text[0] == '-'), "\"%s\"", text);
	}
}
END_TEST

static const struct {
	int64_t nanoseconds;
	const char *text;
} texts[] = {
	{ 0, "0s" },
	{ 1, "0.000000001s" },
	{ SECOND / 2, "0.5s" },
	{ 90 * SECOND, "1m30s" },
	{ 3600 * SECOND, "1h" },
	{ 86400 * SECOND, "24h" },
	{ 86400 * SECOND + SECOND / 2, "24h0.5s" },
	{ 86399 * SECOND + 999 * SECOND / 1000, "23h59m59.999s" },
	{ -60 * SECOND, "-1m" },
	{ INT64_MAX, "2562047h47m16.854775807s" },
	{ INT64_MIN, "-2562047h47m16.854775808s" },
};

START_TEST(test_text)
{
	struct arena arena;
	struct strbuf text;
	int64_t again = 1;

	arena_init(&arena);
	text = strbuf_in(&arena);
	duration_to_text(&text, texts[_i].nanoseconds);
	ck_assert_str_eq(text.text, texts[_i].text);
	ck_assert_int_eq(duration_from_str(str_of(text.text), &again), DURATION_OK);
	ck_assert_int_eq(again, texts[_i].nanoseconds);
	arena_clear(&arena);
}
END_TEST

Suite *duration_suite(void)
{
	Suite *suite = suite_create("duration");
	TCase *tcase = tcase_create("duration");

	tcase_add_loop_test(tcase, test_duration, 0, (int)(sizeof(durations) / sizeof(durations[0])));
	tcase_add_test(tcase, test_nul);
	tcase_add_test(tcase, test_sums);
	tcase_add_test(tcase, test_random_texts);
	tcase_add_loop_test(tcase, test_text, 0, (int)COUNT_OF(texts));
	suite_add_tcase(suite, tcase);
	return suite;
}
