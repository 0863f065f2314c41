// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the supported formats, by kind of output.
#include "report/formats.h"

#define ROW(name) &report_##name,
static const struct report_format *const findings_formats[] = { REPORT_FORMATS(ROW) NULL };
#undef ROW
static const struct report_format *const resources_formats[] = {
	&report_resources_table, &report_resources_json, &report_resources_html, &report_resources_screening, NULL,
};
static const struct report_format *const matches_formats[] = {
	&report_match_table,
	&report_match_json,
	&report_match_html,
	NULL,
};
static const struct report_format *const bids_formats[] = {
	&report_bids_table,
	&report_bids_json,
	&report_bids_html,
	NULL,
};
static const struct report_format human = { .name = "human" }, json = { .name = "json" };
static const struct report_format *const text_formats[] = { &human, &json, NULL };
static const struct report_format *const only_human[] = { &human, NULL };

const struct report_format *const *formats_of(enum output_kind kind)
{
	static const struct report_format *const *const formats[] = {
		[OUTPUT_HUMAN] = only_human,          [OUTPUT_TEXT] = text_formats,
		[OUTPUT_FINDINGS] = findings_formats, [OUTPUT_RESOURCES] = resources_formats,
		[OUTPUT_MATCHES] = matches_formats,   [OUTPUT_BIDS] = bids_formats,
	};

	return formats[kind];
}

const struct report_format *format_by_name(enum output_kind kind, struct str name)
{
	const struct report_format *const *format = formats_of(kind);

	while (*format && !str_is(name, (*format)->name))
		format++;
	return *format;
}
