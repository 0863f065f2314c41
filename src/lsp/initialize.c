// SPDX-License-Identifier: Apache-2.0
// In: the client's capabilities. Out: the server's.
#include "lsp/request.h"

#include <stdlib.h>

#include "akashlint.h"

static const struct {
	const char *name;
	enum encoding encoding;
} encodings[] = { { "utf-16", ENCODING_UTF16 }, { "utf-8", ENCODING_UTF8 }, { "utf-32", ENCODING_UTF32 } };

// The protocol's number.
enum { SYNC_INCREMENTAL = 2 };

static const json_t *get(const json_t *object, const char *a, const char *b)
{
	return json_object_get(json_object_get(object, a), b);
}

static bool is_on(const json_t *object, const char *a, const char *b)
{
	return json_is_true(get(object, a, b));
}

static bool has_text(const json_t *array, const char *text)
{
	size_t i;
	const json_t *item;

	json_array_foreach(array, i,
			   item) if (json_is_string(item) && strcmp(json_string_value(item), text) == 0) return true;
	return false;
}

static bool has_number(const json_t *array, json_int_t number)
{
	size_t i;
	const json_t *item;

	json_array_foreach(array, i, item) if (json_integer_value(item) == number) return true;
	return false;
}

static struct client client_from_json(const json_t *capabilities)
{
	const json_t *text = json_object_get(capabilities, "textDocument");
	const json_t *workspace = json_object_get(capabilities, "workspace");
	const json_t *publish = json_object_get(text, "publishDiagnostics"),
		     *pull = json_object_get(text, "diagnostic");
	const json_t *item = get(text, "completion", "completionItem"), *shown = pull ? pull : publish;
	const json_t *tags = get(shown, "tagSupport", "valueSet");

	// Clients that pull declare here what they can show; most declare it for pushed diagnostics, and mean both.
	tags = tags ? tags : get(publish, "tagSupport", "valueSet");
	return (struct client){
		.pulls_diagnostics = json_is_object(pull),
		.refreshes_diagnostics = is_on(workspace, "diagnostics", "refreshSupport"),
		.watches_files = is_on(workspace, "didChangeWatchedFiles", "dynamicRegistration"),
		.has_versions = json_is_true(json_object_get(publish, "versionSupport")),
		.has_related = json_is_true(json_object_get(publish, "relatedInformation")) ||
			       json_is_true(json_object_get(pull, "relatedInformation")),
		.has_code_description = json_is_true(json_object_get(publish, "codeDescriptionSupport")) ||
					json_is_true(json_object_get(pull, "codeDescriptionSupport")),
		.has_unnecessary = has_number(tags, 1),
		.has_markdown_hover = has_text(get(text, "hover", "contentFormat"), "markdown"),
		.has_markdown_completion = has_text(json_object_get(item, "documentationFormat"), "markdown"),
		.has_snippets = json_is_true(json_object_get(item, "snippetSupport")),
		.has_text_as_is = has_number(get(item, "insertTextModeSupport", "valueSet"), 1),
		.has_code_action_literals = json_is_object(get(text, "codeAction", "codeActionLiteralSupport")),
		.has_document_changes = is_on(workspace, "workspaceEdit", "documentChanges"),
		.has_nested_symbols = is_on(text, "documentSymbol", "hierarchicalDocumentSymbolSupport"),
	};
}

// The client's favourite among the supported ones.
static enum encoding encoding_from_json(const json_t *list)
{
	size_t i;
	const json_t *item;

	json_array_foreach(list, i, item) for (size_t j = 0; j < COUNT_OF(encodings) && json_is_string(item);
					       j++) if (strcmp(json_string_value(item), encodings[j].name) ==
							0) return encodings[j]
		.encoding;
	return ENCODING_UTF16;
}

void take_client_settings(struct server *server, const json_t *settings)
{
	const json_t *own = json_object_get(settings, "akashlint"), *hints;

	hints = json_object_get(own ? own : settings, "inlayHints");
	if (json_is_boolean(hints))
		server->client.wants_inlay_hints = json_is_true(hints);
}

static void take_root(struct server *server, const json_t *params)
{
	const json_t *folder = json_array_get(json_object_get(params, "workspaceFolders"), 0);
	const char *uri = json_string_value(json_object_get(folder, "uri"));

	if (!uri)
		uri = json_string_value(json_object_get(params, "rootUri"));
	free(server->root);
	server->root = uri ? path_from_uri(uri) : NULL;
}

static void put_true(struct request *request, json_t *object, const char *key)
{
	json_put(&request->json, object, key, json_true());
}

static void put_texts(struct request *request, json_t *object, const char *key, const char *const *texts)
{
	json_t *array = json_put_array(&request->json, object, key);

	for (; *texts; texts++)
		json_push_text(&request->json, array, str_of(*texts));
}

static void put_capabilities(struct request *request, json_t *can)
{
	static const char *const triggers[] = { ":", " ", "-", NULL };
	static const char *const kinds[] = { "quickfix", "source.fixAll.akashlint", NULL };
	struct json *json = &request->json;
	json_t *sync = json_put_object(json, can, "textDocumentSync"), *diagnostics, *actions;

	json_put_text(json, can, "positionEncoding", str_of(encodings[request->server->encoding].name));
	put_true(request, sync, "openClose");
	json_put(json, sync, "change", json_integer(SYNC_INCREMENTAL));
	put_true(request, sync, "save");
	diagnostics = json_put_object(json, can, "diagnosticProvider");
	json_put_text(json, diagnostics, "identifier", STR("akashlint"));
	json_put(json, diagnostics, "interFileDependencies", json_false());
	json_put(json, diagnostics, "workspaceDiagnostics", json_false());
	put_true(request, can, "hoverProvider");
	put_texts(request, json_put_object(json, can, "completionProvider"), "triggerCharacters", triggers);
	actions = json_put_object(json, can, "codeActionProvider");
	put_texts(request, actions, "codeActionKinds", kinds);
	put_true(request, can, "definitionProvider");
	put_true(request, can, "referencesProvider");
	put_true(request, json_put_object(json, can, "renameProvider"), "prepareProvider");
	put_true(request, can, "documentSymbolProvider");
	put_true(request, can, "foldingRangeProvider");
	put_true(request, can, "inlayHintProvider");
}

void lsp_initialize(struct request *request)
{
	struct server *server = request->server;
	const json_t *capabilities = json_object_get(request->params, "capabilities");
	json_t *result, *info;

	server->client = client_from_json(capabilities);
	server->encoding = encoding_from_json(get(capabilities, "general", "positionEncodings"));
	take_client_settings(server, json_object_get(request->params, "initializationOptions"));
	take_root(server, request->params);
	server->lifecycle = SERVER_RUNNING;
	result = request_result_object(request);
	put_capabilities(request, json_put_object(&request->json, result, "capabilities"));
	info = json_put_object(&request->json, result, "serverInfo");
	json_put_text(&request->json, info, "name", STR("akashlint"));
	json_put_text(&request->json, info, "version", STR(AKASHLINT_VERSION));
}
