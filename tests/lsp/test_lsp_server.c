// SPDX-License-Identifier: Apache-2.0
// In: messages of a client, sound and broken. Out: whether the language server does what JSON-RPC and the protocol say.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "lsp/session.h"

enum { DEEP = 100000 };

static struct session session;

static void set_up(void)
{
	session_begin(&session, NULL);
}

static void tear_down(void)
{
	session_end(&session);
}

// The message is JSON with ' for ", or what should be JSON; the answer likewise, NULL for none.
static void exchange_bytes(struct str message, const char *expected)
{
	size_t n = json_array_size(session.sent);

	ck_assert(server_take(&session.server, message));
	ck_assert_msg(json_array_size(session.sent) == n + (expected ? 1 : 0), "%zu answers to %.*s",
		      json_array_size(session.sent) - n, (int)message.len, message.ptr);
	if (expected)
		session_expect(session_last(&session), expected);
}

static void exchange(const char *message, const char *expected)
{
	char *json = strdup(message);

	for (char *at = json; *at; at++)
		*at = *at == '\'' ? '"' : *at;
	exchange_bytes(str_of(json), expected);
	free(json);
}

static const char parse_error[] = "{'jsonrpc': '2.0', 'id': null, 'error': {'code': -32700}}";
static const char invalid_request[] = "{'jsonrpc': '2.0', 'id': null, 'error': {'code': -32600}}";
static const char no_method[] = "{'id': 7, 'error': {'code': -32601}}";
static const char invalid_params[] = "{'id': 7, 'error': {'code': -32602}}";

