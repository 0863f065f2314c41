// SPDX-License-Identifier: Apache-2.0
// In: what a client would say. Out: what the language server answers, without any process between.
#include "lsp/session.h"

#include <check.h>
#include <stdlib.h>

const char session_uri[] = "file:///nowhere/deploy.yml";

static json_t *from_quoted(const char *text)
{
	char *json = strdup(text);
	json_error_t error;
	json_t *value;

	ck_assert_ptr_nonnull(json);
	for (char *at = json; *at; at++)
		*at = *at == '\'' ? '"' : *at;
	value = json_loads(json, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
	ck_assert_msg(value != NULL, "%s: %s", error.text, text);
	free(json);
	return value;
}

static void keep(void *context, struct str message)
{
	struct session *session = context;
	json_t *json = json_loadb(message.ptr, message.len, JSON_ALLOW_NUL, NULL);

	ck_assert_msg(json != NULL, "no JSON: %.*s", (int)message.len, message.ptr);
	json_array_append_new(session->sent, json);
}

static void give(struct session *session, json_t *message)
{
	char *text = json_dumps(message, JSON_COMPACT);

	ck_assert(server_take(&session->server, str_of(text)));
	free(text);
	json_decref(message);
}

static json_t *params_from(struct session *session, const char *params)
{
	json_t *json = params ? from_quoted(params) : json_object();

	if (json_is_object(json) && !json_object_get(json, "textDocument"))
		json_object_set_new(json, "textDocument", json_pack("{s:s}", "uri", session_uri));
	if (json_is_object(json) && !json_object_get(json, "position") && session->caret)
		json_object_set(json, "position", session->caret);
	return json;
}

const json_t *session_last(const struct session *session)
{
	return json_array_get(session->sent, json_array_size(session->sent) - 1);
}

const json_t *session_answer(struct session *session, const char *method, const char *params)
{
	json_int_t id = ++session->n_requests;
	const json_t *answer;

	give(session, json_pack("{s:s, s:I, s:s, s:o}", "jsonrpc", "2.0", "id", id, "method", method, "params",
				params_from(session, params)));
	answer = session_last(session);
	ck_assert_int_eq(json_integer_value(json_object_get(answer, "id")), id);
	return answer;
}

const json_t *session_ask(struct session *session, const char *method, const char *params)
{
	const json_t *answer = session_answer(session, method, params), *result = json_object_get(answer, "result");
	char *text = json_dumps(answer, 0);

	ck_assert_msg(result != NULL, "%s", text);
	free(text);
	return result;
}

void session_tell(struct session *session, const char *method, const char *params)
{
	give(session,
	     json_pack("{s:s, s:s, s:o}", "jsonrpc", "2.0", "method", method, "params", params_from(session, params)));
}

void session_begin(struct session *session, const char *params)
{
	*session = (struct session){ .options = { .has_no_config = true }, .sent = json_array() };
	session->options.command = &commands[0];
	server_init(&session->server, &session->options);
	session->server.send = keep;
	session->server.context = session;
	session_ask(session, "initialize", params ? params : "{'capabilities': {}}");
	session_tell(session, "initialized", NULL);
}

void session_end(struct session *session)
{
	server_clear(&session->server);
	json_decref(session->sent);
	json_decref(session->caret);
}

// The text is ASCII where it matters to these tests.
static json_t *position_of(struct str before)
{
	int line = 0, character = 0;

	for (size_t i = 0; i < before.len; i++) {
		character = before.ptr[i] == '\n' ? 0 : character + 1;
		line += before.ptr[i] == '\n';
	}
	return json_pack("{s:i, s:i}", "line", line, "character", character);
}

void session_open(struct session *session, const char *text)
{
	const char mark[] = "‸", *at = strstr(text, mark);
	json_t *whole;

	json_decref(session->caret);
	session->caret = at ? position_of((struct str){ text, (size_t)(at - text) }) : NULL;
	whole = at ? json_sprintf("%.*s%s", (int)(at - text), text, at + strlen(mark)) : json_string(text);
	give(session, json_pack("{s:s, s:s, s:{s:{s:s, s:s, s:I, s:o}}}", "jsonrpc", "2.0", "method",
				"textDocument/didOpen", "params", "textDocument", "uri", session_uri, "languageId",
				"akash", "version", (json_int_t)++session->version, "text", whole));
}

const json_t *session_diagnostics(struct session *session)
{
	const json_t *last;

	while (server_delay(&session->server) >= 0)
		ck_assert(server_idle(&session->server));
	last = session_last(session);
	ck_assert_str_eq(json_string_value(json_object_get(last, "method")), "textDocument/publishDiagnostics");
	return json_object_get(json_object_get(last, "params"), "diagnostics");
}

static bool fits(const json_t *value, const json_t *expected)
{
	const char *key;
	json_t *part;
	size_t i;

	if (json_is_array(expected)) {
		if (!json_is_array(value) || json_array_size(value) != json_array_size(expected))
			return false;
		json_array_foreach(expected, i, part) if (!fits(json_array_get(value, i), part)) return false;
		return true;
	}
	if (!json_is_object(expected))
		return json_equal(value, expected);
	json_object_foreach((json_t *)expected, key, part) if (!fits(json_object_get(value, key), part)) return false;
	return json_is_object(value);
}

void session_expect(const json_t *value, const char *expected)
{
	json_t *json = from_quoted(expected);
	char *text = json_dumps(value, JSON_ENCODE_ANY);

	ck_assert_msg(fits(value, json), "%s\nis not\n%s", text ? text : "(nothing)", expected);
	free(text);
	json_decref(json);
}
