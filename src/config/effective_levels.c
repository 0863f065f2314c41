// SPDX-License-Identifier: Apache-2.0
// In: a policy, a configuration and the caller's own choices. Out: what holds for a file, and where it is set.
#include "config/effective_levels.h"

#include <string.h>

#include "base/arena.h"
#include "base/glob.h"
#include "policy/policy.h"

struct levels {
	unsigned char *of_rule;
	unsigned char *loud;    // the same where what the file brings along can only raise them; or NULL
	struct origin *origins; // those of of_rule, or NULL
	bool is_strict;         // of_rule can only rise so too
};

// One of "RULE,RULE" or "RULE=LEVEL,RULE=LEVEL".
struct item {
	struct str rules;
	struct str level; // "" where there is no "="
};

static struct item item_of(enum level_change change, struct str text)
{
	const char *equals = change == LEVEL_SET ? memchr(text.ptr, '=', text.len) : NULL;
	size_t len = equals ? (size_t)(equals - text.ptr) : text.len;

	return (struct item){ str_slice(text, 0, len), equals ? str_slice(text, len + 1, text.len) : STR("") };
}

static void set_level(struct levels *levels, size_t i, unsigned char level, bool is_trusted, struct origin origin)
{
	if (levels->loud && (is_trusted || level > levels->loud[i]))
		levels->loud[i] = level;
	if (levels->is_strict && !is_trusted && level < levels->of_rule[i])
		return;
	levels->of_rule[i] = level;
	if (levels->origins)
		levels->origins[i] = origin;
}

static void change(struct levels *levels, struct str rules, enum level_change how, enum severity level, bool is_trusted,
		   struct origin origin)
{
	for (size_t i = 0; i < n_all_rules; i++)
		if (glob_matches(rules, str_of(all_rules[i]->id)))
			set_level(levels, i, level_changed(all_rules[i], how, level), is_trusted, origin);
}

static const char *fault_of(struct arena *arena, unsigned char *levels, enum level_change how, struct str text)
{
	struct item item = item_of(how, text);
	enum severity level = SEVERITY_OFF;
	const char *meant;

	if (how == LEVEL_SET && !severity_from_name(item.level, &level))
		return arena_printf(
			arena, "--severity takes RULE=LEVEL, not \"%.*s\": the level is error, warning, info or off",
			(int)text.len, text.ptr);
	if (levels_change(levels, item.rules, how, level))
		return NULL;
	meant = nearest_rule(item.rules);
	return arena_printf(arena, "unknown rule \"%.*s\"%s%s%s", (int)item.rules.len, item.rules.ptr,
			    meant ? "; did you mean \"" : "", meant ? meant : "", meant ? "\"?" : "");
}

const char *level_option_fault(struct arena *arena, const struct level_option *option)
{
	unsigned char *levels = arena_zalloc(arena, n_all_rules);
	const char *value = option->value, *fault = NULL;

	while (*value && !fault) {
		size_t len = strcspn(value, ",");

		if (len)
			fault = fault_of(arena, levels, option->change, (struct str){ value, len });
		value += len + (value[len] == ',');
	}
	return fault;
}

bool has_levels(const struct level_sources *sources)
{
	return sources->settings->policy || sources->n_options || (sources->config && sources->config->levels.n);
}

bool has_own_levels(const struct level_sources *sources, const struct file_names *names)
{
	const struct config *config = sources->config;
	size_t next = 0;

	if (policy_next_exception(sources->settings, names->name, &next))
		return true;
	for (size_t i = 0; config && i < config->n_paths; i++)
		if (config_globs_match(&config->paths[i].globs, str_of(names->config_name)))
			return true;
	return false;
}

static void start_from(struct levels *levels, const struct level_sources *sources)
{
	const struct policy *policy = sources->settings->policy;

	levels_init(levels->of_rule);
	if (levels->loud)
		levels_init(levels->loud);
	for (size_t i = 0; levels->origins && i < n_all_rules; i++)
		levels->origins[i] = (struct origin){ .kind = ORIGIN_DEFAULT };
	for (size_t i = 0; policy && i < n_all_rules; i++)
		if (policy->levels[i] != levels->of_rule[i])
			set_level(levels, i, policy->levels[i], sources->is_policy_trusted,
				  (struct origin){ ORIGIN_POLICY, sources->policy, 0 });
}