static const struct {
	const char *message, *answer;
} exchanges[] = {
	{ "", parse_error },
	{ "{", parse_error },
	{ "{} {}", parse_error },
	{ "5", parse_error },
	{ "Content-Length: 2", parse_error },
	{ "{'a\\u0000b': 1}", parse_error },
	{ "{'jsonrpc': '2.0', 'id': 7, 'method': '\xFF'}", parse_error },
	{ "{'jsonrpc': '2.0', 'id': 7, 'method': '\xED\xA0\x80'}", parse_error },
	{ "{}", invalid_request },
	{ "[]", invalid_request },
	{ "[{'jsonrpc': '2.0', 'id': 7, 'method': 'shutdown'}]", invalid_request },
	{ "{'jsonrpc': '2.0'}", invalid_request },
	{ "{'id': 7, 'method': 'shutdown'}", "{'id': 7, 'error': {'code': -32600}}" },
	{ "{'jsonrpc': 2.0, 'id': 7, 'method': 'shutdown'}", "{'id': 7, 'error': {'code': -32600}}" },
	{ "{'jsonrpc': '1.0', 'id': 7, 'method': 'shutdown'}", "{'id': 7, 'error': {'code': -32600}}" },
	{ "{'jsonrpc': '2.0', 'id': 7}", "{'id': 7, 'error': {'code': -32600}}" },
	{ "{'jsonrpc': '2.0', 'id': 7, 'method': 5}", "{'id': 7, 'error': {'code': -32600}}" },
	{ "{'jsonrpc': '2.0', 'id': 7, 'method': null}", "{'id': 7, 'error': {'code': -32600}}" },
	{ "{'jsonrpc': '2.0', 'id': 7, 'method': 'shutdown', 'params': 5}", "{'id': 7, 'error': {'code': -32600}}" },
	{ "{'jsonrpc': '2.0', 'id': 7, 'method': 'textDocument/hover', 'params': null}", invalid_params },
	{ "{'jsonrpc': '2.0', 'id': 1.5, 'method': 'shutdown'}", invalid_request },
	{ "{'jsonrpc': '2.0', 'id': true, 'method': 'shutdown'}", invalid_request },
	{ "{'jsonrpc': '2.0', 'id': [7], 'method': 'shutdown'}", invalid_request },
	{ "{'jsonrpc': '2.0', 'id': {}, 'method': 'shutdown'}", invalid_request },
	{ "{'jsonrpc': '2.0', 'id': 'a', 'method': 'x'}", "{'id': 'a', 'error': {'code': -32601}}" },
	{ "{'jsonrpc': '2.0', 'id': null, 'method': 'x'}", "{'id': null, 'error': {'code': -32601}}" },
	{ "{'jsonrpc': '2.0', 'id': -7, 'method': 'x'}", "{'id': -7, 'error': {'code': -32601}}" },
	{ "{'jsonrpc': '2.0', 'id': 7, 'method': ''}", no_method },
	{ "{'jsonrpc': '2.0', 'id': 7, 'method': '$/x'}", no_method },
	{ "{'jsonrpc': '2.0', 'id': 7, 'method': 'initialized'}", no_method },
	{ "{'jsonrpc': '2.0', 'id': 7, 'method': 'exit'}", no_method },
	{ "{'jsonrpc': '2.0', 'id': 7, 'method': 'textDocument/didOpen'}", no_method },
	{ "{'jsonrpc': '2.0', 'id': 7, 'method': 'textDocument/hover'}", invalid_params },
	{ "{'jsonrpc': '2.0', 'id': 7, 'method': 'textDocument/hover', 'params': []}", invalid_params },
	{ "{'jsonrpc': '2.0', 'id': 7, 'method': 'textDocument/hover', 'params': {'textDocument': 5}}",
	  invalid_params },
	{ "{'jsonrpc': '2.0', 'id': 7, 'method': 'textDocument/hover', 'params': {'textDocument': {'uri': 5}}}",
	  invalid_params },
	{ "{'jsonrpc': '2.0', 'id': 7, 'method': 'initialize', 'params': {}}", "{'id': 7, 'error': {'code': -32600}}" },
	// Notifications are never answered.
	{ "{'jsonrpc': '2.0', 'method': 'x'}", NULL },
	{ "{'jsonrpc': '2.0', 'method': '$/setTrace', 'params': {'value': 'off'}}", NULL },
	{ "{'jsonrpc': '2.0', 'method': '$/cancelRequest', 'params': {'id': 99}}", NULL },
	{ "{'jsonrpc': '2.0', 'method': 'textDocument/hover'}", NULL },
	{ "{'jsonrpc': '2.0', 'method': 'initialize', 'params': {}}", NULL },
	// Nor are answers.
	{ "{'jsonrpc': '2.0', 'id': 'akashlint-1', 'result': null}", NULL },
	{ "{'jsonrpc': '2.0', 'id': 'akashlint-1', 'error': {'code': -32601, 'message': 'no'}}", NULL },
	{ "{'jsonrpc': '2.0', 'id': {}, 'result': [[[]]]}", NULL },
};

START_TEST(test_exchanges)
{
	exchange(exchanges[_i].message, exchanges[_i].answer);
	// Whatever came, what comes next is understood.
	session_open(&session, "deployment: 5\n");
	ck_assert_uint_gt(json_array_size(session_diagnostics(&session)), 0);
}
END_TEST

START_TEST(test_odd_bytes)
{
	char *deep = malloc(DEEP);

	exchange_bytes((struct str){ "{}\0", 3 }, parse_error);
	exchange_bytes((struct str){ "\0", 1 }, parse_error);
	memset(deep, '[', DEEP);
	exchange_bytes((struct str){ deep, DEEP }, parse_error);
	for (size_t i = 0; i + 5 <= DEEP; i += 5)
		memcpy(deep + i, "{\"a\":", 5);
	exchange_bytes((struct str){ deep, DEEP }, parse_error);
	free(deep);
}
END_TEST

static const char *const positions[] = {
	"null",
	"5",
	"[]",
	"{}",
	"{'line': 0}",
	"{'line': -1, 'character': 0}",
	"{'line': 0, 'character': 0.5}",
	"{'line': '0', 'character': 0}",
	"{'line': 0, 'character': 2147483648}",
};

