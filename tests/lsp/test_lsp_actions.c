// SPDX-License-Identifier: Apache-2.0
// In: findings of documents. Out: whether the actions that are offered for them do what their titles say.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "lsp/session.h"
#include "lsp/texts.h"
#include "unit/fixture.h"

static const json_t *action_of(const json_t *actions, const char *title)
{
	const json_t *action;
	size_t i;

	json_array_foreach(actions, i, action) if (strcmp(json_string_value(json_object_get(action, "title")), title) ==
						   0) return action;
	return NULL;
}

static bool has_rule(const char *text, const char *rule)
{
	struct fixture fixture;
	bool has;

	fixture_lint(&fixture, str_of(text));
	has = fixture_has(&fixture, rule);
	fixture_clear(&fixture);
	return has;
}

static const char head[] = "version: \"2.0\"\nservices:\n  web:\n";
static const char tail[] =
	"    expose: [{port: 80, to: [{global: true}]}]\n"
	"profiles:\n  compute:\n    web:\n      resources: {cpu: {units: 1}, memory: {size: 1Gi}, storage: "
	"{size: 1Gi}}\n  placement:\n    dc: {pricing: {web: {denom: uact, amount: 10000}}}\n"
	"deployment:\n  web:\n    dc:\n      profile: web\n      count: 1\n";

// Lines of a service, the rule that finds something there, and the lines when it is ignored there.
static const struct {
	const char *lines, *rule, *ignored;
} places[] = {
	{ "    image: nginx:1.27.4\n    restart: x\n", "unknown-key",
	  "    image: nginx:1.27.4\n    restart: x # akashlint: ignore[unknown-key]\n" },
	{ "    image: nginx:1.27.4\r\n    restart: x # why\r\n", "unknown-key",
	  "    image: nginx:1.27.4\r\n    restart: x # why # akashlint: ignore[unknown-key]\r\n" },
	{ "    image: nginx # akashlint: ignore[ image-* ,unknown-key] later\n    restart: x\n", "unknown-key",
	  "    image: nginx # akashlint: ignore[ image-* ,unknown-key] later\n    restart: x # akashlint: "
	  "ignore[unknown-key]\n" },
	{ "    image: nginx\n    # akashlint: ignore[env-name-invalid] old\n    # more\n    restart: {\n      1A: b }\n",
	  "unknown-key",
	  "    image: nginx\n    # akashlint: ignore[env-name-invalid, unknown-key] old\n    # more\n    restart: {\n"
	  "      1A: b }\n" },
	{ "    image: nginx:1.27.4\n    env:\n      - |\n        # 1A=x\n        1A\n", "env-name-invalid",
	  "    image: nginx:1.27.4\n    env:\n      - | # akashlint: ignore[env-name-invalid]\n        # 1A=x\n        1A\n" },
	{ "    image: nginx:1.27.4\n    env: [\"1A=\n      x\", B=1]\n", "env-name-invalid",
	  "    image: nginx:1.27.4\n    # akashlint: ignore[env-name-invalid]\n    env: [\"1A=\n      x\", B=1]\n" },
	{ "    image: nginx:1.27.4\n    env: [1A=x,\n      B=1]\n", "env-name-invalid",
	  "    image: nginx:1.27.4\n    env: [1A=x, # akashlint: ignore[env-name-invalid]\n      B=1]\n" },
};

static char *whole(const char *lines)
{
	char *text = malloc(sizeof(head) + sizeof(tail) + strlen(lines));

	sprintf(text, "%s%s%s", head, lines, tail);
	return text;
}

START_TEST(test_ignore)
{
	struct session session;

	session_begin(&session, takes_actions);
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		char *text = whole(places[i].lines), *expected = whole(places[i].ignored), title[100], *after;
		const json_t *action;

		ck_assert_msg(has_rule(text, places[i].rule), "%s", text);
		session_open(&session, text);
		sprintf(title, "Ignore %s here with a comment", places[i].rule);
		action = action_of(actions_of(&session, text, NULL), title);
		ck_assert_msg(action != NULL, "%s", text);
		after = with_edits(text, text_edits(json_object_get(action, "edit")));
		ck_assert_str_eq(after, expected);
		ck_assert(!has_rule(after, places[i].rule));
		free(text);
		free(expected);
		free(after);
	}
	session_end(&session);
}
END_TEST

START_TEST(test_ignore_in_file)
{
	char *text = whole("    image: nginx:1.27.4\n    restart: x\n    env: [1A=2]\n"), *once, *twice;
	struct session session;

	session_begin(&session, takes_actions);
	session_open(&session, text);
	once = with_edits(
		text, text_edits(json_object_get(
			      action_of(actions_of(&session, text, NULL), "Ignore unknown-key in this file"), "edit")));
	ck_assert(str_has_prefix(str_of(once), "# akashlint: ignore-file[unknown-key]\nversion"));
	session_open(&session, once);
	twice = with_edits(once, text_edits(json_object_get(action_of(actions_of(&session, once, NULL),
								      "Ignore env-name-invalid in this file"),
							    "edit")));
	ck_assert(str_has_prefix(str_of(twice), "# akashlint: ignore-file[unknown-key, env-name-invalid]\nversion"));
	session_end(&session);
	free(text);
	free(once);
	free(twice);
}
END_TEST

