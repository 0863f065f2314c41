// SPDX-License-Identifier: Apache-2.0
// In: the command line, a configuration and a policy. Out: the level of each rule for a file.
#ifndef AKASHLINT_CLI_EFFECTIVE_LEVELS_H
#define AKASHLINT_CLI_EFFECTIVE_LEVELS_H

#include "cli/effective_settings.h"

struct file_names {
	const char *name, *config_name; // as the command line calls it, and as the configuration does
};

// False after a complaint.
bool level_options_are_sound(struct arena *arena, const struct options *options);
// Whether there is anything that may change a level.
bool has_levels(const struct effective_settings *in_force);
// Whether there is anything for this very file.
bool has_own_levels(const struct file_settings *in_force, const char *name);
// `names` NULL: for files that nothing singles out. `origins`, n_all_rules of them, may be NULL. `is_strict`: what the
// configuration says can only raise levels.
const unsigned char *effective_levels(struct arena *arena, const struct effective_settings *in_force,
				      const struct file_names *names, struct origin *origins, bool is_strict);

#endif
