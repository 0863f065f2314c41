// SPDX-License-Identifier: Apache-2.0
// In: a key that the network ignores. Out: the finding that says what its writer meant.
#ifndef AKASHLINT_RULES_UNKNOWN_KEY_H
#define AKASHLINT_RULES_UNKNOWN_KEY_H

#include "yaml/node.h"

struct shape;

// `key` is not one of the shape, which is that of its mapping.
struct diag *report_unknown_key(struct run *run, const struct ynode *key, const struct shape *shape);
// An entry of a mapping of names that is no such entry, but a key of another place; it is then reported.
void report_slip(struct run *run, const struct ynode *key, const struct shape *shape);

#endif
