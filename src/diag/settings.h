// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the settings of a run; shared by many runs and never written by them.
#ifndef AKASHLINT_DIAG_SETTINGS_H
#define AKASHLINT_DIAG_SETTINGS_H

#include <stdbool.h>

#include "diag/rule.h"

struct gpu_catalogue;
struct inventory;
struct known_denom;
struct market;
struct policy;

struct settings {
	bool is_for_console; // what Akash Console rejects is an error
	bool has_no_inline;  // comments of the file silence nothing
	const struct gpu_catalogue *catalogue;
	const struct policy *policy;       // or NULL
	int today;                         // YYYYMMDD, for exceptions of the policy that end
	const struct known_denom *rates;   // the caller's, before the built-in ones; ends with a NULL denom; or NULL
	const struct market *market;       // current GPU prices, or NULL
	const struct inventory *inventory; // provider inventories, or NULL
	const unsigned char *levels;       // enum severity by index into all_rules, or NULL: as each rule says
	// What they would be without the configuration of the file, to count what it silences; NULL: nothing.
	const unsigned char *loud_levels;
};

// The level that a rule's findings have: SEVERITY_OFF for none.
enum severity rule_level(const struct settings *settings, const struct rule *rule);
// Whether only the configuration of the file turns the rule off.
static inline bool is_rule_silenced(const struct settings *settings, size_t index)
{
	return settings->loud_levels && settings->levels[index] == SEVERITY_OFF &&
	       settings->loud_levels[index] != SEVERITY_OFF;
}
// The level without any setting: that of the rule, and SEVERITY_OFF if it is pedantic.
static inline enum severity rule_default_level(const struct rule *rule)
{
	return rule->is_pedantic ? SEVERITY_OFF : rule->severity;
}

#endif
