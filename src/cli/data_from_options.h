// SPDX-License-Identifier: Apache-2.0
// In: --gpus, --policy, --prices and --rate. Out: the catalogue, the policy, the prices and the rates that they name.
#ifndef AKASHLINT_CLI_DATA_FROM_OPTIONS_H
#define AKASHLINT_CLI_DATA_FROM_OPTIONS_H

#include "catalogue/catalogue.h"
#include "catalogue/market.h"
#include "catalogue/providers.h"
#include "cli/options.h"

// All of them live in the arena. NULL after a complaint.
const struct gpu_catalogue *catalogue_from_option(struct arena *arena, const char *path);
// `repository`: the folder that the policy and what it extends must be in; NULL: anywhere.
const struct policy *policy_from_file(struct arena *arena, const char *path, const char *repository);
// --prices; an empty market without it.
const struct market *market_from_options(struct arena *arena, const struct options *options);
// --rate, and after it what the market has.
const struct known_denom *rates_from_options(struct arena *arena, const struct options *options,
					     const struct market *market);

#endif