static void take_config(struct levels *levels, const struct level_sources *sources, const struct config_levels *list)
{
	for (size_t i = 0; i < list->n; i++)
		change(levels, list->items[i].rules, LEVEL_SET, list->items[i].level, false,
		       (struct origin){ ORIGIN_CONFIG, sources->config_path, list->items[i].line });
}

static void take_exceptions(struct levels *levels, const struct level_sources *sources, const char *name)
{
	const struct policy_exception *exception;
	size_t next = 0;

	while ((exception = policy_next_exception(sources->settings, name, &next)))
		change(levels, exception->rule, LEVEL_SET, exception->level, sources->is_policy_trusted,
		       (struct origin){ ORIGIN_POLICY, sources->policy, 0 });
}

static void take_paths(struct levels *levels, const struct level_sources *sources, const char *config_name)
{
	const struct config *config = sources->config;

	for (size_t i = 0; i < config->n_paths; i++)
		if (config_globs_match(&config->paths[i].globs, str_of(config_name)))
			take_config(levels, sources, &config->paths[i].levels);
}

// --select leaves nothing on but what it names; the other options go on from there.
static void clear(struct levels *levels, const struct level_sources *sources)
{
	bool is_selecting = false;

	for (size_t i = 0; i < sources->n_options; i++)
		is_selecting |= sources->options[i].change == LEVEL_SELECT;
	if (!is_selecting)
		return;
	levels_clear(levels->of_rule);
	if (levels->loud)
		levels_clear(levels->loud);
	for (size_t i = 0; levels->origins && i < n_all_rules; i++)
		levels->origins[i] = (struct origin){ ORIGIN_OPTION, "--select", 0 };
}

static void take_options(struct levels *levels, const struct level_sources *sources, bool is_selecting)
{
	static const char *const names[] = { [LEVEL_ENABLE] = "--enable",
					     [LEVEL_DISABLE] = "--disable",
					     [LEVEL_SET] = "--severity",
					     [LEVEL_SELECT] = "--select" };

	for (size_t i = 0; i < sources->n_options; i++) {
		enum level_change how = sources->options[i].change;
		const char *value = (how == LEVEL_SELECT) == is_selecting ? sources->options[i].value : "";

		while (*value) {
			size_t len = strcspn(value, ",");
			struct item item = item_of(how, (struct str){ value, len });
			enum severity level = SEVERITY_OFF;

			severity_from_name(item.level, &level);
			change(levels, item.rules, how, level, true, (struct origin){ ORIGIN_OPTION, names[how], 0 });
			value += len + (value[len] == ',');
		}
	}
}

void set_levels(struct arena *arena, struct settings *settings, const struct level_sources *sources,
		const struct file_names *names, struct origin *origins, bool is_strict)
{
	struct levels levels = { .of_rule = arena_alloc(arena, n_all_rules),
				 .origins = origins,
				 .is_strict = is_strict };

	if (!is_strict && sources->config)
		levels.loud = arena_alloc(arena, n_all_rules);
	start_from(&levels, sources);
	if (sources->config)
		take_config(&levels, sources, &sources->config->levels);
	if (names)
		take_exceptions(&levels, sources, names->name);
	if (names && sources->config)
		take_paths(&levels, sources, names->config_name);
	clear(&levels, sources);
	take_options(&levels, sources, true);
	take_options(&levels, sources, false);
	settings->levels = levels.of_rule;
	if (levels.loud)
		settings->loud_levels = levels.loud;
}

int effective_fail_on(int own, const struct config *config, bool is_strict)
{
	int fail_on = own ? own : SEVERITY_ERROR;

	if (config && config->fail_on.line && (is_strict ? config->fail_on.value < fail_on : !own))
		return config->fail_on.value;
	return fail_on;
}

// With Akash Console as the target some rules are milder and some stricter.
bool effective_console(int own, const struct config *config, bool is_strict)
{
	if (own < 0 && config && config->is_for_console.line && !is_strict)
		return config->is_for_console.value;
	return own > 0;
}
