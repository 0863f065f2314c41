// SPDX-License-Identifier: Apache-2.0
// In: what a client opens and changes. Out: the texts, and what each run over them found.
#ifndef AKASHLINT_LSP_DOCUMENT_H
#define AKASHLINT_LSP_DOCUMENT_H

#include "base/arena.h"
#include "diag/diag.h"
#include "lsp/position.h"

struct document {
	struct document *next;
	char *uri;
	const char *path; // absolute; NULL where the document is no file
	const char *name; // to be shown: as seen from the client's folder
	int64_t version;
	bool is_sdl; // it looks like one, or did so once: broken while it is edited, it still is
	char *text;  // malloc'ed, as all texts above
	size_t len, cap;
	struct arena arena; // of the run
	struct run run;
	bool has_run;        // of the text as it is now
	uint64_t run_number; // of the last run: no other of the server has it, also of a document that is opened again
	bool is_to_publish;
	unsigned last_ms; // how long the last run took
};

// NULL when memory runs out.
struct document *document_new(const char *uri, const char *root);
void document_free(struct document *document);
// False when memory runs out, or above SOURCE_MAX_BYTES: the text is unchanged.
bool document_replace(struct document *document, struct span span, struct str text);
// What a run holds on to is about to change.
void document_drop_run(struct document *document);
// Work that allocates in the document's arena. Where that runs out there is no run any more, and all of `outer` has.
void document_guard(struct document *document, struct arena *outer, void (*work)(void *context), void *context);
struct str document_text(const struct document *document);

// The path of a file's URI, malloc'ed; NULL for any other URI, or when memory is out.
char *path_from_uri(const char *uri);

#endif
