// SPDX-License-Identifier: Apache-2.0
// In: a scalar of a tree and another text for it. Out: the edit that writes it, in the quotes that it has or needs.
#ifndef AKASHLINT_LSP_SCALAR_EDIT_H
#define AKASHLINT_LSP_SCALAR_EDIT_H

#include "yaml/node.h"

// Whether the scalar means `text`, and has it on one line: without quotes or in them.
bool is_on_one_line(const struct source *source, const struct ynode *node, struct str text);
// The bytes of such a scalar between its quotes.
struct span span_of_text(const struct ynode *node);
// The edit that gives such a scalar the text, which is UTF-8 without control characters.
struct edit scalar_edit(struct arena *arena, const struct source *source, const struct ynode *node, struct str text);

#endif
