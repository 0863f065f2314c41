// SPDX-License-Identifier: Apache-2.0
// In: a request of a client. Out: its answer, piece by piece.
#ifndef AKASHLINT_LSP_REQUEST_H
#define AKASHLINT_LSP_REQUEST_H

#include "lsp/position.h"
#include "lsp/server_state.h"
#include "report/json.h"

// Error codes of JSON-RPC and of the protocol.
enum {
	RPC_PARSE_ERROR = -32700,
	RPC_INVALID_REQUEST = -32600,
	RPC_METHOD_NOT_FOUND = -32601,
	RPC_INVALID_PARAMS = -32602,
	RPC_INTERNAL_ERROR = -32603,
	LSP_NOT_INITIALIZED = -32002,
	LSP_REQUEST_CANCELLED = -32800,
	LSP_REQUEST_FAILED = -32803,
};

// What a handler is given. The answer is json.root["result"], null if the handler puts nothing there. All that it
// makes lives in `arena`. What allocates in run->arena, as the rules' own helpers do, is allowed too.
struct request {
	struct server *server;
	struct arena *arena;
	const json_t *params; // an object; NULL where there are none
	struct json json;
	// For a request about an open document:
	struct document *document;
	struct run *run;           // over its present text; NULL where that is no SDL, or too large
	struct str text;           // of the document
	uint32_t offset;           // of params.position, if there is one
	struct span range;         // of params.range, if there is one
	struct last_position last; // of the positions in the answer
	bool has_failed;
};

// The answer is an error.
void request_fail(struct request *request, int code, const char *format, ...) __attribute__((format(printf, 3, 4)));
json_t *request_result_object(struct request *request);
json_t *request_result_array(struct request *request);

// {"line", "character"} of a client; false for what is none.
bool offset_from_json(const struct request *request, const json_t *position, uint32_t *offset);
bool span_from_json(const struct request *request, const json_t *range, struct span *span);
// Under `key`. Of a document that has a run.
void put_position(struct request *request, json_t *object, const char *key, uint32_t offset);
void put_range(struct request *request, json_t *object, const char *key, struct span span);
// {"range", "newText"} into an array.
void push_text_edit(struct request *request, json_t *edits, struct span span, struct str text);
// A WorkspaceEdit under `key`, of this document; an array for its text edits.
json_t *put_workspace_edit(struct request *request, json_t *object, const char *key);
// {"kind", "value"}: markdown, or plain text if the client doesn't support markdown.
void put_markup(struct request *request, json_t *object, const char *key, bool has_markdown, struct str text);
// A LSP Diagnostic into an array.
void push_diagnostic(struct request *request, json_t *diagnostics, const struct diag *diag);

// The handlers, each in a file of its own. `request->document` is set.
typedef void request_fn(struct request *request);
request_fn lsp_diagnostic, lsp_hover, lsp_completion, lsp_code_action, lsp_definition, lsp_references,
	lsp_prepare_rename, lsp_rename, lsp_document_symbol, lsp_folding_range, lsp_inlay_hint;
// Without a document.
request_fn lsp_initialize;
// The client's own settings, from "initializationOptions" or "workspace/didChangeConfiguration".
void take_client_settings(struct server *server, const json_t *settings);

// Notifications; invalid ones are ignored. `request->document` is set if it is open.
request_fn lsp_did_open, lsp_did_change, lsp_did_save, lsp_did_close, lsp_did_change_files, lsp_did_change_settings;

// Checks the document if it has changed since; NULL where it is no SDL, or can't be checked. May jump out of the
// server's arena.
struct run *run_of(struct server *server, struct document *document);

// The files are read anew if one of them has changed: then no document has a run any more. What is wrong with them
// is reported to the client, and `all` is NULL. May jump out of the server's arena.
struct file_settings settings_of(struct server *server, const struct document *document);
// The next call of settings_of reads all files anew.
void settings_forget(struct server *server);

#endif
