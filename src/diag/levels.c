// SPDX-License-Identifier: Apache-2.0
// In: names of rules, with globs, and levels. Out: the level of each rule.
#include "diag/levels.h"

#include "base/glob.h"

void levels_init(unsigned char *levels)
{
	for (size_t i = 0; i < n_all_rules; i++)
		levels[i] = (unsigned char)rule_default_level(all_rules[i]);
}

void levels_clear(unsigned char *levels)
{
	for (size_t i = 0; i < n_all_rules; i++)
		if (!all_rules[i]->is_unreadable)
			levels[i] = SEVERITY_OFF;
}

unsigned char level_changed(const struct rule *rule, enum level_change change, enum severity level)
{
	if (change == LEVEL_ENABLE || change == LEVEL_SELECT)
		return (unsigned char)rule->severity;
	return (unsigned char)(change == LEVEL_DISABLE ? SEVERITY_OFF : level);
}

bool levels_change(unsigned char *levels, struct str glob, enum level_change change, enum severity level)
{
	bool is_found = false;

	for (size_t i = 0; i < n_all_rules; i++) {
		if (!glob_matches(glob, str_of(all_rules[i]->id)))
			continue;
		is_found = true;
		levels[i] = level_changed(all_rules[i], change, level);
	}
	return is_found;
}

bool severity_from_name(struct str name, enum severity *severity)
{
	for (int i = SEVERITY_OFF; i <= SEVERITY_ERROR; i++)
		if (str_is(name, severity_name((enum severity)i))) {
			*severity = (enum severity)i;
			return true;
		}
	return false;
}
