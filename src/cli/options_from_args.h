// SPDX-License-Identifier: Apache-2.0
// In: the command line. Out: the parsed options.
#ifndef AKASHLINT_CLI_OPTIONS_FROM_ARGS_H
#define AKASHLINT_CLI_OPTIONS_FROM_ARGS_H

#include "cli/options.h"

// False after a complaint. Either way options_clear is due.
bool options_parse(struct options *options, int argc, char **argv);
void options_clear(struct options *options);

#endif
