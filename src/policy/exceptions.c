// SPDX-License-Identifier: Apache-2.0
// In: settings and the name of a file. Out: the exceptions that the policy makes for it.
#include "base/glob.h"
#include "diag/levels.h"
#include "policy/policy.h"

bool policy_exception_holds(const struct settings *settings, const struct policy_exception *exception)
{
	return exception->until == 0 || settings->today <= exception->until;
}

// "bench/**" is relative to the current folder; a leading "./" does not matter.
bool policy_exception_is_for(const struct policy_exception *exception, const char *name)
{
	struct str file = str_of(name);

	while (str_has_prefix(file, "./"))
		file = str_slice(file, 2, file.len);
	return glob_matches(exception->file, file);
}

const struct policy_exception *policy_next_exception(const struct settings *settings, const char *name, size_t *next)
{
	const struct policy *policy = settings->policy;

	while (policy && *next < policy->n_exceptions) {
		const struct policy_exception *exception = &policy->exceptions[(*next)++];

		if (policy_exception_is_for(exception, name) && policy_exception_holds(settings, exception))
			return exception;
	}
	return NULL;
}

void policy_except(const struct settings *settings, const char *name, unsigned char *levels)
{
	const struct policy_exception *exception;
	size_t next = 0;

	while ((exception = policy_next_exception(settings, name, &next)))
		levels_change(levels, exception->rule, LEVEL_SET, exception->level);
}
