// SPDX-License-Identifier: Apache-2.0
// In: messages of a client, sound and broken. Out: whether the language server does what the protocol says.
#include <check.h>

#include "lsp/session.h"

static const char broken[] = "version: \"2.0\"\nservices:\n  web:\n    image: x:1\n    env: 5\n";

START_TEST(test_diagnostics)
{
	struct session session;

	session_begin(&session, NULL);
	session_open(&session, broken);
	session_expect(json_array_get(session_diagnostics(&session), 0),
		       "{'source': 'akashlint', 'severity': 1, 'range': {'start': {'line': 0, 'character': 0}}}");
	session_end(&session);
}
END_TEST

Suite *lsp_server_suite(void)
{
	Suite *suite = suite_create("lsp_server");
	TCase *tcase = tcase_create("core");

	tcase_add_test(tcase, test_diagnostics);
	suite_add_tcase(suite, tcase);
	return suite;
}
