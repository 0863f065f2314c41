// SPDX-License-Identifier: Apache-2.0
// In: a source. Out: the tree of its first document, as the network's YAML decoder sees it.
#ifndef AKASHLINT_YAML_TREE_FROM_SOURCE_H
#define AKASHLINT_YAML_TREE_FROM_SOURCE_H

#include "yaml/node.h"

enum {
	YAML_MAX_DEPTH = 10000,          // the network's own limit, for brackets and for indentation
	YAML_MAX_DEPTH_WORK = 400000000, // sum of the bracket depth over all events: libyaml is quadratic in it
};

// Sets run->root, or leaves it NULL after a syntax error (reported) or for an empty document.
void tree_from_source(struct run *run);

#endif
