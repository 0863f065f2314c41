// SPDX-License-Identifier: Apache-2.0
// In: the tree. Out: a diagnostic where the network's first look at it crashes.
#ifndef AKASHLINT_YAML_SOFT_PASS_H
#define AKASHLINT_YAML_SOFT_PASS_H

#include "yaml/node.h"

// The network first decodes the whole document without types, for a check whose result it only logs.
// A list or mapping as a key, where a merge has to remember keys, crashes it there: even in parts
// that are ignored later.
void soft_pass(struct run *run, const struct ynode *root);

#endif
