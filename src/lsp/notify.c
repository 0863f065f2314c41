// SPDX-License-Identifier: Apache-2.0
// In: events. Out: notifications to the client.
#include "lsp/notify.h"

#include "base/arena.h"

// {"method", "params"}, its params to be filled. Sent by notify_send.
static json_t *notify_begin(struct server *server, struct json *json, const char *method)
{
	json_begin(json, &server->arena, json_object);
	json_put_text(json, json->root, "jsonrpc", STR("2.0"));
	json_put_text(json, json->root, "method", str_of(method));
	return json_put_object(json, json->root, "params");
}

void notify_send(struct server *server, const struct json *json)
{
	struct strbuf out = strbuf_in(&server->arena);

	json_write_line(json, &out);
	server->send(server->context, (struct str){ out.text, out.len - 1 });
}

void notify_message(struct server *server, enum message_type type, const char *text)
{
	struct strbuf shown;
	struct json json;
	json_t *params;

	if (server->lifecycle != SERVER_RUNNING)
		return;
	params = notify_begin(server, &json, "window/showMessage");
	shown = strbuf_in(&server->arena);
	strbuf_puts(&shown, "akashlint: ");
	strbuf_add_escaped(&shown, str_of(text));
	json_put(&json, params, "type", json_integer(type));
	json_put_text(&json, params, "message", (struct str){ shown.text, shown.len });
	notify_send(server, &json);
}

void notify_diagnostics(struct server *server, struct document *document, struct run *run)
{
	struct request request = { .server = server, .arena = &server->arena, .document = document, .run = run };
	json_t *params = notify_begin(server, &request.json, "textDocument/publishDiagnostics"), *list;

	json_put_text(&request.json, params, "uri", str_of(document->uri));
	if (server->client.has_versions)
		json_put(&request.json, params, "version", json_integer(document->version));
	list = json_put_array(&request.json, params, "diagnostics");
	for (size_t i = 0; run && i < run->diags.n; i++)
		push_diagnostic(&request, list, run->diags.items[i]);
	notify_send(server, &request.json);
}

// A request to the client; its answer is ignored.
static json_t *ask_client(struct server *server, struct json *json, const char *method)
{
	json_t *params = notify_begin(server, json, method);
	const char *id = arena_printf(&server->arena, "akashlint-%llu", (unsigned long long)++server->n_requests);

	json_put_text(json, json->root, "id", str_of(id));
	return params;
}

void notify_watch(struct server *server)
{
	struct json json;
	json_t *params, *registration, *watchers, *watcher;

	if (!server->client.watches_files)
		return;
	params = ask_client(server, &json, "client/registerCapability");
	registration = json_push_object(&json, json_put_array(&json, params, "registrations"));
	json_put_text(&json, registration, "id", STR("akashlint-files"));
	json_put_text(&json, registration, "method", STR("workspace/didChangeWatchedFiles"));
	watchers = json_put_array(&json, json_put_object(&json, registration, "registerOptions"), "watchers");
	watcher = json_push_object(&json, watchers);
	json_put_text(&json, watcher, "globPattern", str_of(arena_printf(&server->arena, "**/%s", config_file_name)));
	notify_send(server, &json);
}

void notify_refresh(struct server *server)
{
	struct json json;

	if (!server->client.refreshes_diagnostics)
		return;
	ask_client(server, &json, "workspace/diagnostic/refresh");
	json_object_del(json.root, "params");
	notify_send(server, &json);
}