START_TEST(test_positions)
{
	char message[300];

	session_open(&session, "deployment: 5\n");
	snprintf(message, sizeof(message),
		 "{'jsonrpc': '2.0', 'id': 7, 'method': 'textDocument/hover', 'params': "
		 "{'textDocument': {'uri': '%s'}, 'position': %s}}",
		 session_uri, positions[_i]);
	exchange(message, invalid_params);
	snprintf(message, sizeof(message),
		 "{'jsonrpc': '2.0', 'id': 7, 'method': 'textDocument/inlayHint', 'params': "
		 "{'textDocument': {'uri': '%s'}, 'range': {'start': {'line': 0, 'character': 0}, 'end': %s}}}",
		 session_uri, positions[_i]);
	exchange(message, invalid_params);
}
END_TEST

START_TEST(test_before_initialize)
{
	session.server.lifecycle = SERVER_NEW;
	exchange("{'jsonrpc': '2.0', 'id': 7, 'method': 'textDocument/hover'}", "{'id': 7, 'error': {'code': -32002}}");
	exchange("{'jsonrpc': '2.0', 'id': 7, 'method': 'x'}", "{'id': 7, 'error': {'code': -32002}}");
	exchange("{'jsonrpc': '2.0', 'id': 7, 'method': 'shutdown'}", "{'id': 7, 'error': {'code': -32002}}");
	exchange(
		"{'jsonrpc': '2.0', 'method': 'textDocument/didOpen', 'params': {'textDocument': {'uri': 'a', 'text': ''}}}",
		NULL);
	exchange("{'jsonrpc': '2.0', 'method': 'initialize', 'params': {}}", NULL);
	ck_assert_ptr_null(session.server.documents);
	ck_assert_int_eq(session.server.lifecycle, SERVER_NEW);
	exchange("{'jsonrpc': '2.0', 'id': 7, 'method': 'initialize'}",
		 "{'id': 7, 'result': {'serverInfo': {'name': 'akashlint'}}}");
	ck_assert(!session.server.has_ended);
	session.server.lifecycle = SERVER_NEW;
	exchange("{'jsonrpc': '2.0', 'method': 'exit'}", NULL);
	ck_assert(session.server.has_ended);
}
END_TEST

START_TEST(test_after_shutdown)
{
	session_open(&session, "deployment: 5\n");
	exchange("{'jsonrpc': '2.0', 'id': 7, 'method': 'shutdown', 'params': null}", "{'id': 7, 'result': null}");
	ck_assert_int_eq(server_delay(&session.server), -1);
	exchange("{'jsonrpc': '2.0', 'id': 7, 'method': 'shutdown'}", "{'id': 7, 'error': {'code': -32600}}");
	exchange("{'jsonrpc': '2.0', 'id': 7, 'method': 'initialize'}", "{'id': 7, 'error': {'code': -32600}}");
	exchange("{'jsonrpc': '2.0', 'id': 7, 'method': 'textDocument/hover'}", "{'id': 7, 'error': {'code': -32600}}");
	exchange(
		"{'jsonrpc': '2.0', 'method': 'textDocument/didOpen', 'params': {'textDocument': {'uri': 'a', 'text': ''}}}",
		NULL);
	ck_assert_ptr_null(session.server.documents->next);
	ck_assert(!session.server.has_ended);
	exchange("{'jsonrpc': '2.0', 'method': 'exit'}", NULL);
	ck_assert(session.server.has_ended);
}
END_TEST

static const char *const capabilities[] = {
	"{}",
	"[]",
	"{'capabilities': 5}",
	"{'capabilities': {'textDocument': [], 'workspace': 'x', 'general': null}}",
	"{'capabilities': {'general': {'positionEncodings': 'utf-8'}}, 'rootUri': 5, 'workspaceFolders': [5]}",
	"{'capabilities': {'general': {'positionEncodings': [5, 'utf-7', null]}}, 'initializationOptions': [1]}",
	"{'capabilities': {'textDocument': {'publishDiagnostics': {'tagSupport': {'valueSet': ['1', 1.0, {}]}}}}}",
	"{'workspaceFolders': null, 'rootUri': 'file:///%00', 'initializationOptions': {'inlayHints': 'yes', 'akashlint': 5}}",
	"{'workspaceFolders': [], 'rootUri': 'http://example.org', 'initializationOptions': {'akashlint': {'inlayHints': 1}}}",
};

