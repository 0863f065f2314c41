// SPDX-License-Identifier: Apache-2.0
// In: volumes as Compose has them. Out: the edits that make them mounts of the service and volumes of its profile.
#ifndef AKASHLINT_RULES_VOLUME_FIX_H
#define AKASHLINT_RULES_VOLUME_FIX_H

#include "sdl/sdl.h"

// `key` is that of the service, and `assignment` one of its deployments.
void fix_volumes(struct run *run, struct diag *diag, const struct sdl_assignment *assignment, const struct ynode *key,
		 const struct ynode *value);

#endif
