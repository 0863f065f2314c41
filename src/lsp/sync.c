// SPDX-License-Identifier: Apache-2.0
// In: document notifications of a client. Out: our copies, kept in sync.
#include "cli/find_files.h"

#include <string.h>

#include "lint.h"
#include "lsp/notify.h"
#include "lsp/request.h"
#include "os/clock.h"

// Language IDs that always mean an SDL.
static const char *const languages[] = { "akash", "akash-sdl", NULL };

struct linting {
	struct document *document;
	const struct file_settings *effective;
};

static void lint_document(void *context)
{
	struct linting *linting = context;
	struct document *document = linting->document;
	const struct settings *settings = &default_settings;

	document->is_sdl |= !why_no_sdl(&document->arena, document_text(document));
	if (!document->is_sdl)
		return;
	if (linting->effective->all)
		settings = settings_of_file(&document->arena, linting->effective, document->name, NULL);
	lint(&document->run, &document->arena, settings, document->name, document_text(document));
	document->has_run = true;
}

struct run *run_of(struct server *server, struct document *document)
{
	const struct file_settings effective = settings_of(server, document);
	struct linting linting = { document, &effective };
	uint64_t start = os_milliseconds();

	if (document->has_run)
		return &document->run;
	document->run_number = ++server->n_runs;
	document_guard(document, &server->arena, lint_document, &linting);
	document->last_ms = (unsigned)(os_milliseconds() - start);
	return document->has_run ? &document->run : NULL;
}

static const json_t *text_document(const struct request *request)
{
	return json_object_get(request->params, "textDocument");
}

static struct str text_of(const json_t *value)
{
	return (struct str){ json_string_value(value), json_string_length(value) };
}

static void set_text(struct request *request, struct span span, const json_t *text)
{
	if (!document_replace(request->document, span, text_of(text)))
		notify_message(request->server, MESSAGE_ERROR, "the document is too large to check");
}

static bool is_of_language(const json_t *language)
{
	for (size_t i = 0; languages[i]; i++)
		if (json_is_string(language) && strcmp(json_string_value(language), languages[i]) == 0)
			return true;
	return false;
}

void lsp_did_open(struct request *request)
{
	const json_t *item = text_document(request), *text = json_object_get(item, "text");
	const char *uri = json_string_value(json_object_get(item, "uri"));
	struct server *server = request->server;

	if (!uri || !json_is_string(text))
		return;
	if (!request->document) {
		request->document = document_new(uri, server->root);
		if (!request->document)
			arena_out_of_memory(request->arena);
		request->document->next = server->documents;
		server->documents = request->document;
	}
	request->document->version = json_integer_value(json_object_get(item, "version"));
	request->document->is_sdl |= is_of_language(json_object_get(item, "languageId"));
	set_text(request, (struct span){ 0, (uint32_t)request->document->len }, text);
}

void lsp_did_change(struct request *request)
{
	const json_t *changes = json_object_get(request->params, "contentChanges"), *change;
	size_t i;

	if (!request->document)
		return;
	json_array_foreach(changes, i, change)
	{
		const json_t *range = json_object_get(change, "range"), *text = json_object_get(change, "text");
		bool is_whole = !range || json_is_null(range);
		struct span span = { 0, (uint32_t)request->document->len };

		if (!json_is_string(text) || (!is_whole && !span_from_json(request, range, &span)))
			continue;
		set_text(request, span, text);
	}
	request->document->version = json_integer_value(json_object_get(text_document(request), "version"));
}

// All files are read anew, and all documents checked again.
static void check_anew(struct server *server)
{
	settings_forget(server);
	for (struct document *document = server->documents; document; document = document->next)
		document->is_to_publish = true;
}

// Files that a policy extends are not watched: they are polled now and then.
void lsp_did_save(struct request *request)
{
	check_anew(request->server);
}

void lsp_did_close(struct request *request)
{
	struct document **link = &request->server->documents;

	if (!request->document)
		return;
	while (*link != request->document)
		link = &(*link)->next;
	*link = request->document->next;
	if (!request->server->client.pulls_diagnostics)
		notify_diagnostics(request->server, request->document, NULL);
	document_free(request->document);
	request->document = NULL;
}

void lsp_did_change_files(struct request *request)
{
	check_anew(request->server);
	notify_refresh(request->server);
}

void lsp_did_change_settings(struct request *request)
{
	take_client_settings(request->server, json_object_get(request->params, "settings"));
}
