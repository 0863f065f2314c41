// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: what the server keeps from one message to the next: structs only.
#ifndef AKASHLINT_LSP_SERVER_STATE_H
#define AKASHLINT_LSP_SERVER_STATE_H

#include <jansson.h>

#include "cli/effective_settings.h"
#include "lsp/document.h"

enum lifecycle { SERVER_NEW, SERVER_RUNNING, SERVER_SHUT_DOWN };

// What the client can do, as far as it matters.
struct client {
	bool pulls_diagnostics, refreshes_diagnostics, watches_files, has_versions, has_related, has_code_description;
	bool has_unnecessary; // a tag
	bool has_markdown_hover, has_markdown_completion, has_snippets, has_text_as_is;
	bool has_code_action_literals, has_document_changes, has_nested_symbols;
	bool wants_inlay_hints;
};

// Settings of all documents; read anew when a file that they are made of has changed.
struct server_settings {
	struct arena arena;
	struct settings_cache cache;
	struct table files;      // what they looked like when they were read
	const char **complaints; // about them, still to be shown
	size_t n_complaints, cap_complaints;
	bool is_made, is_usable;
};

struct server {
	const struct options *options;
	// Takes one message, without its header.
	void (*send)(void *context, struct str message);
	// Whether the client takes back the request `id`, in a message that is not yet read; NULL: it never does.
	bool (*is_cancelled)(void *context, const json_t *id);
	void *context;
	struct arena arena; // of the message at hand
	enum lifecycle lifecycle;
	struct client client;
	enum encoding encoding;
	char *root; // folder that the client works in, or NULL
	struct document *documents;
	struct server_settings settings;
	bool has_ended;      // "exit" came
	bool is_late;        // the last work was given up because it took too long, not for want of memory
	uint64_t n_requests; // of the server's own
	uint64_t n_runs;     // of all documents
};

#endif
