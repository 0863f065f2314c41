// SPDX-License-Identifier: Apache-2.0
// In: settings and the name of a file. Out: the settings for that file, with the policy's exceptions.
#include <string.h>

#include "base/arena.h"
#include "base/glob.h"
#include "diag/levels.h"
#include "policy/policy.h"

bool policy_exception_holds(const struct settings *settings, const struct policy_exception *exception)
{
	return exception->until == 0 || settings->today <= exception->until;
}

// "bench/**" is meant from the folder that the tool runs in, and from wherever "./" leads.
bool policy_exception_is_for(const struct policy_exception *exception, const char *name)
{
	struct str file = str_of(name);

	while (str_has_prefix(file, "./"))
		file = str_slice(file, 2, file.len);
	return glob_matches(exception->file, file);
}

const struct settings *settings_for_file(struct arena *arena, const struct settings *settings, const char *name)
{
	const struct policy *policy = settings->policy;
	struct settings *own = NULL;
	unsigned char *levels = NULL;

	for (size_t i = 0; policy && i < policy->n_exceptions; i++) {
		const struct policy_exception *exception = &policy->exceptions[i];

		if (!policy_exception_is_for(exception, name) || !policy_exception_holds(settings, exception))
			continue;
		if (!own) {
			own = arena_alloc(arena, sizeof(*own));
			levels = arena_alloc(arena, n_all_rules);
			memcpy(levels, settings->levels, n_all_rules);
			*own = *settings;
			own->levels = levels;
		}
		levels_change(levels, exception->rule, LEVEL_SET, exception->level);
	}
	return own ? own : settings;
}
