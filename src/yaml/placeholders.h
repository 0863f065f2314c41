// SPDX-License-Identifier: Apache-2.0
// In: text. Out: the placeholders of templates in it.
#ifndef AKASHLINT_YAML_PLACEHOLDERS_H
#define AKASHLINT_YAML_PLACEHOLDERS_H

#include "source/source.h"

struct placeholders {
	struct span *items; // in the order of the text
	size_t n, cap;
};

// {{ }} of Helm, Jinja and Go, {% %}, <% %>, ${NAME}, $(NAME); $NAME, <NAME> and @NAME@ where that is the whole value.
// Those in comments and block texts are not among them.
struct placeholders placeholders_in(struct arena *arena, const struct source *source);
// The first that meets the span, or NULL.
const struct span *placeholder_at(const struct placeholders *all, struct span span);

#endif
