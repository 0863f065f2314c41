// SPDX-License-Identifier: Apache-2.0
// In: the settings of a run, and a rule. Out: the level of the rule.
#include "diag/settings.h"

enum severity rule_level(const struct settings *settings, const struct rule *rule)
{
	if ((rule->needs_providers && !settings->inventory) || (rule->needs_prices && !settings->market) ||
	    (rule->is_for_console && !settings->is_for_console))
		return SEVERITY_OFF;
	return settings->levels ? (enum severity)settings->levels[rule_index(rule)] : rule_default_level(rule);
}
