// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the time, as a POSIX system has it.
#include "os/clock.h"

#include <time.h>

uint64_t os_milliseconds(void)
{
	struct timespec now;

	if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
		return 0;
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

int day_of_time(int64_t seconds)
{
	// In years that begin in March a leap day is the last; 400 of them have as many days as any other 400.
	enum { SECONDS = 24 * 60 * 60, DAYS_TO_1970 = 719468, DAYS_400 = 146097, DAYS_100 = 36524, DAYS_4 = 1460 };
	int64_t days = seconds / SECONDS + DAYS_TO_1970, day = days % DAYS_400;
	int year = (int)((day - day / DAYS_4 + day / DAYS_100 - day / (DAYS_400 - 1)) / 365);
	int of_year = (int)day - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;

	year += (int)(days / DAYS_400) * 400 + (month >= 10);
	return year * 10000 + (month < 10 ? month + 3 : month - 9) * 100 + of_year - (153 * month + 2) / 5 + 1;
}

int os_today(void)
{
	return day_of_time(time(NULL));
}
