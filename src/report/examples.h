// SPDX-License-Identifier: Apache-2.0
// In: the name of a rule. Out: its examples, built in from examples/rules, and the settings they are checked with.
#ifndef AKASHLINT_REPORT_EXAMPLES_H
#define AKASHLINT_REPORT_EXAMPLES_H

#include "base/str.h"
#include "diag/settings.h"

struct arena;

enum example { EXAMPLE_BAD, EXAMPLE_GOOD };

// Empty when there is none.
struct str example_of(const char *rule_id, enum example which);
const char *example_name(struct arena *arena, const struct rule *rule, enum example which);
// The rule is on even if it is off by default; one of policies has examples/rules/policy.json, on a day of that
// year, and one of providers examples/rules/providers.json.
const struct settings *example_settings(struct arena *arena, const struct rule *rule, enum example which);

#endif
