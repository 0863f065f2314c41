// SPDX-License-Identifier: Apache-2.0
// In: the command line and configuration files. Out: what holds for a file, and where it is set.
#include "cli/effective_settings.h"

#include <string.h>

#include "base/arena.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/data_from_options.h"
#include "cli/read_file.h"
#include "lint.h"
#include "os/clock.h"
#include "os/path.h"
#include "policy/policy.h"

// Named as seen from the configuration's folder.
static const char *path_from(struct arena *arena, const struct config_file *file, struct str name)
{
	const char *path = path_beside(arena, file->path, arena_strndup(arena, name.ptr, name.len));

	return strcmp(path, "-") == 0 ? "./-" : path;
}

static bool can_not_use(const struct config_file *file, const struct config_text *text, const char *what)
{
	complain("%s:%u:%u: can't use this %s", file->path, (unsigned)text->line, (unsigned)text->column, what);
	return false;
}

// A configuration may name only files of its repository: a pull request must not make us read any other.
static bool is_own_file(struct settings_cache *all, const struct config_file *file, const char *path)
{
	const char *fault = fault_of_own_file(all->arena, repository_of(all->arena, file->folder), path);

	if (fault)
		complain("%s: %s", path, fault);
	return !fault;
}

// What the command line names was loaded for `plain` already.
static bool load(struct settings_cache *all, struct effective_settings *effective)
{
	const struct options *options = all->options;
	const struct config_file *file = effective->file;

	effective->policy = options->policy;
	effective->gpus = options->gpus;
	// A catalogue can make any model a known one.
	if (file && !options->gpus && file->config.gpus.line && !options->is_strict) {
		effective->gpus = path_from(all->arena, file, file->config.gpus.text);
		if (is_own_file(all, file, effective->gpus))
			effective->settings.catalogue = catalogue_from_option(all->arena, effective->gpus);
		else
			effective->settings.catalogue = NULL;
		if (!effective->settings.catalogue)
			return can_not_use(file, &file->config.gpus, "GPU catalogue");
	}
	if (file && !options->policy && file->config.policy.line) {
		effective->policy = path_from(all->arena, file, file->config.policy.text);
		effective->settings.policy = NULL;
		if (is_own_file(all, file, effective->policy))
			effective->settings.policy = policy_from_file(all->arena, effective->policy,
								      repository_of(all->arena, file->folder));
		if (!effective->settings.policy)
			return can_not_use(file, &file->config.policy, "policy");
	}
	return true;
}

static void set_numbers(struct effective_settings *effective)
{
	const struct options *options = effective->options;
	const struct config *config = effective->file ? &effective->file->config : NULL;

	effective->fail_on = effective_fail_on(options->fail_on, config, options->is_strict);
	effective->settings.is_for_console =
		effective_console(options->target ? options->target == TARGET_CONSOLE : -1, config, options->is_strict);
}

static struct level_sources sources_of(const struct effective_settings *effective)
{
	return (struct level_sources){
		.settings = &effective->settings,
		.policy = effective->policy,
		.is_policy_trusted = effective->options->policy,
		.config = effective->file ? &effective->file->config : NULL,
		.config_path = effective->file ? effective->file->path : NULL,
		.options = effective->options->levels,
		.n_options = effective->options->n_levels,
	};
}

// Kept even if it can't be used, so that this is reported once.
static struct effective_settings *make(struct settings_cache *all, const struct config_file *file)
{
	struct effective_settings *effective = arena_zalloc(all->arena, sizeof(*effective));
	struct level_sources sources;

	effective->options = all->options;
	effective->file = file;
	if (all->plain)
		effective->settings = all->plain->settings;
	set_numbers(effective);
	effective->is_usable = load(all, effective);
	sources = sources_of(effective);
	if (effective->is_usable && has_levels(&sources))
		set_levels(all->arena, &effective->settings, &sources, NULL, NULL, all->options->is_strict);
	return effective;
}

static bool init_plain(struct settings_cache *all)
{
	const struct options *options = all->options;
	struct effective_settings *plain = arena_zalloc(all->arena, sizeof(*plain));
	const struct market *market;

	plain->options = options;
	plain->settings = default_settings;
	plain->settings.today = os_today();
	// Always report why the network rejects an SDL.
	plain->settings.has_no_inline =
		options->has_no_inline || options->is_strict || options->command->output >= OUTPUT_RESOURCES;
	market = market_from_options(all->arena, options);
	if (!market)
		return false;
	plain->settings.market = market->n_prices ? market : NULL;
	plain->settings.rates = rates_from_options(all->arena, options, market);
	if (options->gpus)
		plain->settings.catalogue = catalogue_from_option(all->arena, options->gpus);
	if (options->policy)
		plain->settings.policy = policy_from_file(all->arena, options->policy, NULL);
	if (options->n_providers || options->command->output == OUTPUT_MATCHES) {
		all->inventory = inventory_from_option(all->arena, options);
		if (!all->inventory)
			return false;
	}
	// "match" shows in its own way what the rule would report.
	if (options->command->output != OUTPUT_MATCHES)
		plain->settings.inventory = all->inventory;
	if (!plain->settings.rates || !plain->settings.catalogue || (options->policy && !plain->settings.policy))
		return false;
	all->plain = plain;
	all->plain = make(all, NULL);
	return true;
}

static bool check_levels(struct arena *arena, const struct options *options)
{
	for (size_t i = 0; i < options->n_levels; i++) {
		const char *fault = level_option_fault(arena, &options->levels[i]);

		if (!fault)
			continue;
		complain("%s", fault);
		return false;
	}
	return true;
}

bool effective_settings_init(struct settings_cache *all, struct arena *arena, const struct options *options)
{
	*all = (struct settings_cache){ .arena = arena, .options = options };
	if (options->config && options->has_no_config) {
		complain("--config and --no-config can't be used together");
		return false;
	}
	if (!check_levels(arena, options) || !init_plain(all) ||
	    !config_files_init(&all->files, arena, options->config, options->has_no_config))
		return false;
	return !options->config || effective_settings_of(all, "").all;
}

struct file_settings effective_settings_of(struct settings_cache *all, const char *path)
{
	struct config_of of;
	struct effective_settings *made;

	of = config_of_file(&all->files, path);
	if (of.is_broken)
		return (struct file_settings){ NULL, of.name, NULL };
	if (!of.file)
		return (struct file_settings){ all->plain, of.name, all->plain };
	made = table_get(&all->by_path, str_of(of.file->path));
	if (!made) {
		made = make(all, of.file);
		*table_put(all->arena, &all->by_path, str_of(of.file->path)) = made;
	}
	return (struct file_settings){ made->is_usable ? made : NULL, of.name, made };
}

const struct settings *settings_of_file(struct arena *arena, const struct file_settings *effective, const char *name,
					struct origin *origins)
{
	const struct file_names names = { name, effective->config_name };
	const struct level_sources sources = sources_of(effective->all);
	struct settings *own;

	if (!origins && !has_own_levels(&sources, &names))
		return &effective->all->settings;
	own = arena_alloc(arena, sizeof(*own));
	*own = effective->all->settings;
	set_levels(arena, own, &sources, &names, origins, effective->all->options->is_strict);
	return own;
}
