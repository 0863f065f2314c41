// SPDX-License-Identifier: Apache-2.0
// In: --providers. Out: the inventory that it names.
#ifndef AKASHLINT_CLI_PROVIDERS_FROM_OPTION_H
#define AKASHLINT_CLI_PROVIDERS_FROM_OPTION_H

#include "cli/options.h"
#include "match/inventory.h"

// All that it names: files, the *.json of folders, standard input. Lives in the arena. NULL after a complaint.
const struct inventory *inventory_from_option(struct arena *arena, const struct options *options);

#endif
