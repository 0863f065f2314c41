// SPDX-License-Identifier: Apache-2.0
// In: another text for a document. Out: what checking it finds.
#ifndef AKASHLINT_LSP_WHAT_IF_H
#define AKASHLINT_LSP_WHAT_IF_H

#include "diag/text_from_edits.h"
#include "lsp/request.h"

// Trial runs for one request, in their own memory: the document's run stays as it is.
struct what_if {
	struct request *request;
	struct arena arena;
	struct run run; // of the last text
	size_t n_bytes; // checked so far
};

// The document of the request must have a run.
struct what_if *what_if_new(struct request *request);
// Whether there is time to check so many bytes more.
bool what_if_take(struct what_if *what_if, size_t n_bytes);
// False: the text is too large, or there is no time left. The text must outlive its run.
bool what_if_lint(struct what_if *what_if, struct str text);
// The document's text with these edits.
bool what_if_edits(struct what_if *what_if, const struct edit_list *edits);
// Work that allocates in its arena.
void what_if_guard(struct what_if *what_if, void (*work)(void *context), void *context);

#endif
