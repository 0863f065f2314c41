// SPDX-License-Identifier: Apache-2.0
// In: messages of a client. Out: answers and diagnostics.
#include "lsp/server.h"

#include <stdlib.h>
#include <string.h>

#include "api/limits.h"
#include "base/guard.h"
#include "base/json_from_text.h"
#include "cli/job.h"
#include "lsp/json_surrogates.h"
#include "lsp/notify.h"
#include "lsp/request.h"

// Slower runs are not started between two keystrokes.
enum { QUICK_MS = 20, LONGEST_DELAY_MS = 300 };

struct method {
	const char *name;
	request_fn *handle;
	bool is_notification;
	bool needs_run; // about an open document: what is wrong with the params is reported here
};

static void lsp_initialized(struct request *request)
{
	notify_watch(request->server);
}

static void lsp_shutdown(struct request *request)
{
	request->server->lifecycle = SERVER_SHUT_DOWN;
}

static const struct method methods[] = {
	{ "initialized", lsp_initialized, true, false },
	{ "shutdown", lsp_shutdown, false, false },
	{ "textDocument/didOpen", lsp_did_open, true, false },
	{ "textDocument/didChange", lsp_did_change, true, false },
	{ "textDocument/didSave", lsp_did_save, true, false },
	{ "textDocument/didClose", lsp_did_close, true, false },
	{ "workspace/didChangeWatchedFiles", lsp_did_change_files, true, false },
	{ "workspace/didChangeConfiguration", lsp_did_change_settings, true, false },
	{ "textDocument/diagnostic", lsp_diagnostic, false, true },
	{ "textDocument/hover", lsp_hover, false, true },
	{ "textDocument/completion", lsp_completion, false, true },
	{ "textDocument/codeAction", lsp_code_action, false, true },
	{ "textDocument/definition", lsp_definition, false, true },
	{ "textDocument/references", lsp_references, false, true },
	{ "textDocument/prepareRename", lsp_prepare_rename, false, true },
	{ "textDocument/rename", lsp_rename, false, true },
	{ "textDocument/documentSymbol", lsp_document_symbol, false, true },
	{ "textDocument/foldingRange", lsp_folding_range, false, true },
	{ "textDocument/inlayHint", lsp_inlay_hint, false, true },
};

static const struct method *find_method(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(methods); i++)
		if (strcmp(methods[i].name, name) == 0)
			return &methods[i];
	return NULL;
}

static struct document *find_document(struct server *server, const json_t *params)
{
	const char *uri = json_string_value(json_object_get(json_object_get(params, "textDocument"), "uri"));
	struct document *document = server->documents;

	while (uri && document && strcmp(document->uri, uri) != 0)
		document = document->next;
	return uri ? document : NULL;
}

struct call {
	struct request *request;
	request_fn *handle;
};

static void call_handler(void *context)
{
	struct call *call = context;

	call->handle(call->request);
}

// Handlers may allocate in the run's arena: the jump out of it ends in this function.
static void call_with_run(struct request *request, request_fn *handle)
{
	struct call call = { request, handle };
	const json_t *position = json_object_get(request->params, "position");
	const json_t *range = json_object_get(request->params, "range");

	if (!request->document) {
		request_fail(request, RPC_INVALID_PARAMS, "this document is not open");
	} else if (position && !offset_from_json(request, position, &request->offset)) {
		request_fail(request, RPC_INVALID_PARAMS, "invalid position");
	} else if (range && !span_from_json(request, range, &request->range)) {
		request_fail(request, RPC_INVALID_PARAMS, "invalid range");
	} else {
		request->run = run_of(request->server, request->document);
		request->text = document_text(request->document);
		document_guard(request->document, request->arena, call_handler, &call);
	}
}

static void handle(struct request *request, const char *name, bool is_notification, const json_t *id)
{
	struct server *server = request->server;
	const struct method *method = find_method(name);

	if (server->lifecycle != SERVER_NEW && strcmp(name, "initialize") == 0)
		request_fail(request, RPC_INVALID_REQUEST, "already initialized");
	else if (strcmp(name, "initialize") == 0 && !is_notification)
		lsp_initialize(request);
	else if (server->lifecycle == SERVER_NEW)
		request_fail(request, LSP_NOT_INITIALIZED, "\"initialize\" must come first");
	else if (server->lifecycle == SERVER_SHUT_DOWN)
		request_fail(request, RPC_INVALID_REQUEST, "only \"exit\" is allowed after \"shutdown\"");
	else if (!method || method->is_notification != is_notification)
		request_fail(request, RPC_METHOD_NOT_FOUND, "unknown method");
	else if (!is_notification && server->is_cancelled && server->is_cancelled(server->context, id))
		request_fail(request, LSP_REQUEST_CANCELLED, "cancelled");
	else if (method->needs_run)
		call_with_run(request, method->handle);
	else
		method->handle(request);
}

static void begin_answer(struct request *request, const json_t *id)
{
	json_begin(&request->json, request->arena, json_object);
	json_put_text(&request->json, request->json.root, "jsonrpc", STR("2.0"));
	json_put(&request->json, request->json.root, "id", id ? json_incref((json_t *)id) : json_null());
}

static void end_answer(struct request *request)
{
	json_t *root = request->json.root;

	if (request->has_failed)
		json_object_del(root, "result");
	else if (!json_object_get(root, "result"))
		json_put(&request->json, root, "result", json_null());
	notify_send(request->server, &request->json);
}

