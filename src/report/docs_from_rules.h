// SPDX-License-Identifier: Apache-2.0
// In: the rules. Out: texts about them, for a person or a program.
#ifndef AKASHLINT_REPORT_DOCS_FROM_RULES_H
#define AKASHLINT_REPORT_DOCS_FROM_RULES_H

#include "base/str.h"
#include "diag/rule.h"

// `is_shown` has a place for each rule; NULL: show all.
void rules_table(struct strbuf *out, const bool *is_shown, bool has_color);
void rules_json(struct arena *arena, struct strbuf *out, const bool *is_shown);
// The part of akashlint-rules(7) that is made from the rules.
void rules_mdoc(struct strbuf *out);
// All about one rule, with its examples: what the bad one gives, and how the good one differs.
void explain_rule(struct arena *arena, struct strbuf *out, const struct rule *rule, bool has_color);
// ", rejected by the network": follows a severity. REJECTED_BY_*.
const char *rejection_text(unsigned rejected_by);
// How to silence a rule, in full sentences.
const char *silencing_text(struct arena *arena, const struct rule *rule);

#endif
