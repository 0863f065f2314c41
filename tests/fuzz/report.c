// SPDX-License-Identifier: Apache-2.0
// In: the name of a file and its bytes. Out: every report on it; those that are JSON can be read.
#include <jansson.h>

#include "fuzz/fuzz.h"
#include "lint.h"
#include "report/report.h"

void fuzz_report(struct arena *arena, struct str input)
{
	static const struct report_format *const formats[] = { &report_human,      &report_json,   &report_sarif,
							       &report_github,     &report_gitlab, &report_junit,
							       &report_checkstyle, &report_gcc,    &report_rdjsonl };
	struct str name = fuzz_take_part(&input);
	struct run run;

	lint(&run, arena, &default_settings, arena_strndup(arena, name.ptr, name.len), input);
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		struct report report;
		json_t *json;

		report_begin(&report, formats[i], arena);
		report.style.has_color = i % 2 == 0;
		report_file(&report, &run);
		report_end(&report);
		if (formats[i] == &report_json || formats[i] == &report_sarif || formats[i] == &report_gitlab) {
			json = json_loadb(report.out.text, report.out.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL,
					  NULL);
			HOLDS(json);
			json_decref(json);
		}
	}
}
