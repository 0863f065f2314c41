// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the rules of comments that silence findings.
#include "suppress/suppressions.h"

const struct rule rule_suppression_malformed = {
	.id = "suppression-malformed",
	.severity = SEVERITY_WARNING,
	.summary = "a comment for akashlint that it can't understand",
	.why = "A comment that begins with \"akashlint:\" names the rules that are not to count here. One that can't be understood does nothing, and the finding that it was written for is told after all.",
	.fix = "Write # akashlint: ignore[RULE] and a reason, with the names of rules in the brackets; ignore-file[RULE] is for the whole file.",
	.source = "akashlint(1), Comments",
};

const struct rule rule_suppression_no_reason = {
	.id = "suppression-no-reason",
	.severity = SEVERITY_INFO,
	.is_pedantic = true,
	.summary = "a finding is ignored, and nobody says why",
	.why = "Whoever reads the file next can't tell whether the finding was looked at, or whether the reason still holds.",
	.fix = "Write the reason behind the brackets.",
	.source = "akashlint(1), Comments",
};

const struct rule rule_suppression_unknown_rule = {
	.id = "suppression-unknown-rule",
	.severity = SEVERITY_WARNING,
	.summary = "a comment ignores a rule that does not exist",
	.why = "The name in the brackets is not that of a rule, and as a glob fits none, so that nothing is ignored.",
	.fix = "Write the name as it stands behind the finding; \"akashlint rules\" lists them all.",
	.source = "akashlint(1), Comments",
};

const struct rule rule_suppression_unused = {
	.id = "suppression-unused",
	.severity = SEVERITY_WARNING,
	.summary = "a comment ignores a finding that is not there",
	.why = "What it was written for is mended or stands elsewhere by now. Left where it is, it will hide the next finding of that rule from whoever makes the mistake again.",
	.fix = "Remove the comment, or the name that is of no use from its brackets.",
	.source = "akashlint(1), Comments",
};
