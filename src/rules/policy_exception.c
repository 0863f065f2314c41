// SPDX-License-Identifier: Apache-2.0
// In: the exceptions of the policy. Out: a finding for each that is over and would be for this file.
#include "query/policy_common.h"

static void check_exceptions(struct run *run, const struct sdl *sdl);

const struct rule rule_policy_exception_expired = {
	.id = "policy-exception-expired",
	.severity = SEVERITY_WARNING,
	.is_pedantic = true,
	.summary = "the policy's exception for this file has expired",
	.why = "The policy exempted the file from a rule until a day that has passed, so the rule applies again.",
	.fix = "Fix the exempted finding and remove the exception from the policy, or extend it.",
	.source = "the policy given with --policy",
	.on = { .sdl = check_exceptions },
};

static void report_end(struct run *run, const struct sdl *sdl, const struct policy_exception *exception)
{
	int year = exception->until / 10000, month = exception->until / 100 % 100, day = exception->until % 100;
	struct diag *diag = diag_add(run, &rule_policy_exception_expired, first_key(sdl->root),
				     "the exception from %s for this file ended on %04d-%02d-%02d",
				     quoted(run, exception->rule), year, month, day);

	diag_help(run, diag, "fix the exempted finding, or extend the exception in the policy; its reason: %s",
		  escaped(run, exception->reason));
}

static void check_exceptions(struct run *run, const struct sdl *sdl)
{
	const struct policy *policy = run->settings->policy;

	for (size_t i = 0; policy && i < policy->n_exceptions; i++)
		if (policy_exception_is_for(&policy->exceptions[i], run->source.name) &&
		    !policy_exception_holds(run->settings, &policy->exceptions[i]))
			report_end(run, sdl, &policy->exceptions[i]);
}