// What is said wrongly is as if it were not said.
START_TEST(test_odd_capabilities)
{
	struct session other;

	session_begin(&other, capabilities[_i]);
	ck_assert_int_eq(other.server.encoding, ENCODING_UTF16);
	ck_assert(!other.server.client.pulls_diagnostics && !other.server.client.wants_inlay_hints);
	ck_assert(!other.server.client.has_unnecessary);
	ck_assert_ptr_null(other.server.root);
	session_open(&other, "deployment: 5\n");
	ck_assert_uint_gt(json_array_size(session_diagnostics(&other)), 0);
	session_end(&other);
}
END_TEST

START_TEST(test_encodings)
{
	static const struct {
		const char *params, *chosen;
	} cases[] = {
		{ "{'capabilities': {'general': {'positionEncodings': ['utf-7', 'utf-8', 'utf-16']}}}", "utf-8" },
		{ "{'capabilities': {'general': {'positionEncodings': ['utf-16', 'utf-8']}}}", "utf-16" },
		{ "{'capabilities': {'general': {'positionEncodings': ['utf-32']}}}", "utf-32" },
		{ "{'capabilities': {'general': {'positionEncodings': []}}}", "utf-16" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct session other;
		const json_t *can;

		session_begin(&other, cases[i].params);
		can = json_object_get(json_object_get(json_array_get(other.sent, 0), "result"), "capabilities");
		ck_assert_str_eq(json_string_value(json_object_get(can, "positionEncoding")), cases[i].chosen);
		session_end(&other);
	}
}
END_TEST

// The time is over before anything begins: the client hears so, and the server goes on, also with the document that
// took too long.
START_TEST(test_late)
{
	static const char hover[] = "{\"jsonrpc\": \"2.0\", \"id\": 9, \"method\": \"textDocument/hover\", \"params\": "
				    "{\"textDocument\": {\"uri\": \"file:///nowhere/deploy.yml\"}, "
				    "\"position\": {\"line\": 0, \"character\": 0}}}";

	session_open(&session, "version: \"3.0\"\nservices: {}\n");
	ck_assert_int_ge(server_delay(&session.server), 0);
	session.options.timeout = -1;
	ck_assert(!server_take(&session.server, str_of(hover)));
	ck_assert(session.server.is_late);
	ck_assert_int_ge(server_delay(&session.server), 0);
	// Reporting it takes time too.
	ck_assert(!server_idle(&session.server));
	ck_assert_int_eq(server_delay(&session.server), -1);
	session.options.timeout = 60;
	ck_assert(server_take(&session.server, str_of(hover)));
	ck_assert(!session.server.is_late);
	ck_assert_ptr_nonnull(json_object_get(session_last(&session), "result"));
}
END_TEST

Suite *lsp_server_suite(void)
{
	Suite *suite = suite_create("lsp_server");
	TCase *tcase = tcase_create("core");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, test_exchanges, 0, COUNT_OF(exchanges));
	tcase_add_test(tcase, test_odd_bytes);
	tcase_add_loop_test(tcase, test_positions, 0, COUNT_OF(positions));
	tcase_add_test(tcase, test_before_initialize);
	tcase_add_test(tcase, test_after_shutdown);
	tcase_add_loop_test(tcase, test_odd_capabilities, 0, COUNT_OF(capabilities));
	tcase_add_test(tcase, test_encodings);
	tcase_add_test(tcase, test_late);
	suite_add_tcase(suite, tcase);
	return suite;
}
