// SPDX-License-Identifier: Apache-2.0
// In: the name of a rule. Out: its examples, built in from examples/rules.
#ifndef AKASHLINT_REPORT_EXAMPLES_H
#define AKASHLINT_REPORT_EXAMPLES_H

#include "base/str.h"

enum example { EXAMPLE_BAD, EXAMPLE_GOOD };

// Empty when there is none.
struct str example_of(const char *rule_id, enum example which);

#endif
