// SPDX-License-Identifier: Apache-2.0
// In: the command line and configuration files. Out: what holds for a file, and where it is set.
//
// What comes later in this list wins: the defaults; the rules of the policy; of the configuration the
// rules; the policy's exceptions for the file; the configuration's paths; the command line.
#ifndef AKASHLINT_CLI_IN_FORCE_H
#define AKASHLINT_CLI_IN_FORCE_H

#include "cli/config_files.h"
#include "cli/options.h"

// What holds for all files below one configuration file, or below none.
struct in_force {
	const struct options *options;
	const struct config_file *file; // or NULL
	struct settings settings;
	int fail_on;
	const char *policy, *gpus; // files, or NULL
	bool is_usable;            // these files are
};

// What holds for one file.
struct file_in_force {
	const struct in_force *all;   // NULL after a complaint: it can't be checked
	const char *config_name;      // of the file as seen from the configuration's folder
	const struct in_force *tried; // the same, but also after a complaint about its files
};

struct in_forces {
	struct arena *arena;
	const struct options *options;
	struct config_files files;
	struct table by_path;         // of configurations
	const struct in_force *plain; // without any
	const struct inventory *inventory; // of --providers, or NULL
};

enum origin_kind { ORIGIN_DEFAULT, ORIGIN_POLICY, ORIGIN_CONFIG, ORIGIN_OPTION };

struct origin {
	enum origin_kind kind;
	const char *name; // of the file or the option; NULL for a default
	uint32_t line;    // or 0
};

// All of it lives in the arena. False after a complaint about the command line or what it names.
bool in_forces_init(struct in_forces *all, struct arena *arena, const struct options *options);
struct file_in_force in_force_of(struct in_forces *all, const char *path);
// The settings for a file that the command line calls `name`; `origins`, n_all_rules of them, may be NULL.
const struct settings *settings_in_force(struct arena *arena, const struct file_in_force *in_force, const char *name,
					 struct origin *origins);

#endif
