// SPDX-License-Identifier: Apache-2.0
// In: calls of the program. Out: whether it does what the manual says.
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "cli/sandbox.h"
#include "diag/rule.h"
#include "unit/fixture.h"

START_TEST(test_exit_status)
{
	check_status("sound.yml", 0);
	check_status("broken.yml", 1);
	check_status("broken.yml sound.yml", 1);
	check_status("--fail-on never broken.yml", 0);
	check_status("--fail-on info broken.yml", 1);
	check_status("--fail-on=warning broken.yml", 1);
	check_status("-q broken.yml", 1);
	check_status("missing.yml", 2);
	check_status("missing.yml broken.yml", 2);
	check_status("check broken.yml", 1);
	check_status("--no-config --format json -- broken.yml", 1);
	check_status("--nonsense", 2);
	check_status("rules", 0);
	check_status("explain no-such-rule", 2);
}
END_TEST

START_TEST(test_command_names_as_files)
{
	write_file(sandbox, "rules", sound_sdl);
	write_file(sandbox, "lsp", sound_sdl);
	check_status("./rules", 0);
	check_status("./lsp", 0);
	check_status("lsp", 1);
	check_status("lsp --stdio --clientProcessId=4242", 1); // as vscode-languageclient calls it
	check_status("lsp sound.yml", 2);
	check_status("-- rules", 0);
	check_status("check rules", 0);
	check_status("sound.yml rules", 0);
}
END_TEST

START_TEST(test_json)
{
	json_t *json = json_of("--format json sound.yml broken.yml missing.yml");
	json_t *diagnostics = json_object_get(json, "diagnostics"), *first;

	ck_assert_str_eq(json_string_value(json_object_get(json, "tool")), "akashlint");
	ck_assert_int_eq(json_integer_value(json_object_get(json, "files")), 2);
	ck_assert_int_ge(json_integer_value(json_object_get(json, "errors")), 1);
	ck_assert_uint_ge(json_array_size(diagnostics), 1);
	first = json_array_get(diagnostics, 0);
	ck_assert_str_eq(json_string_value(json_object_get(first, "file")), "broken.yml");
	ck_assert_int_ge(json_integer_value(json_object_get(first, "line")), 1);
	ck_assert_str_eq(json_string_value(json_object_get(first, "severity")), "error");
	ck_assert_str_eq(json_string_value(json_array_get(json_object_get(first, "rejected_by"), 0)), "network");
	json_decref(json);
}
END_TEST

START_TEST(test_rules_json)
{
	json_t *json = json_of("rules --format json"), *rule;
	size_t i;

	ck_assert_uint_eq(json_array_size(json), n_all_rules);
	json_array_foreach(json, i, rule)
	{
		ck_assert_str_eq(json_string_value(json_object_get(rule, "id")), all_rules[i]->id);
		ck_assert(json_is_string(json_object_get(rule, "severity")));
		ck_assert(json_is_string(json_object_get(rule, "summary")));
		ck_assert_int_eq(json_is_array(json_object_get(rule, "rejected_by")), all_rules[i]->rejected_by != 0);
	}
	json_decref(json);
}
END_TEST

START_TEST(test_rules_table)
{
	struct outcome outcome = sandbox_run("rules");
	size_t n_lines = 0;

	for (const char *c = outcome.out; *c; c++)
		n_lines += *c == '\n';
	ck_assert_uint_eq(n_lines, n_all_rules + 1);
	outcome_clear(&outcome);
}
END_TEST

START_TEST(test_explain_every_rule)
{
	enum { AT_ONCE = 25 };
	char arguments[AT_ONCE * 64];

	for (size_t i = 0; i < n_all_rules; i += AT_ONCE) {
		int len = snprintf(arguments, sizeof(arguments), "explain");

		for (size_t j = i; j < i + AT_ONCE && j < n_all_rules; j++)
			len += snprintf(arguments + len, sizeof(arguments) - (size_t)len, " %s", all_rules[j]->id);
		check_status(arguments, 0);
	}
	check_status("explain gpu-vendor-ignored wrong-type", 0);
}
END_TEST

