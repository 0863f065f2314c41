// SPDX-License-Identifier: Apache-2.0
// In: the list of rules that the Makefile made from the code. Out: rules by name.
#include "diag/rule.h"

#include <string.h>

#include "base/edit_distance.h"
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

static size_t index_of(const char *id)
{
	size_t low = 0, high = n_all_rules;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(all_rules[middle]->id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct rule *rule_by_id(const char *id)
{
	size_t i = index_of(id);

	return i < n_all_rules && strcmp(all_rules[i]->id, id) == 0 ? all_rules[i] : NULL;
}

const char *nearest_rule(struct str id)
{
	const char *ids[COUNT_OF(all_rules)];

	for (size_t i = 0; i < n_all_rules; i++)
		ids[i] = all_rules[i]->id;
	return nearest(id, ids, n_all_rules);
}

size_t rule_index(const struct rule *rule)
{
	return index_of(rule->id);
}

const char *severity_name(enum severity severity)
{
	static const char *const names[] = { "off", "info", "warning", "error" };

	return names[severity];
}
