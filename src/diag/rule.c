// SPDX-License-Identifier: Apache-2.0
// In: the list of rules that the Makefile made from the code. Out: rules by name.
#include "diag/rule.h"

#include <string.h>

#include "base/str.h"

#define RULE(name) extern const struct rule name;
#include "rule_list.inc"
#undef RULE

const struct rule *const all_rules[] = {
#define RULE(name) &name,
#include "rule_list.inc"
#undef RULE
};

const size_t n_all_rules = COUNT_OF(all_rules);

const struct rule *rule_by_id(const char *id)
{
	for (size_t i = 0; i < n_all_rules; i++)
		if (strcmp(all_rules[i]->id, id) == 0)
			return all_rules[i];
	return NULL;
}

const char *severity_name(enum severity severity)
{
	static const char *const names[] = { "off", "info", "warning", "error" };

	return names[severity];
}