START_TEST(test_file_names_can_not_harm)
{
	struct outcome outcome;
	json_t *json;

	write_file(sandbox, "a\033[2J\xFF.yml", "version: \"1.0\"\n");
	outcome = sandbox_run("a\033[2J\xFF.yml");
	ck_assert_int_eq(outcome.status, 1);
	ck_assert_ptr_null(strchr(outcome.out, '\033'));
	ck_assert_ptr_nonnull(strstr(outcome.out, "a\\x1b[2J\\xff.yml"));
	outcome_clear(&outcome);
	json = json_of("-f json a\033[2J\xFF.yml");
	ck_assert_str_eq(
		json_string_value(json_object_get(json_array_get(json_object_get(json, "diagnostics"), 0), "file")),
		"a\033[2J\xEF\xBF\xBD.yml");
	json_decref(json);
	outcome = sandbox_run("b\033[2J\xC2\x9B.yml");
	ck_assert_int_eq(outcome.status, 2);
	ck_assert_ptr_null(strchr(outcome.err, '\033'));
	ck_assert_ptr_null(strchr(outcome.err, '\x9B'));
	outcome_clear(&outcome);
}
END_TEST

START_TEST(test_stdin)
{
	struct call call = { .arguments = "-", .folder = sandbox, .input = sound_sdl };
	struct outcome outcome = run_program(&call);

	ck_assert_int_eq(outcome.status, 0);
	ck_assert_str_eq(outcome.out, "no problems in 1 file\n");
	outcome_clear(&outcome);
	call.arguments = "--stdin-filename x.yml";
	outcome = run_program(&call);
	ck_assert_str_eq(outcome.out, "no problems in 1 file\n");
	outcome_clear(&outcome);
	check_says("- -", "only once");
	check_says("--stdin-filename x.yml sound.yml", "has no effect");
}
END_TEST

static int has_color(const char *arguments, const char *environment, const char *value)
{
	struct call call = { .arguments = arguments, .folder = sandbox, .environment = environment, .value = value };
	struct outcome outcome = run_program(&call);
	int found = strchr(outcome.out, '\033') != NULL;

	outcome_clear(&outcome);
	return found;
}

START_TEST(test_color)
{
	ck_assert(!has_color("broken.yml", NULL, NULL));
	ck_assert(has_color("--color always broken.yml", NULL, NULL));
	ck_assert(has_color("broken.yml", "CLICOLOR_FORCE", "1"));
	ck_assert(!has_color("broken.yml", "CLICOLOR_FORCE", "0"));
	ck_assert(!has_color("--color=never broken.yml", "CLICOLOR_FORCE", "1"));
	ck_assert(has_color("--color=always broken.yml", "NO_COLOR", "1"));
	ck_assert(!has_color("broken.yml", "NO_COLOR", "1"));
	ck_assert(has_color("rules --color always", NULL, NULL));
	ck_assert(has_color("explain wrong-type --color always", NULL, NULL));
}
END_TEST

START_TEST(test_quiet)
{
	struct outcome outcome = sandbox_run("-q sound.yml");

	ck_assert_str_eq(outcome.out, "");
	ck_assert_str_eq(outcome.err, "");
	outcome_clear(&outcome);
}
END_TEST

START_TEST(test_letters_together)
{
	json_t *json = json_of("-qfjson broken.yml");

	ck_assert(json_is_object(json));
	json_decref(json);
}
END_TEST

Suite *cli_suite(void)
{
	Suite *suite = suite_create("cli");
	TCase *tcase = tcase_create("cli");

	tcase_add_checked_fixture(tcase, sandbox_set_up, sandbox_tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_exit_status);
	tcase_add_test(tcase, test_command_names_as_files);
	tcase_add_test(tcase, test_json);
	tcase_add_test(tcase, test_rules_json);
	tcase_add_test(tcase, test_rules_table);
	tcase_add_test(tcase, test_explain_every_rule);
	tcase_add_test(tcase, test_file_names_can_not_harm);
	tcase_add_test(tcase, test_stdin);
	tcase_add_test(tcase, test_color);
	tcase_add_test(tcase, test_quiet);
	tcase_add_test(tcase, test_letters_together);
	suite_add_tcase(suite, tcase);
	return suite;
}
