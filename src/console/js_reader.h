// SPDX-License-Identifier: Apache-2.0
// In: the text of an SDL. Out: the tree that js-yaml makes of it for Akash Console, or where it stops.
//
// js-yaml (4.2) reads YAML by recursive descent over the text. It treats a tab as a space nearly everywhere, has
// other escapes and tags than the network's parser, and decides by the column where a block ends. What is read here
// is what it reads: its tree has the same kind of nodes, at the same bytes.
#ifndef AKASHLINT_CONSOLE_JS_READER_H
#define AKASHLINT_CONSOLE_JS_READER_H

#include "yaml/node.h"

struct js_document {
	struct ynode *root;  // NULL where there is nothing, or it stopped
	const char *problem; // why it stopped; NULL if it did not
	uint32_t offset;     // and where
};

struct js_document js_read(struct run *run);

#endif