START_TEST(test_fix)
{
	char *text = text_of_file("examples/broken.yml"), *params, *after;
	const json_t *actions, *action;
	struct session session;

	session_begin(&session, takes_actions);
	session_open(&session, text);
	actions = actions_of(&session, text, "['quickfix']");
	action = action_of(actions, "Write 32Gi");
	ck_assert_msg(action != NULL, "no such fix");
	session_expect(action, "{'kind': 'quickfix', 'isPreferred': true, 'diagnostics': [{'source': 'akashlint'}]}");
	after = with_edits(text, text_edits(json_object_get(action, "edit")));
	ck_assert_ptr_nonnull(strstr(after, "size: 32Gi\n"));
	free(after);
	// Nothing is wrong with the first line.
	params = at_range(text, 0, 3, "");
	session_expect(session_ask(&session, "textDocument/codeAction", params),
		       "[{'kind': 'source.fixAll.akashlint'}]");
	free(params);
	session_end(&session);
	free(text);
}
END_TEST

// A second key of one name is what nobody meant.
START_TEST(test_fix_that_does_not_help)
{
	char *sound = whole("    image: nginx:1.27.4\n"), text[2000];
	const json_t *action, *actions;
	struct session session;
	size_t i;

	snprintf(text, sizeof(text), "Deployment:\n  web: {}\n%s", sound);
	session_begin(&session, takes_actions);
	session_open(&session, text);
	actions = actions_of(&session, text, NULL);
	ck_assert_uint_gt(json_array_size(actions), 0);
	json_array_foreach(actions, i, action)
		ck_assert(str_has_prefix(str_of(json_string_value(json_object_get(action, "title"))), "Ignore "));
	session_end(&session);
	free(sound);
}
END_TEST

START_TEST(test_unsafe_fix)
{
	char *text = whole("    image: nginx:1.27.4\n    comand: [x]\n");
	const json_t *action, *actions;
	struct session session;
	size_t i, n_unsafe = 0;

	session_begin(&session, takes_actions);
	session_open(&session, text);
	actions = actions_of(&session, text, NULL);
	json_array_foreach(actions, i, action)
	{
		if (!strstr(json_string_value(json_object_get(action, "title")), " (may change what is deployed)"))
			continue;
		n_unsafe++;
		ck_assert_ptr_null(json_object_get(action, "isPreferred"));
	}
	ck_assert_uint_eq(n_unsafe, 1);
	session_end(&session);
	free(text);
}
END_TEST

static const struct {
	const char *only;
	bool has_quick, has_all;
} kinds[] = {
	{ NULL, true, true },
	{ "['']", true, true },
	{ "['quickfix']", true, false },
	{ "['source']", false, true },
	{ "['refactor', 'source.fixAll']", false, true },
	{ "['source.fixAll.akashlint']", false, true },
	{ "['source.fixAll.other', 'source.fix', 'quickfix.x', 5]", false, false },
	{ "[]", false, false },
};

START_TEST(test_kinds)
{
	struct session session;

	session_begin(&session, takes_actions);
	session_open(&session, faulty_sdl);
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		const json_t *actions = actions_of(&session, faulty_sdl, kinds[i].only), *action;
		bool has_quick = false;
		size_t j;

		json_array_foreach(actions, j, action) has_quick |=
			strcmp(json_string_value(json_object_get(action, "kind")), "quickfix") == 0;
		ck_assert_msg(has_quick == kinds[i].has_quick, "%zu", i);
		ck_assert_msg((action_of(actions, "Apply all safe fixes") != NULL) == kinds[i].has_all, "%zu", i);
	}
	session_end(&session);
}
END_TEST

START_TEST(test_no_actions)
{
	struct session session;

	session_begin(&session, NULL);
	session_open(&session, faulty_sdl);
	session_expect(actions_of(&session, faulty_sdl, NULL), "[]");
	session_end(&session);
	session_begin(&session, takes_actions);
	session_open(&session, odd_sdl);
	session_expect(actions_of(&session, odd_sdl, "['source.fixAll']"), "[]");
	session_open(&session, "version: \"2.0\"\nservices: [\n");
	session_expect(actions_of(&session, "version: \"2.0\"\nservices: [\n", NULL), "[]");
	session_end(&session);
}
END_TEST

// No more than what a fix makes of a line.
START_TEST(test_fix_all)
{
	struct session session;
	const json_t *edits, *edit;
	char *after;
	size_t i;

	session_begin(&session, takes_actions);
	session_open(&session, faulty_sdl);
	edits = text_edits(json_object_get(json_array_get(actions_of(&session, faulty_sdl, "['source']"), 0), "edit"));
	ck_assert_uint_gt(json_array_size(edits), 2);
	json_array_foreach(edits, i, edit) ck_assert_uint_lt(json_string_length(json_object_get(edit, "newText")), 40);
	after = with_edits(faulty_sdl, edits);
	session_open(&session, after);
	session_expect(actions_of(&session, after, "['source']"), "[]");
	session_end(&session);
	free(after);
}
END_TEST

Suite *lsp_actions_suite(void)
{
	Suite *suite = suite_create("lsp_actions");
	TCase *tcase = tcase_create("core");

	tcase_add_test(tcase, test_ignore);
	tcase_add_test(tcase, test_ignore_in_file);
	tcase_add_test(tcase, test_fix);
	tcase_add_test(tcase, test_fix_that_does_not_help);
	tcase_add_test(tcase, test_unsafe_fix);
	tcase_add_test(tcase, test_kinds);
	tcase_add_test(tcase, test_no_actions);
	tcase_add_test(tcase, test_fix_all);
	suite_add_tcase(suite, tcase);
	return suite;
}
