// SPDX-License-Identifier: Apache-2.0
// In: where a finding is. Out: its location for a report to another program.
#ifndef AKASHLINT_REPORT_LOCATION_H
#define AKASHLINT_REPORT_LOCATION_H

#include "report/report.h"

struct location {
	struct position start, end; // the end is exclusive
};

struct location location_of(struct run *run, struct span span);
// The same with columns that count bytes of UTF-8, a byte order mark included.
struct location byte_location_of(struct run *run, struct span span);
// The file as seen from the folder of the repository, as far as it is below it: no "./" in front.
const char *report_path(const struct report *report, const struct run *run);
// A relative reference, or file:///... for what is not below the folder.
const char *uri_from_path(struct arena *arena, const char *path);
// The message, and the help in a second line.
const char *whole_message(struct arena *arena, const struct diag *diag);

#endif
