// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the rules about suppressions.
#include "suppress/suppressions.h"

const struct rule rule_suppression_malformed = {
	.id = "suppression-malformed",
	.severity = SEVERITY_WARNING,
	.summary = "a malformed akashlint comment",
	.why = "A comment that starts with \"akashlint:\" names the rules to ignore here. A malformed one has no effect, and the finding is still reported.",
	.fix = "Write # akashlint: ignore[RULE] and a reason, with rule names in the brackets; ignore-file[RULE] applies to the whole file.",
	.source = "akashlint(1), Comments",
};

const struct rule rule_suppression_no_reason = {
	.id = "suppression-no-reason",
	.severity = SEVERITY_INFO,
	.is_pedantic = true,
	.summary = "a suppression without a reason",
	.why = "Without a reason the next reader can't judge whether the suppression is still right.",
	.fix = "Write the reason after the brackets.",
	.source = "akashlint(1), Comments",
};

const struct rule rule_suppression_unknown_rule = {
	.id = "suppression-unknown-rule",
	.severity = SEVERITY_WARNING,
	.summary = "a suppression of an unknown rule",
	.why = "No rule has this name or matches this glob, so nothing is ignored.",
	.fix = "Write the name that is shown in brackets after the finding; \"akashlint rules\" lists all names.",
	.source = "akashlint(1), Comments",
};

const struct rule rule_suppression_unused = {
	.id = "suppression-unused",
	.severity = SEVERITY_WARNING,
	.summary = "a suppression that has no effect",
	.why = "The finding was fixed or has moved. Left in place, the comment hides the next finding of that rule here.",
	.fix = "Remove the comment, or the unused name from its brackets.",
	.source = "akashlint(1), Comments",
};
