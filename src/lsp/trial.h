// SPDX-License-Identifier: Apache-2.0
// In: another text for a document. Out: what checking it finds.
#ifndef AKASHLINT_LSP_TRIAL_H
#define AKASHLINT_LSP_TRIAL_H

#include "fix/text_from_edits.h"
#include "lsp/request.h"

// Of one request, in memory of its own: the document's run stays what it is.
struct trial {
	struct request *request;
	struct arena arena;
	struct run run; // of the last text
	size_t n_bytes; // checked so far
};

// Of a request about a document that has a run.
struct trial *trial_new(struct request *request);
// Whether there is time to check so many bytes more.
bool trial_take(struct trial *trial, size_t n_bytes);
// False: the text is too large, or there is no time left. The text must outlive the trial's run.
bool trial_lint(struct trial *trial, struct str text);
// The document's text with these edits.
bool trial_edits(struct trial *trial, const struct edit_list *edits);
// Work that allocates in the trial's arena.
void trial_guard(struct trial *trial, void (*work)(void *context), void *context);

#endif
