// SPDX-License-Identifier: Apache-2.0
// In: a request of a client. Out: its answer, piece by piece.
#include "lsp/request.h"

#include "base/arena.h"

void request_fail(struct request *request, int code, const char *format, ...)
{
	json_t *error;
	va_list args;

	if (request->has_failed)
		return;
	request->has_failed = true;
	error = json_put_object(&request->json, request->json.root, "error");
	json_put(&request->json, error, "code", json_integer(code));
	va_start(args, format);
	json_put_text(&request->json, error, "message", str_of(arena_vprintf(request->arena, format, args)));
	va_end(args);
}

json_t *request_result_object(struct request *request)
{
	return json_put_object(&request->json, request->json.root, "result");
}

json_t *request_result_array(struct request *request)
{
	return json_put_array(&request->json, request->json.root, "result");
}

// The protocol's type uinteger.
static bool is_count(const json_t *value)
{
	return json_is_integer(value) && json_integer_value(value) >= 0 && json_integer_value(value) <= INT32_MAX;
}

bool offset_from_json(const struct request *request, const json_t *position, uint32_t *offset)
{
	const json_t *line = json_object_get(position, "line"), *character = json_object_get(position, "character");
	struct client_position at;

	if (!is_count(line) || !is_count(character))
		return false;
	at.line = (uint32_t)json_integer_value(line);
	at.character = (uint32_t)json_integer_value(character);
	*offset = offset_from_position(document_text(request->document), at, request->server->encoding);
	return true;
}

bool span_from_json(const struct request *request, const json_t *range, struct span *span)
{
	if (!offset_from_json(request, json_object_get(range, "start"), &span->start) ||
	    !offset_from_json(request, json_object_get(range, "end"), &span->end))
		return false;
	if (span->end < span->start)
		span->end = span->start;
	return true;
}

void put_position(struct request *request, json_t *object, const char *key, uint32_t offset)
{
	struct client_position at =
		position_from_last(&request->last, &request->run->source, offset, request->server->encoding);
	json_t *position = json_put_object(&request->json, object, key);

	json_put(&request->json, position, "line", json_integer(at.line));
	json_put(&request->json, position, "character", json_integer(at.character));
}

void put_range(struct request *request, json_t *object, const char *key, struct span span)
{
	json_t *range = json_put_object(&request->json, object, key);

	put_position(request, range, "start", span.start);
	put_position(request, range, "end", span.end);
}

void push_text_edit(struct request *request, json_t *edits, struct span span, struct str text)
{
	json_t *edit = json_push_object(&request->json, edits);

	put_range(request, edit, "range", span);
	json_put_text(&request->json, edit, "newText", text);
}

// With a version where the client takes one, so that it drops edits of a text that it no longer has.
json_t *put_workspace_edit(struct request *request, json_t *object, const char *key)
{
	struct json *json = &request->json;
	const struct document *document = request->document;
	json_t *edit = json_put_object(json, object, key), *change, *id;

	if (!request->server->client.has_document_changes)
		return json_put_array(json, json_put_object(json, edit, "changes"), document->uri);
	change = json_push_object(json, json_put_array(json, edit, "documentChanges"));
	id = json_put_object(json, change, "textDocument");
	json_put_text(json, id, "uri", str_of(document->uri));
	json_put(json, id, "version", json_integer(document->version));
	return json_put_array(json, change, "edits");
}

void put_markup(struct request *request, json_t *object, const char *key, bool has_markdown, struct str text)
{
	json_t *markup = json_put_object(&request->json, object, key);

	json_put_text(&request->json, markup, "kind", has_markdown ? STR("markdown") : STR("plaintext"));
	json_put_text(&request->json, markup, "value", text);
}