static void take_json(struct server *server, const json_t *message)
{
	const json_t *id = json_object_get(message, "id"), *method = json_object_get(message, "method");
	const json_t *version = json_object_get(message, "jsonrpc"), *params = json_object_get(message, "params");
	struct request request = { .server = server, .arena = &server->arena };
	bool is_id = !id || json_is_integer(id) || json_is_string(id) || json_is_null(id);
	bool is_valid = json_is_string(version) && strcmp(json_string_value(version), "2.0") == 0;
	// Editors also write null for none.
	bool has_params = !params || json_is_object(params) || json_is_array(params) || json_is_null(params);

	// An answer to a request of ours.
	if (is_valid && id && !method && (json_object_get(message, "result") || json_object_get(message, "error")))
		return;
	begin_answer(&request, is_id ? id : NULL);
	if (!is_valid || !is_id || !json_is_string(method) || !has_params) {
		request_fail(&request, RPC_INVALID_REQUEST, "invalid JSON-RPC 2.0 request");
		end_answer(&request);
		return;
	}
	if (!id && strcmp(json_string_value(method), "exit") == 0) {
		server->has_ended = true;
		return;
	}
	request.params = json_is_object(params) ? params : NULL;
	request.document = find_document(server, request.params);
	handle(&request, json_string_value(method), !id, id);
	if (id)
		end_answer(&request);
}

struct taking {
	struct server *server;
	struct str message;
	json_t *id; // of the request that is not yet answered; owned
	const char *fault;
	int code;
};

static void answer_fault(void *context)
{
	struct taking *taking = context;
	struct request request = { .server = taking->server, .arena = &taking->server->arena };

	begin_answer(&request, taking->id);
	request_fail(&request, taking->code, "%s", taking->fault);
	end_answer(&request);
}

static void take(void *context)
{
	struct taking *taking = context;
	struct json_place place;
	json_error_t error;
	struct arena *arena = &taking->server->arena;
	struct str message = without_lone_surrogates(arena, taking->message);
	json_t *json = json_from_text(arena, message, JSON_ALLOW_NUL, &error, &place);

	if (json) {
		if (json_object_get(json, "method"))
			taking->id = json_incref(json_object_get(json, "id"));
		take_json(taking->server, json);
	} else {
		taking->fault = error.text;
		taking->code = RPC_PARSE_ERROR;
		answer_fault(taking);
	}
}

static bool guarded(struct server *server, void (*work)(void *context), void *context)
{
	enum { MILLISECONDS = 1000 };
	struct limits limits;
	bool is_done;

	limit_time(server->options, 1);
	limits_begin(&limits, &server->arena, 0, (uint64_t)server->options->timeout * MILLISECONDS);
	is_done = arena_guard(&server->arena, work, context);
	arena_set_limit(&server->arena, NULL);
	server->is_late = limits.limit.was_hit;
	if (is_done)
		arena_reset(&server->arena);
	else
		arena_clear(&server->arena);
	return is_done;
}

bool server_take(struct server *server, struct str message)
{
	struct taking taking = { .server = server, .message = message };
	bool is_done = guarded(server, take, &taking);
	bool is_late = server->is_late;

	if (!is_done && taking.id) {
		taking.fault = is_late ? "takes too long (--timeout)" : "out of memory";
		taking.code = RPC_INTERNAL_ERROR;
		guarded(server, answer_fault, &taking);
	}
	json_decref(taking.id);
	server->is_late = is_late;
	return is_done;
}

void server_refuse(struct server *server, const char *fault)
{
	struct taking taking = { .server = server, .fault = fault, .code = RPC_PARSE_ERROR };

	guarded(server, answer_fault, &taking);
}

static struct document *to_publish(const struct server *server)
{
	struct document *document = server->documents;

	if (server->client.pulls_diagnostics || server->lifecycle != SERVER_RUNNING)
		return NULL;
	while (document && !document->is_to_publish)
		document = document->next;
	return document;
}

int server_delay(const struct server *server)
{
	const struct document *document = to_publish(server);

	if (!document)
		return -1;
	if (document->last_ms <= QUICK_MS)
		return 0;
	return document->last_ms < LONGEST_DELAY_MS ? (int)document->last_ms : LONGEST_DELAY_MS;
}

struct publishing {
	struct server *server;
	struct document *document;
};

static void publish_run(void *context)
{
	struct publishing *publishing = context;
	struct document *document = publishing->document;

	notify_diagnostics(publishing->server, document, document->has_run ? &document->run : NULL);
}

static void publish(void *context)
{
	struct publishing *publishing = context;
	struct document *document = publishing->document;

	run_of(publishing->server, document);
	document->is_to_publish = false;
	document_guard(document, &publishing->server->arena, publish_run, publishing);
}

static void report_late(void *context)
{
	struct publishing *publishing = context;
	struct server *server = publishing->server;

	notify_message(server, MESSAGE_ERROR,
		       arena_printf(&server->arena, "%s: not checked: it takes more than %d seconds (--timeout)",
				    publishing->document->name, server->options->timeout));
}

bool server_idle(struct server *server)
{
	struct publishing publishing = { server, to_publish(server) };

	if (!publishing.document || guarded(server, publish, &publishing))
		return true;
	if (!server->is_late)
		return false;
	// Not again before it changes.
	publishing.document->is_to_publish = false;
	return guarded(server, report_late, &publishing);
}

void server_init(struct server *server, const struct options *options)
{
	*server = (struct server){ .options = options };
	arena_init(&server->arena);
	arena_init(&server->settings.arena);
}

void server_clear(struct server *server)
{
	while (server->documents) {
		struct document *next = server->documents->next;

		document_free(server->documents);
		server->documents = next;
	}
	free(server->root);
	arena_clear(&server->settings.arena);
	arena_clear(&server->arena);
}
