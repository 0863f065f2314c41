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

int os_today(void)
{
	time_t now = time(NULL);
	struct tm day;

	return gmtime_r(&now, &day) ? (day.tm_year + 1900) * 10000 + (day.tm_mon + 1) * 100 + day.tm_mday : 0;
}
