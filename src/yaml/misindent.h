// SPDX-License-Identifier: Apache-2.0
// In: the line at which the parser noticed wrong indentation. Out: the line that is probably indented wrongly.
#ifndef AKASHLINT_YAML_MISINDENT_H
#define AKASHLINT_YAML_MISINDENT_H

#include "source/source.h"

// The parser notices when a line fits none of the open levels, which is often lines below the one
// that was shifted. Returns the offset of the first character to blame; `noticed` when in doubt.
uint32_t misindented_text(const struct source *source, uint32_t noticed);

#endif
