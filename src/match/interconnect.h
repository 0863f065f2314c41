// SPDX-License-Identifier: Apache-2.0
// In: attributes, and the nodes of a provider. Out: what joins GPUs across nodes: what is wanted, and who has it.
#ifndef AKASHLINT_MATCH_INTERCONNECT_H
#define AKASHLINT_MATCH_INTERCONNECT_H

#include "match/inventory.h"

extern const char fabric_prefix[]; // of an attribute that insists on one

// The fabric that the attributes insist on, or "".
struct str wanted_fabric(const struct attribute_list *attributes);
// Whether the node can join replicas at all. One that does not say so is taken to.
bool node_has_interconnect(const struct node *node, struct str fabric);
// All replicas of one service must get the same.
bool is_same_interconnect(const struct interconnect *a, const struct interconnect *b);

#endif
