// SPDX-License-Identifier: Apache-2.0
// In: findings about YAML and types. Out: which places of the SDL they leave empty.
#ifndef AKASHLINT_RULES_CAUSES_H
#define AKASHLINT_RULES_CAUSES_H

#include "diag/diag.h"

void supply_places(struct run *run);

#endif
