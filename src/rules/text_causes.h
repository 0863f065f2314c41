// SPDX-License-Identifier: Apache-2.0
// In: all findings of a file. Out: fewer, where the text itself shows what they come from.
#ifndef AKASHLINT_RULES_TEXT_CAUSES_H
#define AKASHLINT_RULES_TEXT_CAUSES_H

#include "help/text_trial.h"

// A file of another tool, as its model shows before anything is checked: that is the only finding then, and the answer
// true. Where the rule is off the file is checked as an SDL.
bool name_other_tool(struct run *run);
// The same of a file in another language, once it is rejected.
bool name_other_language(struct run *run);
// The same of an SDL without any indentation.
bool name_lost_indent(struct run *run);
// Findings about placeholders of a template that nobody has filled in: one for all.
void name_placeholders(struct run *run);
// Findings that are gone once characters that only look like those of YAML are written as they must be: one for all.
void name_lookalikes(struct run *run, examine_fn *examine);
// The same of keys without a space after their colon.
void name_close_colons(struct run *run, examine_fn *examine);
// What breaks the YAML, where one small edit around the place at which the parser stopped repairs it.
void name_broken_line(struct run *run, examine_fn *examine);
// Joins findings that say the same about several entries of a list. They must be sorted.
void join_same_findings(struct run *run);

#endif
