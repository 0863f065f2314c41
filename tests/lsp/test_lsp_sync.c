// SPDX-License-Identifier: Apache-2.0
// In: documents that are opened, changed and closed. Out: whether their texts and diagnostics are right.
#include <check.h>

#include "lsp/session.h"
#include "unit/fixture.h"

static const char pulling[] = "{'capabilities': {'textDocument': {'diagnostic': {}}}}";
static const char with_versions[] =
	"{'capabilities': {'textDocument': {'publishDiagnostics': {'versionSupport': true}}}}";
static const char other_yaml[] = "apiVersion: v1\nkind: Pod\nkind: Pod\n";

static struct session session;

static void set_up(void)
{
	session_begin(&session, NULL);
}

static void tear_down(void)
{
	session_end(&session);
}

// Another client.
static void begin_as(const char *params)
{
	session_end(&session);
	session_begin(&session, params);
}

static void expect_text(const char *expected, size_t len)
{
	struct str text = document_text(session.server.documents);

	ck_assert_msg(text.len == len && memcmp(text.ptr, expected, len) == 0, "\"%.*s\", not \"%s\"", (int)text.len,
		      text.ptr, expected);
}

static void change(const char *changes)
{
	json_t *params = json_sprintf("{'textDocument': {'uri': '%s', 'version': %d}, 'contentChanges': %s}",
				      session_uri, (int)++session.version, changes);

	session_tell(&session, "textDocument/didChange", json_string_value(params));
	json_decref(params);
}

START_TEST(test_changes)
{
	session_open(&session, "one\ntwo\n");
	change("[{'range': {'start': {'line': 0, 'character': 3}, 'end': {'line': 1, 'character': 0}}, 'text': ' 😀'},"
	       " {'range': {'start': {'line': 0, 'character': 6}, 'end': {'line': 0, 'character': 6}}, 'text': '-'}]");
	expect_text("one 😀-two\n", strlen("one 😀-two\n"));
	// Beyond the end is the end; the wrong way round is nothing.
	change("[{'range': {'start': {'line': 9, 'character': 9}, 'end': {'line': 99, 'character': 0}}, 'text': 'x'}]");
	change("[{'range': {'start': {'line': 0, 'character': 3}, 'end': {'line': 0, 'character': 0}}, 'text': ','}]");
	expect_text("one, 😀-two\nx", strlen("one, 😀-two\nx"));
	// Within a surrogate pair is its beginning: the text stays UTF-8.
	change("[{'range': {'start': {'line': 0, 'character': 6}, 'end': {'line': 0, 'character': 7}}, 'text': ''}]");
	expect_text("one, -two\nx", strlen("one, -two\nx"));
	change("[{'text': 'whole'}]");
	expect_text("whole", 5);
	change("[{'range': null, 'text': 'whole again'}]");
	expect_text("whole again", 11);
	change("[]");
	expect_text("whole again", 11);
}
END_TEST

static const char *const odd_changes[] = {
	"null",
	"5",
	"{}",
	"[5]",
	"[[]]",
	"[{}]",
	"[{'text': 5}]",
	"[{'range': 5, 'text': 'x'}]",
	"[{'range': {'start': {'line': 0, 'character': 0}}, 'text': 'x'}]",
	"[{'range': {'start': {'line': 0, 'character': 0}, 'end': {'line': -1, 'character': 0}}, 'text': 'x'}]",
};

START_TEST(test_odd_changes)
{
	session_open(&session, "version: 5\n");
	change(odd_changes[_i]);
	expect_text("version: 5\n", 11);
}
END_TEST

static const struct {
	const char *method, *params;
} odd_notifications[] = {
	{ "textDocument/didOpen", "[]" },
	{ "textDocument/didOpen", "{'textDocument': 5}" },
	{ "textDocument/didOpen", "{'textDocument': {'uri': 5, 'text': ''}}" },
	{ "textDocument/didOpen", "{'textDocument': {'uri': 'file:///other'}}" },
	{ "textDocument/didOpen", "{'textDocument': {'uri': 'file:///other', 'text': null}}" },
	{ "textDocument/didChange", "{'textDocument': {'uri': 'file:///other'}, 'contentChanges': [{'text': 'x'}]}" },
	{ "textDocument/didClose", "{'textDocument': {'uri': 'file:///other'}}" },
	{ "textDocument/didClose", "{'textDocument': null}" },
	{ "textDocument/didSave", "[5]" },
	{ "workspace/didChangeWatchedFiles", "{'changes': 5}" },
	{ "workspace/didChangeConfiguration", "[]" },
	{ "workspace/didChangeConfiguration", "{'settings': {'akashlint': [], 'inlayHints': 'x'}}" },
};

START_TEST(test_odd_notifications)
{
	session_open(&session, "version: 5\n");
	session_tell(&session, odd_notifications[_i].method, odd_notifications[_i].params);
	expect_text("version: 5\n", 11);
	ck_assert_ptr_null(session.server.documents->next);
	ck_assert_uint_eq(json_array_size(session.sent), 1); // the answer to "initialize"
}
END_TEST

// What a JavaScript client sends when a pair is cut in two, and what no editor shows.
START_TEST(test_odd_texts)
{
	static const char pair[] =
		"{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":"
		"{\"uri\":\"untitled:a\",\"text\":\"a\\uD83Db\\uDE00c\\uD83D\\uDE00\"}}}";

	session_open(&session, "");
	ck_assert(server_take(&session.server, str_of(pair)));
	expect_text("a\uFFFDb\uFFFDc😀", strlen("a\uFFFDb\uFFFDc😀"));
	session_tell(&session, "textDocument/didClose", "{'textDocument': {'uri': 'untitled:a'}}");
	change("[{'text': 'a\\u0000b'}]");
	expect_text("a\0b", 3);
	change("[{'text': 'a\\\\uD83D'}]");
	expect_text("a\\uD83D", strlen("a\\uD83D"));
}
END_TEST

