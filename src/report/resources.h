// SPDX-License-Identifier: Apache-2.0
// In: checked files. Out: what their deployments request.
#ifndef AKASHLINT_REPORT_RESOURCES_H
#define AKASHLINT_REPORT_RESOURCES_H

#include "report/report.h"

// If the network rejects the SDL, JSON has null and the others nothing: the caller shows why.
extern const struct report_format report_resources_table, report_resources_json, report_resources_html;
extern const struct report_format report_resources_screening;

#endif
