// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the supported formats, by kind of output.
#ifndef AKASHLINT_REPORT_FORMATS_H
#define AKASHLINT_REPORT_FORMATS_H

#include "report/report.h"

enum output_kind {
	OUTPUT_HUMAN, // a text: there is nothing to choose
	OUTPUT_TEXT,  // a text or JSON, which the command makes itself: the formats are names only
	OUTPUT_FINDINGS,
	OUTPUT_RESOURCES, // this and what follows is asked of an SDL that is accepted
	OUTPUT_MATCHES,
	OUTPUT_BIDS,
};

// In the order that lists show, the default first; ends with NULL.
const struct report_format *const *formats_of(enum output_kind kind);
// NULL: there is none of that name.
const struct report_format *format_by_name(enum output_kind kind, struct str name);

// Nothing for an SDL that the network rejects: the caller shows why.
extern const struct report_format report_bids_table, report_bids_json, report_bids_html;
extern const struct report_format report_match_table, report_match_json, report_match_html;

// If the network rejects the SDL, JSON has null and the others nothing: the caller shows why.
extern const struct report_format report_resources_table, report_resources_json, report_resources_html;
extern const struct report_format report_resources_screening;

#endif
