// SPDX-License-Identifier: Apache-2.0
// In: the command line and configuration files. Out: what holds for a file, and where it is set.
#ifndef AKASHLINT_CLI_EFFECTIVE_SETTINGS_H
#define AKASHLINT_CLI_EFFECTIVE_SETTINGS_H

#include "cli/config_files.h"
#include "cli/options.h"
#include "config/effective_levels.h"

// What holds for all files below one configuration file, or below none.
struct effective_settings {
	const struct options *options;
	const struct config_file *file; // or NULL
	struct settings settings;
	int fail_on;
	const char *policy, *gpus; // files, or NULL
	bool is_usable;            // these files are
};

// What holds for one file.
struct file_settings {
	const struct effective_settings *all;   // NULL after a complaint: it can't be checked
	const char *config_name;                // of the file as seen from the configuration's folder
	const struct effective_settings *tried; // the same, but also after a complaint about its files
};

struct settings_cache {
	struct arena *arena;
	const struct options *options;
	struct config_files files;
	struct table by_path;                   // of configurations
	const struct effective_settings *plain; // without any
	const struct inventory *inventory;      // of --providers, or NULL
};

// All of it lives in the arena. False after a complaint about the command line or what it names.
bool effective_settings_init(struct settings_cache *all, struct arena *arena, const struct options *options);
struct file_settings effective_settings_of(struct settings_cache *all, const char *path);
// The settings for a file that the command line calls `name`; `origins`, n_all_rules of them, may be NULL.
const struct settings *settings_of_file(struct arena *arena, const struct file_settings *effective, const char *name,
					struct origin *origins);

#endif
