// SPDX-License-Identifier: Apache-2.0
// In: the line at which the parser noticed wrong indentation. Out: the line that is probably indented wrongly.
#ifndef AKASHLINT_YAML_MISINDENT_H
#define AKASHLINT_YAML_MISINDENT_H

#include "source/source.h"

// The parser notices when a line fits none of the open levels, which is often lines below the one
// that was shifted. Returns the offset of the first character to blame; `noticed` when in doubt.
uint32_t misindented_text(const struct source *source, uint32_t noticed);
// Spaces that the line of `text` needs to line up with the lines around it, if it has one too many or too few;
// UINT32_MAX when in doubt.
uint32_t indent_meant(const struct source *source, uint32_t text);

#endif
