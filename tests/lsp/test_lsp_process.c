// SPDX-License-Identifier: Apache-2.0
// In: all that a client writes, at once. Out: what the program answers, and its exit status.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/program.h"
#include "lsp/session.h"

// Seconds, also with sanitizers.
enum { N_REQUESTS = 20000, LONGEST = 20 };

#define INITIALIZE "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}"
#define SHUTDOWN "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"shutdown\"}"
#define EXIT "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}"
// clang-format off
#define HOVER \
	"{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"textDocument/hover\",\"params\":{\"textDocument\":{\"uri\":\"a:\"}," \
	"\"position\":{\"line\":0,\"character\":0}}}"
// clang-format on
#define CANCEL(id) "{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":" id "}}"
#define OPEN                                                                                                           \
	"{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"a:\","       \
	"\"languageId\":\"akash\",\"version\":1,\"text\":\"deployment: 5\\n\"}}}"

static FILE *in;
static char *bytes;
static size_t n_bytes;
static struct outcome outcome;

static void set_up(void)
{
	in = open_memstream(&bytes, &n_bytes);
	ck_assert_ptr_nonnull(in);
}

static void tear_down(void)
{
	outcome_clear(&outcome);
	free(bytes);
}

static void give(const char *message)
{
	fprintf(in, "Content-Length: %zu\r\n\r\n%s", strlen(message), message);
}

static void run(const char *arguments)
{
	struct call call = { .arguments = arguments };

	fclose(in);
	call.input = bytes;
	outcome = run_program(&call);
}

static void expect_output(const char *part)
{
	ck_assert_msg(strstr(outcome.out, part) != NULL, "no %s in %s", part, outcome.out);
}

static const struct {
	const char *messages[5];
	int status;
} endings[] = {
	{ { NULL }, 1 },
	{ { INITIALIZE }, 1 },
	{ { EXIT }, 1 },
	{ { INITIALIZE, EXIT }, 1 },
	{ { INITIALIZE, OPEN, EXIT }, 1 },
	{ { SHUTDOWN, EXIT }, 1 }, // not initialized, there is nothing to shut down
	{ { INITIALIZE, SHUTDOWN, EXIT }, 0 },
	{ { INITIALIZE, OPEN, SHUTDOWN, EXIT }, 0 },
	{ { INITIALIZE, SHUTDOWN, HOVER, EXIT }, 0 },
	{ { INITIALIZE, SHUTDOWN, EXIT, "{" }, 0 }, // read by nobody
	{ { INITIALIZE, SHUTDOWN }, 0 },            // the client goes without "exit"
};

START_TEST(test_endings)
{
	for (size_t i = 0; endings[_i].messages[i]; i++)
		give(endings[_i].messages[i]);
	run("lsp --no-config");
	ck_assert_int_eq(outcome.status, endings[_i].status);
	ck_assert_str_eq(outcome.err, "");
}
END_TEST

static const char *const broken[] = {
	"{}",
	"Content-Length: x\r\n\r\n{}",
	"Content-Length: 5\r\n\r\n{}",
	"Content-Length: 2\n\n{}    ",
	"Content-Length: 2\r\n",
};

START_TEST(test_broken_framing)
{
	give(INITIALIZE);
	give(SHUTDOWN);
	fputs(broken[_i], in);
	run("lsp --no-config");
	ck_assert_int_eq(outcome.status, 2);
	expect_output("\"code\": -32700");
	ck_assert_ptr_nonnull(strstr(outcome.err, "akashlint: invalid message from the client: "));
}
END_TEST

START_TEST(test_cancelled)
{
	give(INITIALIZE);
	give(OPEN);
	give(HOVER);
	give(CANCEL("\"3\"")); // another id
	give(CANCEL("3"));
	give(SHUTDOWN);
	give(CANCEL("99"));
	give(CANCEL("{}"));
	give(EXIT);
	run("lsp --no-config");
	ck_assert_int_eq(outcome.status, 0);
	expect_output("\"id\": 3, \"error\": {\"code\": -32800");
	expect_output("\"id\": 2, \"result\": null");
}
END_TEST

START_TEST(test_not_cancelled)
{
	give(INITIALIZE);
	give(OPEN);
	give(HOVER);
	give(CANCEL("\"3\""));
	give("{\"method\": \"$/cancelRequest\"}");
	give("{\"$/cancelRequest\": [");
	give(SHUTDOWN);
	give(EXIT);
	run("lsp --no-config");
	ck_assert_int_eq(outcome.status, 0);
	ck_assert_ptr_null(strstr(outcome.out, "-32800"));
}
END_TEST

// Each is answered without a look at all the others.
START_TEST(test_many_at_once)
{
	static const char answer[] = "\"id\": 3,";
	size_t n = 0;

	give(INITIALIZE);
	for (int i = 0; i < N_REQUESTS; i++)
		give(HOVER);
	give(SHUTDOWN);
	give(EXIT);
	run("lsp --no-config");
	ck_assert_int_eq(outcome.status, 0);
	for (size_t i = 0; i + sizeof(answer) <= outcome.out_len; i++)
		n += memcmp(outcome.out + i, answer, sizeof(answer) - 1) == 0;
	ck_assert_uint_eq(n, N_REQUESTS);
}
END_TEST

START_TEST(test_policy)
{
	give(INITIALIZE);
	give(OPEN);
	give("{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"textDocument/diagnostic\",\"params\":{\"textDocument\":{\"uri\":\"a:\"}}}");
	give(SHUTDOWN);
	give(EXIT);
	run("lsp --no-config --policy missing.json");
	ck_assert_int_eq(outcome.status, 0);
	expect_output(
		"\"method\": \"window/showMessage\", \"params\": {\"type\": 1, \"message\": \"akashlint: missing.json: ");
	expect_output("\"id\": 4, \"result\"");
}
END_TEST

Suite *lsp_process_suite(void)
{
	Suite *suite = suite_create("lsp_process");
	TCase *tcase = tcase_create("core");

	tcase_set_timeout(tcase, LONGEST);
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, test_endings, 0, COUNT_OF(endings));
	tcase_add_loop_test(tcase, test_broken_framing, 0, COUNT_OF(broken));
	tcase_add_test(tcase, test_cancelled);
	tcase_add_test(tcase, test_not_cancelled);
	tcase_add_test(tcase, test_many_at_once);
	tcase_add_test(tcase, test_policy);
	suite_add_tcase(suite, tcase);
	return suite;
}
