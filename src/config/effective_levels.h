// SPDX-License-Identifier: Apache-2.0
// In: a policy, a configuration and the caller's own choices. Out: what holds for a file, and where it is set.
//
// What comes later in this list wins: the defaults; the rules of the policy; of the configuration the
// rules; the policy's exceptions for the file; the configuration's paths; the caller.
#ifndef AKASHLINT_CONFIG_EFFECTIVE_LEVELS_H
#define AKASHLINT_CONFIG_EFFECTIVE_LEVELS_H

#include "config/config.h"
#include "diag/levels.h"

enum origin_kind { ORIGIN_DEFAULT, ORIGIN_POLICY, ORIGIN_CONFIG, ORIGIN_OPTION };

struct origin {
	enum origin_kind kind;
	const char *name; // of the file or the option; NULL for a default
	uint32_t line;    // or 0
};

// What the caller sets.
struct level_option {
	enum level_change change;
	const char *value; // rules and globs, with commas; for LEVEL_SET each RULE=LEVEL
};

struct level_sources {
	const struct settings *settings; // for the policy, and its exceptions
	const char *policy;              // its file
	bool is_policy_trusted;          // the caller names it, and not the configuration
	const struct config *config;     // or NULL
	const char *config_path;
	const struct level_option *options;
	size_t n_options;
};

struct file_names {
	const char *name, *config_name; // as the caller calls it, and as the configuration does
};

// What is wrong with an option, for a person; NULL: nothing.
const char *level_option_fault(struct arena *arena, const struct level_option *option);
// Whether there is anything that may change a level.
bool has_levels(const struct level_sources *sources);
// Whether there is anything for this very file.
bool has_own_levels(const struct level_sources *sources, const struct file_names *names);
// Adds to the settings the levels for these files. `names` NULL: for files that nothing singles out. `origins`,
// n_all_rules of them, may be NULL. `is_strict`: what the configuration says can only raise levels, so that nothing is
// counted as silenced.
void set_levels(struct arena *arena, struct settings *settings, const struct level_sources *sources,
		const struct file_names *names, struct origin *origins, bool is_strict);
// The least severity that fails a check, and whether the SDL is for Akash Console: 0 and -1 where the caller leaves it
// to the configuration, which may be NULL.
int effective_fail_on(int own, const struct config *config, bool is_strict);
bool effective_console(int own, const struct config *config, bool is_strict);

#endif
