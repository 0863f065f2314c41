// SPDX-License-Identifier: Apache-2.0
// In: a text and the edits of fixes. Out: the text as it is with them; nothing but their spans changes.
#ifndef AKASHLINT_DIAG_TEXT_FROM_EDITS_H
#define AKASHLINT_DIAG_TEXT_FROM_EDITS_H

#include "diag/diag.h"

// In the order of the text; no two of them overlap or begin at one place.
struct edit_list {
	struct edit *items;
	size_t n, cap;
};

// All edits of the fix, or none of them: false if one overlaps an earlier edit.
bool edits_add(struct arena *arena, struct edit_list *list, const struct fix *fix);
struct str text_from_edits(struct arena *arena, struct str text, const struct edit_list *list);
// Where a span is after the edits. What was replaced becomes the whole of its replacement.
struct span span_after_edits(const struct edit_list *list, struct span span);

#endif
