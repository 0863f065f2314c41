// SPDX-License-Identifier: Apache-2.0
// In: the exceptions of the policy. Out: a finding for each that is over and would be for this file.
#include "rules/common.h"
#include "rules/policy_common.h"

static void check_exceptions(struct run *run, const struct sdl *sdl);

const struct rule rule_policy_exception_expired = {
	.id = "policy-exception-expired",
	.severity = SEVERITY_WARNING,
	.is_pedantic = true,
	.summary = "an exception of the policy for this file is over",
	.why = "The policy excepted the file from a rule until a day that is past, so the rule holds again.",
	.fix = "Mend what the exception was for, or give it another day.",
	.source = "the policy given with --policy",
	.on = { .sdl = check_exceptions },
};

static void check_exceptions(struct run *run, const struct sdl *sdl)
{
	const struct policy *policy = run->settings->policy;

	for (size_t i = 0; policy && i < policy->n_exceptions; i++) {
		const struct policy_exception *exception = &policy->exceptions[i];
		struct diag *diag;

		if (!policy_exception_is_for(exception, run->source.name) || policy_exception_holds(run->settings, exception))
			continue;
		diag = report(run, &rule_policy_exception_expired, first_key(sdl->root), "the exception from %s ended on %04d-%02d-%02d: %s",
			      quoted(run, exception->rule), exception->until / 10000, exception->until / 100 % 100, exception->until % 100,
			      escaped(run, exception->reason));
		diag_help(run, diag, "mend what it was for, or give it another day");
	}
}
