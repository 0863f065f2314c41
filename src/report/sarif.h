// SPDX-License-Identifier: Apache-2.0
// In: rules. Out: their entries in a SARIF report.
#ifndef AKASHLINT_REPORT_SARIF_H
#define AKASHLINT_REPORT_SARIF_H

#include "diag/rule.h"
#include "report/json.h"

const char *sarif_level(enum severity severity);
// An object with "text" under `key`.
json_t *sarif_put_message(struct json *json, json_t *object, const char *key, const char *text);
// An entry of tool.driver.rules.
void sarif_push_rule(struct json *json, json_t *rules, const struct rule *rule);

#endif
