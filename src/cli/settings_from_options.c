// SPDX-License-Identifier: Apache-2.0
// In: options. Out: settings for the runs.
#include "cli/settings_from_options.h"

#include <errno.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/edit_distance.h"
#include "cli/complain.h"
#include "cli/data_from_options.h"
#include "cli/read_file.h"
#include "lint.h"
#include "policy/policy.h"

static bool unknown_rule(struct arena *arena, struct str name)
{
	const char **names = arena_alloc(arena, n_all_rules * sizeof(*names));

	for (size_t i = 0; i < n_all_rules; i++)
		names[i] = all_rules[i]->id;
	complain_unknown("rule", arena_strndup(arena, name.ptr, name.len), names, n_all_rules);
	return false;
}

// "RULE" or, for LEVEL_SET, "RULE=LEVEL".
static bool change_level(struct arena *arena, unsigned char *levels, enum level_change change, struct str item)
{
	enum severity severity = SEVERITY_OFF;
	size_t equals = 0;

	while (change == LEVEL_SET && equals < item.len && item.ptr[equals] != '=')
		equals++;
	if (change == LEVEL_SET) {
		if (equals == item.len || !severity_from_name(str_slice(item, equals + 1, item.len), &severity)) {
			complain("--severity takes RULE=LEVEL with a level of error, warning, info or off, not \"%s\"",
				 arena_strndup(arena, item.ptr, item.len));
			return false;
		}
		item = str_slice(item, 0, equals);
	}
	return levels_change(levels, item, change, severity) || unknown_rule(arena, item);
}

static bool change_levels(struct arena *arena, unsigned char *levels, const struct level_option *option)
{
	for (const char *item = option->value; *item;) {
		size_t len = strcspn(item, ",");

		if (len && !change_level(arena, levels, option->change, (struct str){ item, len }))
			return false;
		item += len + (item[len] == ',');
	}
	return true;
}

// What a policy extends is named as seen from its own folder.
static bool load_policy(void *context, const char *from, const char *name, const char **path, struct str *text,
			const char **message)
{
	struct arena *arena = context;
	const char *slash = strrchr(from, '/');

	while (strncmp(name, "./", 2) == 0)
		name += 2;
	*path = strcmp(name, "-") == 0 ? "./-" : name;
	if (slash && name[0] != '/')
		*path = arena_printf(arena, "%.*s/%s", (int)(slash - from), from, name);
	switch (read_file(arena, *path, text)) {
	case READ_ERRNO:
		*message = strerror(errno);
		return false;
	case READ_TOO_LARGE:
		*message = "too large for a policy";
		return false;
	case READ_OK:
		break;
	}
	return true;
}

static bool read_policy(struct arena *arena, const char *path, struct settings *settings)
{
	const struct policy_loader loader = { load_policy, arena };
	struct policy *policy = arena_alloc(arena, sizeof(*policy));
	struct policy_error error;
	struct str text;

	switch (read_file(arena, path, &text)) {
	case READ_ERRNO:
		complain_errno(path, errno);
		return false;
	case READ_TOO_LARGE:
		complain("%s: too large for a policy", path);
		return false;
	case READ_OK:
		break;
	}
	if (!policy_from_json(arena, &loader, path, text, policy, &error)) {
		if (error.line)
			complain("%s:%u:%u: %s", error.path, error.line, error.column, error.message);
		else
			complain("%s: %s", error.path, error.message);
		return false;
	}
	settings->policy = policy;
	return true;
}

static int today(void)
{
	time_t now = time(NULL);
	struct tm day;

	return gmtime_r(&now, &day) ? (day.tm_year + 1900) * 10000 + (day.tm_mon + 1) * 100 + day.tm_mday : 0;
}

bool settings_from_options(struct arena *arena, const struct options *options, struct settings *settings)
{
	unsigned char *levels = NULL;

	*settings = default_settings;
	settings->is_for_console = options->target == TARGET_CONSOLE;
	if (options->gpus) {
		settings->catalogue = catalogue_from_option(arena, options->gpus);
		if (!settings->catalogue)
			return false;
	}
	settings->rates = rates_from_options(arena, options);
	if (!settings->rates)
		return false;
	if (options->policy && !read_policy(arena, options->policy, settings))
		return false;
	if (!settings->policy && options->n_levels == 0)
		return true;
	settings->today = today();
	levels = arena_alloc(arena, n_all_rules);
	if (settings->policy)
		memcpy(levels, settings->policy->levels, n_all_rules);
	else
		levels_init(levels);
	for (size_t i = 0; i < options->n_levels; i++)
		if (!change_levels(arena, levels, &options->levels[i]))
			return false;
	settings->levels = levels;
	return true;
}
