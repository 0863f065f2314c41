// SPDX-License-Identifier: Apache-2.0
// In: moments. Out: whether each is of the day that the C library has for it.
#include <check.h>
#include <time.h>

#include "os/clock.h"

enum { DAY = 24 * 60 * 60 };

static void expect_day(int64_t seconds)
{
	time_t moment = (time_t)seconds;
	struct tm day;

	if (!gmtime_r(&moment, &day) ||
	    day_of_time(seconds) != (day.tm_year + 1900) * 10000 + (day.tm_mon + 1) * 100 + day.tm_mday)
		ck_abort_msg("second %lld", (long long)seconds);
}

START_TEST(test_days)
{
	for (int64_t day = 0; day < 366 * 420; day++)
		expect_day(day * DAY);
	for (int64_t second = 0; second < 2 * DAY; second += 7)
		expect_day(1795824000 + second);
}
END_TEST

// Midnight may come in between.
START_TEST(test_today)
{
	int before = day_of_time(time(NULL)), today = os_today(), after = day_of_time(time(NULL));

	ck_assert(before <= today && today <= after);
}
END_TEST

Suite *clock_suite(void)
{
	Suite *suite = suite_create("clock");
	TCase *tcase = tcase_create("clock");

	tcase_add_test(tcase, test_days);
	tcase_add_test(tcase, test_today);
	suite_add_tcase(suite, tcase);
	return suite;
}
