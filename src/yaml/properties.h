// SPDX-License-Identifier: Apache-2.0
// In: the text before a node. Out: where its anchor and tag end, and what the tag means.
#ifndef AKASHLINT_YAML_PROPERTIES_H
#define AKASHLINT_YAML_PROPERTIES_H

#include "yaml/resolve.h"

// An event begins at its anchor or tag; a node begins after them, and after spaces and comments.
uint32_t skip_properties(const char *text, uint32_t at, uint32_t end);
// In brackets libyaml lets a tag end at a comma, silently. Whether it did so with the one that
// ends at `end`; `text` goes on there.
bool is_tag_cut(const char *text, uint32_t start, uint32_t end);
// The type that a tag in its long form names: "tag:yaml.org,2002:int".
enum scalar_type tag_type(struct str tag);

#endif
