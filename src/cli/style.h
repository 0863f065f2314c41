// SPDX-License-Identifier: Apache-2.0
// In: options, environment and where the output goes. Out: how to write for people there.
#ifndef AKASHLINT_CLI_STYLE_H
#define AKASHLINT_CLI_STYLE_H

#include "cli/options.h"
#include "report/style.h"

// The style of output to `path`; NULL: standard output.
struct style style_in(const struct options *options, const char *path);
// For the standard output of the command.
bool has_color(const struct options *options);

#endif