START_TEST(test_two_documents)
{
	const json_t *last;

	begin_as(with_versions);
	session_open(&session, "deployment: 5\n");
	session_tell(
		&session, "textDocument/didOpen",
		"{'textDocument': {'uri': 'untitled:b', 'languageId': 'yaml', 'version': 7, 'text': 'deployment: 6\\n'}}");
	session_diagnostics(&session);
	ck_assert_uint_eq(json_array_size(session.sent), 3);
	session_expect(json_array_get(session.sent, 1), "{'method': 'textDocument/publishDiagnostics', "
							"'params': {'uri': 'untitled:b', 'version': 7}}");
	session_expect(json_array_get(session.sent, 2),
		       "{'params': {'uri': 'file:///nowhere/deploy.yml', 'version': 1}}");
	// Only what has changed is checked.
	change("[{'text': 'deployment: 7\\n'}]");
	session_diagnostics(&session);
	ck_assert_uint_eq(json_array_size(session.sent), 4);
	session_expect(session_last(&session), "{'params': {'uri': 'file:///nowhere/deploy.yml', 'version': 2}}");
	// What is closed has no diagnostics any more, the other one still has.
	session_tell(&session, "textDocument/didClose", NULL);
	last = session_last(&session);
	session_expect(last, "{'params': {'uri': 'file:///nowhere/deploy.yml', 'diagnostics': []}}");
	ck_assert_str_eq(session.server.documents->uri, "untitled:b");
	ck_assert_ptr_null(session.server.documents->next);
	session_expect(session_answer(&session, "textDocument/hover", "{'position': {'line': 0, 'character': 0}}"),
		       "{'error': {'code': -32602}}");
}
END_TEST

START_TEST(test_other_yaml)
{
	session_tell(&session, "textDocument/didOpen",
		     "{'textDocument': {'uri': 'file:///nowhere/deploy.yml', "
		     "'languageId': 'yaml', 'version': 1, 'text': 'kind: Pod\\nkind: Pod\\n'}}");
	session_expect(session_diagnostics(&session), "[]");
	// Once it is an SDL, it stays one, however broken.
	change("[{'text': 'deployment: 5\\n'}]");
	ck_assert_uint_gt(json_array_size(session_diagnostics(&session)), 0);
	change("[{'text': 'deplo\\n'}]");
	ck_assert_uint_gt(json_array_size(session_diagnostics(&session)), 0);
	// With a language of its own it is one from the beginning.
	session_tell(&session, "textDocument/didClose", NULL);
	session_open(&session, other_yaml);
	ck_assert_uint_gt(json_array_size(session_diagnostics(&session)), 0);
}
END_TEST

START_TEST(test_pulled)
{
	const json_t *result;

	begin_as(pulling);
	session_open(&session, "deployment: 5\n");
	ck_assert_int_eq(server_delay(&session.server), -1);
	result = session_ask(&session, "textDocument/diagnostic", NULL);
	session_expect(result, "{'kind': 'full', 'resultId': '1'}");
	ck_assert_uint_gt(json_array_size(json_object_get(result, "items")), 0);
	result = session_ask(&session, "textDocument/diagnostic", "{'previousResultId': '1'}");
	session_expect(result, "{'kind': 'unchanged', 'resultId': '1'}");
	ck_assert_ptr_null(json_object_get(result, "items"));
	session_expect(session_ask(&session, "textDocument/diagnostic", "{'previousResultId': 1}"), "{'kind': 'full'}");
	session_expect(session_ask(&session, "textDocument/diagnostic", "{'previousResultId': '0'}"),
		       "{'kind': 'full'}");
	change("[{'text': 'deployment: 6\\n'}]");
	session_expect(session_ask(&session, "textDocument/diagnostic", "{'previousResultId': '1'}"),
		       "{'kind': 'full'}");
	// Closed and opened again, it is not taken for what it was.
	session_tell(&session, "textDocument/didClose", NULL);
	session_expect(session_last(&session), "{'result': {'kind': 'full'}}");
	session_open(&session, sound_sdl);
	session_expect(session_ask(&session, "textDocument/diagnostic", "{'previousResultId': '1'}"),
		       "{'kind': 'full', 'items': []}");
}
END_TEST

START_TEST(test_inlay_setting)
{
	session_tell(&session, "workspace/didChangeConfiguration", "{'settings': {'akashlint': {'inlayHints': true}}}");
	ck_assert(session.server.client.wants_inlay_hints);
	session_tell(&session, "workspace/didChangeConfiguration", "{'settings': null}");
	ck_assert(session.server.client.wants_inlay_hints);
	session_tell(&session, "workspace/didChangeConfiguration", "{'settings': {'inlayHints': false}}");
	ck_assert(!session.server.client.wants_inlay_hints);
}
END_TEST

Suite *lsp_sync_suite(void)
{
	Suite *suite = suite_create("lsp_sync");
	TCase *tcase = tcase_create("core");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, test_changes);
	tcase_add_loop_test(tcase, test_odd_changes, 0, COUNT_OF(odd_changes));
	tcase_add_loop_test(tcase, test_odd_notifications, 0, COUNT_OF(odd_notifications));
	tcase_add_test(tcase, test_odd_texts);
	tcase_add_test(tcase, test_two_documents);
	tcase_add_test(tcase, test_other_yaml);
	tcase_add_test(tcase, test_pulled);
	tcase_add_test(tcase, test_inlay_setting);
	suite_add_tcase(suite, tcase);
	return suite;
}
