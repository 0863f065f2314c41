// SPDX-License-Identifier: Apache-2.0
// In: the command line, a configuration and a policy. Out: the level of each rule for a file.
#include "cli/effective_levels.h"

#include <string.h>

#include "base/arena.h"
#include "base/glob.h"
#include "cli/complain.h"
#include "policy/policy.h"

struct levels {
	unsigned char *of_rule;
	struct origin *origins; // or NULL
	unsigned char *before;  // room for as many: levels can only rise; NULL: they may fall too
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

static bool change(struct levels *levels, struct str rules, enum level_change how, enum severity level,
		   struct origin origin)
{
	bool is_found;

	if (levels->before)
		memcpy(levels->before, levels->of_rule, n_all_rules);
	is_found = levels_change(levels->of_rule, rules, how, level);
	for (size_t i = 0; (levels->origins || levels->before) && i < n_all_rules; i++) {
		if (levels->before && levels->of_rule[i] < levels->before[i])
			levels->of_rule[i] = levels->before[i];
		else if (levels->origins && glob_matches(rules, str_of(all_rules[i]->id)))
			levels->origins[i] = origin;
	}
	return is_found;
}

static bool is_sound(struct arena *arena, struct levels *levels, enum level_change how, struct str text)
{
	struct item item = item_of(how, text);
	enum severity level = SEVERITY_OFF;
	const char *meant;

	if (how == LEVEL_SET && !severity_from_name(item.level, &level)) {
		complain("--severity takes RULE=LEVEL, not \"%s\": the level is error, warning, info or off",
			 arena_strndup(arena, text.ptr, text.len));
		return false;
	}
	if (levels_change(levels->of_rule, item.rules, how, level))
		return true;
	meant = nearest_rule(item.rules);
	complain_meant("rule", arena_strndup(arena, item.rules.ptr, item.rules.len), meant);
	return false;
}

bool level_options_are_sound(struct arena *arena, const struct options *options)
{
	struct levels levels = { .of_rule = arena_zalloc(arena, n_all_rules) };

	for (size_t i = 0; i < options->n_levels; i++) {
		const char *value = options->levels[i].value;

		while (*value) {
			size_t len = strcspn(value, ",");

			if (len && !is_sound(arena, &levels, options->levels[i].change, (struct str){ value, len }))
				return false;
			value += len + (value[len] == ',');
		}
	}
	return true;
}

bool has_levels(const struct effective_settings *in_force)
{
	return in_force->settings.policy || in_force->options->n_levels ||
	       (in_force->file && in_force->file->config.levels.n);
}

bool has_own_levels(const struct file_settings *in_force, const char *name)
{
	const struct config *config = in_force->all->file ? &in_force->all->file->config : NULL;
	size_t next = 0;

	if (policy_next_exception(&in_force->all->settings, name, &next))
		return true;
	for (size_t i = 0; config && i < config->n_paths; i++)
		if (config_globs_match(&config->paths[i].globs, str_of(in_force->config_name)))
			return true;
	return false;
}

static void start_from(struct levels *levels, const struct effective_settings *in_force)
{
	const struct policy *policy = in_force->settings.policy;

	levels_init(levels->of_rule);
	for (size_t i = 0; levels->origins && i < n_all_rules; i++)
		levels->origins[i] = (struct origin){ .kind = ORIGIN_DEFAULT };
	for (size_t i = 0; policy && i < n_all_rules; i++) {
		if (policy->levels[i] == levels->of_rule[i] ||
		    (levels->before && policy->levels[i] < levels->of_rule[i]))
			continue;
		levels->of_rule[i] = policy->levels[i];
		if (levels->origins)
			levels->origins[i] = (struct origin){ ORIGIN_POLICY, in_force->policy, 0 };
	}
}

static void take_config(struct levels *levels, const struct config_file *file, const struct config_levels *list)
{
	for (size_t i = 0; i < list->n; i++)
		change(levels, list->items[i].rules, LEVEL_SET, list->items[i].level,
		       (struct origin){ ORIGIN_CONFIG, file->path, list->items[i].line });
}

static void take_exceptions(struct levels *levels, const struct effective_settings *in_force, const char *name)
{
	const struct policy_exception *exception;
	size_t next = 0;

	while ((exception = policy_next_exception(&in_force->settings, name, &next)))
		change(levels, exception->rule, LEVEL_SET, exception->level,
		       (struct origin){ ORIGIN_POLICY, in_force->policy, 0 });
}

static void take_paths(struct levels *levels, const struct config_file *file, const char *config_name)
{
	for (size_t i = 0; i < file->config.n_paths; i++)
		if (config_globs_match(&file->config.paths[i].globs, str_of(config_name)))
			take_config(levels, file, &file->config.paths[i].levels);
}

// --select leaves nothing on but what it names; the other options go on from there.
static void clear(struct levels *levels, const struct options *options)
{
	bool is_selecting = false;

	for (size_t i = 0; i < options->n_levels; i++)
		is_selecting |= options->levels[i].change == LEVEL_SELECT;
	if (!is_selecting)
		return;
	levels_clear(levels->of_rule);
	for (size_t i = 0; levels->origins && i < n_all_rules; i++)
		levels->origins[i] = (struct origin){ ORIGIN_OPTION, "--select", 0 };
}

static void take_some_options(struct levels *levels, const struct options *options, bool is_selecting)
{
	static const char *const names[] = { [LEVEL_ENABLE] = "--enable",
					     [LEVEL_DISABLE] = "--disable",
					     [LEVEL_SET] = "--severity",
					     [LEVEL_SELECT] = "--select" };

	for (size_t i = 0; i < options->n_levels; i++) {
		enum level_change how = options->levels[i].change;
		const char *value = (how == LEVEL_SELECT) == is_selecting ? options->levels[i].value : "";

		while (*value) {
			size_t len = strcspn(value, ",");
			struct item item = item_of(how, (struct str){ value, len });
			enum severity level = SEVERITY_OFF;

			severity_from_name(item.level, &level);
			change(levels, item.rules, how, level, (struct origin){ ORIGIN_OPTION, names[how], 0 });
			value += len + (value[len] == ',');
		}
	}
}

const unsigned char *effective_levels(struct arena *arena, const struct effective_settings *in_force,
				      const struct file_names *names, struct origin *origins, bool is_strict)
{
	unsigned char *before = is_strict ? arena_alloc(arena, n_all_rules) : NULL;
	// A policy that the command line names is trusted.
	unsigned char *of_policy = in_force->options->policy ? NULL : before;
	struct levels levels = { arena_alloc(arena, n_all_rules), origins, NULL };

	levels.before = of_policy;
	start_from(&levels, in_force);
	levels.before = before;
	if (in_force->file)
		take_config(&levels, in_force->file, &in_force->file->config.levels);
	levels.before = of_policy;
	if (names)
		take_exceptions(&levels, in_force, names->name);
	levels.before = before;
	if (names && in_force->file)
		take_paths(&levels, in_force->file, names->config_name);
	levels.before = NULL;
	clear(&levels, in_force->options);
	take_some_options(&levels, in_force->options, true);
	take_some_options(&levels, in_force->options, false);
	return levels.of_rule;
}
