// SPDX-License-Identifier: Apache-2.0
// In: --format and --output, as often as they are given. Out: the wanted reports, and where each goes.
#ifndef AKASHLINT_CLI_FORMATS_H
#define AKASHLINT_CLI_FORMATS_H

#include "cli/options.h"

// Settles options->reports once all options are known. False after a complaint.
bool formats_finish(struct options *options);

#endif
