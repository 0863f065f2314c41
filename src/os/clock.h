// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the time.
#ifndef AKASHLINT_OS_CLOCK_H
#define AKASHLINT_OS_CLOCK_H

#include <stdint.h>

// Since some moment; it never goes back.
uint64_t os_milliseconds(void);
// YYYYMMDD in UTC; 0 if there is no clock.
int os_today(void);
// The day of a time in seconds since 1970 began.
int day_of_time(int64_t seconds);

#endif
