// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: what a configuration file says: structs only, and how it is read.
#ifndef AKASHLINT_CONFIG_CONFIG_H
#define AKASHLINT_CONFIG_CONFIG_H

#include "base/str.h"
#include "diag/settings.h"

extern const char config_file_name[]; // ".akashlint.yml"

// Longer files are rejected, and nobody reads more faults than this.
enum { CONFIG_MAX_BYTES = 1024 * 1024, CONFIG_MAX_FAULTS = 20 };

// Where something is set: its line, or 0 where it is not.
struct config_text {
	struct str text;
	uint32_t line, column;
};

struct config_number {
	int value;
	uint32_t line;
};

struct config_level {
	struct str rules; // a name or a glob
	enum severity level;
	uint32_t line;
};

struct config_levels {
	struct config_level *items; // of those that fit a rule the last one counts
	size_t n, cap;
};

struct config_globs {
	struct str *items;
	size_t n, cap;
	uint32_t line;
};

struct config_paths {
	struct config_globs globs;
	struct config_levels levels;
};

struct config {
	struct config_levels levels;
	struct config_paths *paths;
	size_t n_paths, cap_paths;
	struct config_globs exclude;
	struct config_number is_for_console;
	struct config_number fail_on; // enum severity, or one more than SEVERITY_ERROR for never
	struct config_text policy, gpus;
};

struct config_fault {
	uint32_t line, column;
	const char *message; // one line; input in it is escaped
};

struct config_faults {
	struct config_fault *items;
	size_t n, cap;
};

// `text` is borrowed for as long as *config, which lives in the arena. False: it has faults.
bool config_from_source(struct arena *arena, const char *name, struct str text, struct config *config,
			struct config_faults *faults);
// Whether a glob of a configuration matches the file or folder `path`, or a folder that it is in. `path` is relative
// to the folder of the configuration. A glob without a slash is a name anywhere below it.
bool config_glob_matches(struct str glob, struct str path);
bool config_globs_match(const struct config_globs *globs, struct str path);

#endif
