// SPDX-License-Identifier: Apache-2.0
// In: edits of a text that may be what its writer meant. Out: whether findings are gone with them.
//
// Nobody can say of an odd character alone whether it is a mistake. So the file is examined once more with the right
// ones: what is not found any more came from them.
#ifndef AKASHLINT_HELP_TEXT_TRIAL_H
#define AKASHLINT_HELP_TEXT_TRIAL_H

#include "query/common.h"

// Finds all that is wrong with the source of a run, as `lint` does before it looks for causes.
typedef void examine_fn(struct run *run);

struct text_trial {
	struct run *before, *after;
	struct edit *edits; // in the order of the text
	size_t n_edits;
	struct table known; // rule and message of the findings that are still there
};

bool is_worth_trying(const struct run *run);
// True where the text with the edits is better: fewer findings, no new error.
bool try_text(struct text_trial *trial, examine_fn *examine);
// The edit to point at: one in the line of a finding that is gone, or else the first.
size_t edit_to_be_named(struct text_trial *trial);
// The finding in place of those that are gone, with the edits as its fix.
struct diag *report_trial(struct text_trial *trial, const struct rule *rule, struct span span, const char *message,
			  const char *fix);

#endif
