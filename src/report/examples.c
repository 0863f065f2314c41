// SPDX-License-Identifier: Apache-2.0
// In: the name of a rule. Out: its examples, built in from examples/rules, and the settings they are checked with.
#include "report/examples.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "bids/market_from_text.h"
#include "diag/levels.h"
#include "lint.h"
#include "match/inventory.h"
#include "policy/policy.h"

// Exceptions of the examples' policy end before this day, or never.
enum { EXAMPLE_DAY = 20260701 };

static const struct {
	const char *name, *text;
	size_t len;
} files[] = {
#define EMBEDDED(name, text) { name, text, sizeof(text) - 1 },
#include "examples.inc"
#undef EMBEDDED
	{ NULL, NULL, 0 },
};

static struct str file_named(const char *name)
{
	for (size_t i = 0; files[i].name; i++)
		if (strcmp(files[i].name, name) == 0)
			return (struct str){ files[i].text, files[i].len };
	return STR("");
}

static const char *ending_of(enum example which)
{
	return which == EXAMPLE_BAD ? ".bad.yml" : ".good.yml";
}

struct str example_of(const char *rule_id, enum example which)
{
	const char *ending = ending_of(which);
	size_t len = strlen(rule_id);

	for (size_t i = 0; files[i].name; i++)
		if (strncmp(files[i].name, rule_id, len) == 0 && strcmp(files[i].name + len, ending) == 0)
			return (struct str){ files[i].text, files[i].len };
	return STR("");
}

const char *example_name(struct arena *arena, const struct rule *rule, enum example which)
{
	return arena_printf(arena, "%s%s", rule->id, ending_of(which));
}

static const struct policy *example_policy(struct arena *arena)
{
	struct policy *policy = arena_alloc(arena, sizeof(*policy));
	struct json_fault error;
	bool is_read = policy_from_json(arena, NULL, "policy.json", file_named("policy.json"), policy, &error);

	assert(is_read);
	return is_read ? policy : NULL;
}

static const struct inventory *example_inventory(struct arena *arena)
{
	struct inventory *inventory = arena_zalloc(arena, sizeof(*inventory));
	struct json_fault error;
	bool is_read = inventory_from_json(arena, file_named("providers.json"), "providers.json", inventory, &error);

	assert(is_read);
	return is_read ? inventory : NULL;
}

static const struct market *example_market(struct arena *arena)
{
	struct market *market = arena_zalloc(arena, sizeof(*market));
	struct json_fault error;
	bool is_read = market_from_text(arena, file_named("prices.json"), market, &error);

	assert(is_read);
	return is_read ? market : NULL;
}

const struct settings *example_settings(struct arena *arena, const struct rule *rule, enum example which)
{
	struct settings *settings = arena_alloc(arena, sizeof(*settings));
	unsigned char *levels = arena_alloc(arena, n_all_rules);

	*settings = default_settings;
	settings->levels = levels;
	settings->today = EXAMPLE_DAY;
	levels_init(levels);
	if (strncmp(rule->id, "policy-", strlen("policy-")) == 0)
		settings->policy = example_policy(arena);
	settings->is_for_console = rule->is_for_console;
	if (rule->needs_providers)
		settings->inventory = example_inventory(arena);
	if (rule->needs_prices)
		settings->market = example_market(arena);
	if (settings->policy)
		memcpy(levels, settings->policy->levels, n_all_rules);
	else
		levels[rule_index(rule)] = (unsigned char)rule->severity;
	if (rule->unless)
		levels[rule_index(rule->unless)] = SEVERITY_OFF;
	policy_except(settings, example_name(arena, rule, which), levels);
	return settings;
}
