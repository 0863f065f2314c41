// SPDX-License-Identifier: Apache-2.0
// In: options, environment and where the output goes. Out: whether to use colour.
#ifndef AKASHLINT_CLI_COLOR_H
#define AKASHLINT_CLI_COLOR_H

#include "cli/options.h"

bool has_color(const struct options *options);
// Whether output to `path` has colours; NULL: standard output.
bool has_color_in(const struct options *options, const char *path);

#endif
