// SPDX-License-Identifier: Apache-2.0
// In: what one unit requests. Out: the smaller amounts that are worth trying.
#ifndef AKASHLINT_MATCH_CHANGE_AMOUNTS_H
#define AKASHLINT_MATCH_CHANGE_AMOUNTS_H

#include "match/change_list.h"

// Unless it is there already, or has no place.
void add_change(struct change_list *list, struct change change);
void add_amounts(struct change_list *list, const struct wanted_unit *unit);

#endif
