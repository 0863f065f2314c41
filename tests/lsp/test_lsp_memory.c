// SPDX-License-Identifier: Apache-2.0
// In: a client, and memory that runs out at any moment. Out: a server that lives on, and leaves nothing behind.
#include <check.h>

#include "cli/commands.h"
#include "lsp/server.h"
#include "unit/allocation.h"

static const char *const messages[] = {
	"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"rootUri\":\"file:///nowhere\",\"capabilities\":"
	"{\"textDocument\":{\"codeAction\":{\"codeActionLiteralSupport\":{}},\"hover\":{\"contentFormat\":[\"markdown\"]}}},"
	"\"initializationOptions\":{\"inlayHints\":true}}}",
	"{\"jsonrpc\":\"2.0\",\"method\":\"initialized\",\"params\":{}}",
	"{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"file:///nowhere/a\","
	"\"languageId\":\"akash\",\"version\":1,\"text\":\"services:\\n  web:\\n    image: x\\nprofiles:\\n  compute:\\n    web:\\n"
	"      resources:\\n        memory:\\n          size: 1GB\\n        gpu:\\n          units: 1\\n          attributes:\\n"
	"            vendor:\\n              nvidia:\\n                - model: a100\\n\"}}}",
	"{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":\"file:///nowhere/a\","
	"\"version\":2},\"contentChanges\":[{\"range\":{\"start\":{\"line\":0,\"character\":0},"
	"\"end\":{\"line\":0,\"character\":0}},\"text\":\"version: 2.0\\n\"}]}}",
	"{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didSave\",\"params\":{\"textDocument\":{\"uri\":\"file:///nowhere/a\"}}}",
};

// Each asked of one place that has something to tell.
static const char *const methods[] = {
	"diagnostic", "hover",         "completion",     "codeAction",   "definition", "references",
	"rename",     "prepareRename", "documentSymbol", "foldingRange", "inlayHint",
};

static const char last[] = "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didClose\",\"params\":{\"textDocument\":"
			   "{\"uri\":\"file:///nowhere/a\"}}}";

static void ignore(void *context, struct str message)
{
	(void)context;
	(void)message;
}

static void take(struct server *server, const char *message)
{
	server_take(server, str_of(message));
	for (int i = 0; i < 3 && server_delay(server) >= 0; i++)
		server_idle(server);
}

// Asks `method`, NULL for none.
static void serve(const struct options *options, const char *method)
{
	char request[512];
	struct server server;

	server_init(&server, options);
	server.send = ignore;
	for (size_t i = 0; i < COUNT_OF(messages); i++)
		take(&server, messages[i]);
	if (method) {
		snprintf(
			request, sizeof(request),
			"{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"textDocument/%s\",\"params\":{\"textDocument\":{\"uri\":"
			"\"file:///nowhere/a\"},\"position\":{\"line\":6,\"character\":5},\"range\":{\"start\":{\"line\":0,"
			"\"character\":0},\"end\":{\"line\":20,\"character\":0}},\"newName\":\"other\",\"context\":{}}}",
			method);
		take(&server, request);
	}
	take(&server, last);
	server_clear(&server);
}

static const struct options options = { .has_no_config = true, .command = &commands[0] };

static void fail_everywhere(const char *method)
{
	bool has_failed = allocation_is_watched();

	for (size_t nth = 0; has_failed; nth++) {
		allocation_fail_at(nth);
		serve(&options, method);
		has_failed = allocation_end();
		ck_assert_msg(allocation_n_alive() == 0, "allocation %zu: %ld left over", nth, allocation_n_alive());
	}
}

START_TEST(test_life)
{
	fail_everywhere(NULL);
}
END_TEST

START_TEST(test_request)
{
	fail_everywhere(methods[_i]);
}
END_TEST

Suite *lsp_memory_suite(void)
{
	Suite *suite = suite_create("lsp_memory");
	TCase *tcase = tcase_create("core");

	tcase_set_timeout(tcase, 300);
	tcase_add_test(tcase, test_life);
	tcase_add_loop_test(tcase, test_request, 0, (int)COUNT_OF(methods));
	suite_add_tcase(suite, tcase);
	return suite;
}
