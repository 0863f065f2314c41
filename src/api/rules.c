// SPDX-License-Identifier: Apache-2.0
// In: names of rules. Out: their levels in a linter, and their texts.
#include "api/linter.h"

#include <string.h>

static bool add_level(struct call *call, const void *argument)
{
	const struct level_option *option = argument;
	struct choices *next = &call->next;
	struct level_option *levels = arena_alloc(call->arena, (next->n_levels + 1) * sizeof(*levels));
	const char *fault = level_option_fault(call->arena, option);

	if (fault)
		return call_fail(call, "%s", fault);
	if (next->n_levels)
		memcpy(levels, next->levels, next->n_levels * sizeof(*levels));
	levels[next->n_levels++] = (struct level_option){
		.change = option->change,
		.value = arena_strndup(call->arena, option->value, strlen(option->value)),
	};
	next->levels = levels;
	return true;
}

struct level_of_rules {
	const char *rules;
	enum akashlint_severity level;
};

static bool add_severity(struct call *call, const void *argument)
{
	const struct level_of_rules *set = argument;
	struct level_option option = { .change = LEVEL_SET };

	if (set->level > AKASHLINT_ERROR)
		return call_fail(call, "%d is not the level of a rule", (int)set->level);
	option.value = arena_printf(call->arena, "%s=%s", set->rules, severity_name((enum severity)set->level));
	return add_level(call, &option);
}

enum akashlint_status akashlint_set_level(struct akashlint *linter, const char *rules, enum akashlint_severity level)
{
	return linter_change(linter, add_severity, &(struct level_of_rules){ rules, level });
}

enum akashlint_status akashlint_enable(struct akashlint *linter, const char *rules)
{
	return linter_change(linter, add_level, &(struct level_option){ LEVEL_ENABLE, rules });
}

enum akashlint_status akashlint_select(struct akashlint *linter, const char *rules)
{
	return linter_change(linter, add_level, &(struct level_option){ LEVEL_SELECT, rules });
}

const char *akashlint_rule(size_t index)
{
	return index < n_all_rules ? all_rules[index]->id : NULL;
}

const char *akashlint_rule_summary(const char *rule)
{
	const struct rule *found = rule_by_id(rule);

	return found ? found->summary : NULL;
}

const char *akashlint_rule_why(const char *rule)
{
	const struct rule *found = rule_by_id(rule);

	return found ? found->why : NULL;
}

const char *akashlint_rule_fix(const char *rule)
{
	const struct rule *found = rule_by_id(rule);

	return found ? found->fix : NULL;
}
