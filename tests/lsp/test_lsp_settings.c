// SPDX-License-Identifier: Apache-2.0
// In: configurations and policies that come, change and break while a document is open.
// Out: whether the server takes note.
#include <check.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/sandbox.h"
#include "lsp/session.h"
#include "unit/fixture.h"

static const char refusing[] = "{\"version\": 1, \"images\": {\"registries\": {\"allow\": [\"ghcr.io/\"]}}}";

static struct session session;
static char uri[4300];

static void open_document(void)
{
	json_t *message;
	const char *expose = strstr(sound_sdl, "    expose:");
	char sdl[4096], *text;

	// A warning that a configuration can turn off, and an image that a policy forbids.
	snprintf(sdl, sizeof(sdl), "%.*s    nonsense: 1\n%s", (int)(expose - sound_sdl), sound_sdl, expose);
	snprintf(uri, sizeof(uri), "file://%s", sandbox_path("a/deploy.yml"));
	message =
		json_pack("{s:s, s:s, s:{s:{s:s, s:s, s:i, s:s}}}", "jsonrpc", "2.0", "method", "textDocument/didOpen",
			  "params", "textDocument", "uri", uri, "languageId", "yaml", "version", 1, "text", sdl);
	text = json_dumps(message, 0);
	ck_assert(server_take(&session.server, str_of(text)));
	free(text);
	json_decref(message);
}

static void begin_as(const char *capabilities)
{
	session_begin(&session, capabilities);
	session.options.has_no_config = false;
}

static void set_up(void)
{
	sandbox_set_up();
	begin_as(NULL);
}

static void tear_down(void)
{
	session_end(&session);
	sandbox_tear_down();
}

static void touch_document(void)
{
	json_t *params =
		json_sprintf("{'textDocument': {'uri': '%s', 'version': 2}, 'contentChanges': [{'range': {'start': "
			     "{'line': 9, 'character': 0}, 'end': {'line': 9, 'character': 0}}, 'text': '#'}]}",
			     uri);

	session_tell(&session, "textDocument/didChange", json_string_value(params));
	json_decref(params);
}

static bool has_code(const json_t *diagnostics, const char *code)
{
	const json_t *diagnostic;
	size_t i;

	json_array_foreach(diagnostics, i,
			   diagnostic) if (strcmp(json_string_value(json_object_get(diagnostic, "code")), code) ==
					   0) return true;
	return false;
}

static size_t n_of(const char *method)
{
	const json_t *message;
	size_t i, n = 0;

	json_array_foreach(session.sent, i, message)
	{
		const char *name = json_string_value(json_object_get(message, "method"));

		n += name && strcmp(name, method) == 0;
	}
	return n;
}

// The next change of the document is enough: nobody has to save it, or to tell of the files.
START_TEST(test_configuration_comes_and_goes)
{
	open_document();
	ck_assert(has_code(session_diagnostics(&session), "unknown-key"));
	write_file(sandbox, ".akashlint.yml", "rules:\n  unknown-key: off\n");
	touch_document();
	ck_assert(!has_code(session_diagnostics(&session), "unknown-key"));
	write_file(sandbox, ".akashlint.yml", "rules:\n  unknown-key: error\n");
	touch_document();
	ck_assert(has_code(session_diagnostics(&session), "unknown-key"));
	unlink(sandbox_path(".akashlint.yml"));
	touch_document();
	ck_assert(has_code(session_diagnostics(&session), "unknown-key"));
	ck_assert_uint_eq(n_of("window/showMessage"), 0);
}
END_TEST

