// SPDX-License-Identifier: Apache-2.0
// In: options. Out: settings for the runs.
#ifndef AKASHLINT_CLI_SETTINGS_FROM_OPTIONS_H
#define AKASHLINT_CLI_SETTINGS_FROM_OPTIONS_H

#include "cli/options.h"

// All that the settings refer to lives in the arena. False after a complaint.
bool settings_from_options(struct arena *arena, const struct options *options, struct settings *settings);

#endif
