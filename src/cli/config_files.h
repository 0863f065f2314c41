// SPDX-License-Identifier: Apache-2.0
// In: names of files. Out: the configuration file of each: the nearest in its folder or a parent folder.
#ifndef AKASHLINT_CLI_CONFIG_FILES_H
#define AKASHLINT_CLI_CONFIG_FILES_H

#include "base/table.h"
#include "config/config.h"

struct config_file {
	const char *path;   // to be shown, and opened from the current folder
	const char *folder; // absolute
	struct config config;
};

// The configuration of a file, and its name there.
struct config_of {
	const struct config_file *file; // NULL: there is none
	const char *name;               // of the file as seen from the configuration's folder
	bool is_broken;                 // complained, of each configuration once
};

// Each folder is looked at once.
struct config_files {
	struct arena *arena;
	const struct config_file *chosen; // for every file
	bool has_none;                    // for any file
	const char *here;                 // the current folder; "" if unknown
	struct table by_name, by_folder;
};

// `chosen` is the file that was named, or NULL. False after a complaint.
bool config_files_init(struct config_files *files, struct arena *arena, const char *chosen, bool has_none);
struct config_of config_of_file(struct config_files *files, const char *path);

#endif