START_TEST(test_broken_configuration)
{
	const char *message;

	write_file(sandbox, ".akashlint.yml", "rules:\n  unknown-key: loud\n");
	open_document();
	session_diagnostics(&session);
	ck_assert_uint_eq(n_of("window/showMessage"), 1);
	session_expect(json_array_get(session.sent, 1), "{'method': 'window/showMessage', 'params': {'type': 1}}");
	message = json_string_value(
		json_object_get(json_object_get(json_array_get(session.sent, 1), "params"), "message"));
	ck_assert_ptr_nonnull(strstr(message, ".akashlint.yml"));
	// Told once, and not with every key that is struck.
	touch_document();
	session_diagnostics(&session);
	ck_assert_uint_eq(n_of("window/showMessage"), 1);
	write_file(sandbox, ".akashlint.yml", "rules:\n  unknown-key: error\n");
	touch_document();
	ck_assert(has_code(session_diagnostics(&session), "unknown-key"));
	ck_assert_uint_eq(n_of("window/showMessage"), 1);
}
END_TEST

START_TEST(test_watched_files)
{
	session_end(&session);
	begin_as("{'capabilities': {'workspace': {'didChangeWatchedFiles': {'dynamicRegistration': true}}}}");
	session_expect(session_last(&session), "{'method': 'client/registerCapability', 'params': {'registrations': "
					       "[{'method': 'workspace/didChangeWatchedFiles'}]}}");
	open_document();
	ck_assert(has_code(session_diagnostics(&session), "unknown-key"));
	write_file(sandbox, ".akashlint.yml", "rules:\n  unknown-key: off\n");
	session_tell(&session, "workspace/didChangeWatchedFiles", "{'changes': []}");
	ck_assert(!has_code(session_diagnostics(&session), "unknown-key"));
}
END_TEST

START_TEST(test_refresh)
{
	session_end(&session);
	begin_as(
		"{'capabilities': {'textDocument': {'diagnostic': {}}, 'workspace': {'diagnostics': {'refreshSupport': true}}}}");
	open_document();
	session_tell(&session, "workspace/didChangeWatchedFiles", "{'changes': []}");
	ck_assert_uint_eq(n_of("workspace/diagnostic/refresh"), 1);
	ck_assert_uint_eq(n_of("client/registerCapability"), 0);
}
END_TEST

START_TEST(test_policy)
{
	static char path[4300];

	write_file(sandbox, "policy.json", refusing);
	snprintf(path, sizeof(path), "%s", sandbox_path("policy.json"));
	session.options.policy = path;
	open_document();
	ck_assert(has_code(session_diagnostics(&session), "policy-image-registry"));
	write_file(sandbox, "policy.json", "{\"version\": 1}");
	touch_document();
	ck_assert(!has_code(session_diagnostics(&session), "policy-image-registry"));
	write_file(sandbox, "policy.json", "{\"version\": 1, \"images\": 5}");
	touch_document();
	session_diagnostics(&session);
	ck_assert_uint_ge(n_of("window/showMessage"), 1);
	write_file(sandbox, "policy.json", refusing);
	touch_document();
	ck_assert(has_code(session_diagnostics(&session), "policy-image-registry"));
}
END_TEST

// Also one that the configuration names, and that could not be read at first.
START_TEST(test_policy_of_configuration)
{
	write_file(sandbox, ".akashlint.yml", "policy: policy.json\n");
	write_file(sandbox, "policy.json", "{");
	open_document();
	session_diagnostics(&session);
	ck_assert_uint_ge(n_of("window/showMessage"), 1);
	write_file(sandbox, "policy.json", refusing);
	touch_document();
	ck_assert(has_code(session_diagnostics(&session), "policy-image-registry"));
	unlink(sandbox_path("policy.json"));
	touch_document();
	ck_assert(!has_code(session_diagnostics(&session), "policy-image-registry"));
}
END_TEST

Suite *lsp_settings_suite(void)
{
	Suite *suite = suite_create("lsp_settings");
	TCase *tcase = tcase_create("core");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, test_configuration_comes_and_goes);
	tcase_add_test(tcase, test_broken_configuration);
	tcase_add_test(tcase, test_watched_files);
	tcase_add_test(tcase, test_refresh);
	tcase_add_test(tcase, test_policy);
	tcase_add_test(tcase, test_policy_of_configuration);
	suite_add_tcase(suite, tcase);
	return suite;
}
