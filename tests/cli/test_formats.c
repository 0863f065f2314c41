// SPDX-License-Identifier: Apache-2.0
// In: several --format in one call. Out: whether each report is in its place, and all say the same.
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/sandbox.h"
#include "report/report.h"

#define ROW(name) #name,
static const char *const format_names[] = { REPORT_FORMATS(ROW) };
#undef ROW

enum { N_FORMATS = sizeof(format_names) / sizeof(format_names[0]) };

static char *report_of(const char *name)
{
	char *text = read_whole(sandbox, name);

	ck_assert_msg(text != NULL, "no %s", name);
	return text;
}

static void check_absent(const char *name)
{
	struct stat about;

	ck_assert_msg(stat(sandbox_path(name), &about) != 0, "%s is there", name);
}

START_TEST(test_all_at_once)
{
	char together[1024] = "broken.yml sound.yml", arguments[64];

	for (int i = 0; i < N_FORMATS; i++)
		sprintf(together + strlen(together), " -f %s:%s.out", format_names[i], format_names[i]);
	check_status(together, 1);
	for (int i = 0; i < N_FORMATS; i++) {
		struct outcome alone;
		char *text;

		snprintf(arguments, sizeof(arguments), "--format=%s broken.yml sound.yml", format_names[i]);
		alone = sandbox_run(arguments);
		snprintf(arguments, sizeof(arguments), "%s.out", format_names[i]);
		text = report_of(arguments);
		ck_assert_int_eq(alone.status, 1);
		ck_assert_str_eq(text, alone.out);
		ck_assert_msg(*text != '\0', "%s is empty", arguments);
		free(text);
		outcome_clear(&alone);
	}
}
END_TEST

START_TEST(test_places)
{
	struct outcome outcome = sandbox_run("-f json:a.json --format human broken.yml");
	char *text;

	ck_assert_ptr_nonnull(strstr(outcome.out, "broken.yml:1:10"));
	outcome_clear(&outcome);
	text = report_of("a.json");
	ck_assert_int_eq(*text, '{');
	free(text);
	outcome = sandbox_run("-f json:b:c.json -f gcc -o out.txt broken.yml");
	ck_assert_str_eq(outcome.out, "");
	outcome_clear(&outcome);
	free(report_of("b:c.json"));
	text = report_of("out.txt");
	ck_assert_int_eq(strncmp(text, "broken.yml:1:", 13), 0);
	free(text);
	check_status("resources -f human:r.txt -f json:r.json sound.yml", 0);
	free(report_of("r.txt"));
	free(report_of("r.json"));
	check_status("rules -f json:rules.json", 0);
	free(report_of("rules.json"));
}
END_TEST

START_TEST(test_mistakes)
{
	check_says("-f json -f human broken.yml", "two formats for standard output");
	check_says("-f json -f human -o x.txt broken.yml", "two formats for x.txt");
	check_says("-f json:x.txt -f human -o x.txt broken.yml", "two formats for x.txt");
	check_says("-f json:x.txt -o y.txt broken.yml", "--output y.txt has no effect");
	check_says("-f json: broken.yml", "missing file name after the colon");
	check_says("-f sarf:x broken.yml", "did you mean \"sarif\"?");
	check_says("resources -f sarif sound.yml", "\"akashlint resources\" takes one of: human, json");
	check_says("rules -f gitlab", "takes one of: human, json");
	check_says("rules -f json:a -f human", "takes one --format");
	check_absent("x.txt");
	check_absent("y.txt");
}
END_TEST

// What was open when another could not be opened is left as it was.
START_TEST(test_whole_or_not_at_all)
{
	char *text;

	write_file(sandbox, "old.json", "old");
	check_says("-f json:old.json -f sarif:new.sarif -f gcc:no/such/file broken.yml", "no/such/file");
	text = report_of("old.json");
	ck_assert_str_eq(text, "old");
	free(text);
	check_absent("new.sarif");
	// One that fills up does not keep the others from being written.
	check_says("-f json:/dev/full -f sarif:new.sarif broken.yml", "/dev/full: No space left");
	text = report_of("new.sarif");
	ck_assert_ptr_nonnull(strstr(text, "\"2.1.0\""));
	free(text);
}
END_TEST

START_TEST(test_nothing_found)
{
	json_t *json = json_of("-f sarif sound.yml"), *run = json_array_get(json_object_get(json, "runs"), 0);
	struct outcome outcome;

	ck_assert(json_is_array(json_object_get(run, "results")));
	ck_assert_uint_eq(json_array_size(json_object_get(run, "results")), 0);
	json_decref(json);
	json = json_of("-f gitlab sound.yml");
	ck_assert(json_is_array(json) && json_array_size(json) == 0);
	json_decref(json);
	outcome = sandbox_run("-f rdjsonl sound.yml");
	ck_assert_str_eq(outcome.out, "");
	outcome_clear(&outcome);
	outcome = sandbox_run("-f junit sound.yml");
	ck_assert_ptr_nonnull(strstr(outcome.out, "tests=\"1\" failures=\"0\""));
	outcome_clear(&outcome);
	outcome = sandbox_run("-q -f github sound.yml");
	ck_assert_str_eq(outcome.out, "");
	outcome_clear(&outcome);
}
END_TEST

// No name of a file begins a line that GitHub's runner would obey.
START_TEST(test_names_can_not_command)
{
	char arguments[64];

	write_file(sandbox, "::error::x.yml", "version: \"1.0\"\n");
	write_file(sandbox, "##[error]x.yml", "version: \"1.0\"\n");
	for (int i = 0; i < N_FORMATS; i++) {
		struct outcome outcome;

		snprintf(arguments, sizeof(arguments), "-f %s ::error::x.yml ##[error]x.yml", format_names[i]);
		outcome = sandbox_run(arguments);
		ck_assert_int_eq(outcome.status, 1);
		if (strcmp(format_names[i], "github") != 0)
			ck_assert_msg(strstr(outcome.out, "##[") == NULL, "%s", outcome.out);
		ck_assert(strncmp(outcome.out, "::error::", 9) != 0 && !strstr(outcome.out, "\n::error::"));
		outcome_clear(&outcome);
	}
	check_says("##[error]y.yml", "#\\x23[error]y.yml: No such file");
}
END_TEST

static json_t *fingerprints_of(const char *arguments)
{
	json_t *issues = json_of(arguments), *prints = json_array(), *issue;
	size_t i;

	json_array_foreach(issues, i, issue) json_array_append(prints, json_object_get(issue, "fingerprint"));
	json_decref(issues);
	return prints;
}

START_TEST(test_gitlab_fingerprints)
{
	static const char text[] = "version: \"1.0\"\na: 1\n";
	json_t *before, *after;

	write_file(sandbox, "moved.yml", text);
	before = fingerprints_of("-f gitlab moved.yml");
	write_file(sandbox, "moved.yml", "# a comment\n\nversion:   \"1.0\"\na: 1\n");
	after = fingerprints_of("-f gitlab ./moved.yml");
	ck_assert(json_equal(before, after));
	json_decref(before);
	json_decref(after);
	after = fingerprints_of("-f gitlab moved.yml moved.yml");
	for (size_t i = 0; i < json_array_size(after); i++)
		for (size_t j = 0; j < i; j++)
			ck_assert(!json_equal(json_array_get(after, i), json_array_get(after, j)));
	json_decref(after);
}
END_TEST

START_TEST(test_github_limit)
{
	char text[2048] = "version: \"2.0\"\nservices:\n  web:\n    image: nginx:1.27.4\n";
	struct outcome outcome;

	for (int i = 0; i < 12; i++)
		sprintf(text + strlen(text), "    odd%d: 1\n", i);
	write_file(sandbox, "many.yml", text);
	outcome = sandbox_run("-f github many.yml");
	ck_assert_int_eq(strncmp(outcome.out, "::error ", 8), 0);
	ck_assert_ptr_nonnull(strstr(outcome.out, "title=unknown-key::unknown key \"odd0\": the network ignores it"));
	ck_assert_ptr_nonnull(strstr(outcome.out, "title=unknown-key::many.yml:16:5: unknown key"));
	ck_assert_ptr_nonnull(strstr(outcome.out, "\nGitHub annotates only the first 10"));
	outcome_clear(&outcome);
}
END_TEST

Suite *formats_suite(void)
{
	Suite *suite = suite_create("formats");
	TCase *tcase = tcase_create("formats");

	tcase_add_checked_fixture(tcase, sandbox_set_up, sandbox_tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_all_at_once);
	tcase_add_test(tcase, test_places);
	tcase_add_test(tcase, test_mistakes);
	tcase_add_test(tcase, test_whole_or_not_at_all);
	tcase_add_test(tcase, test_nothing_found);
	tcase_add_test(tcase, test_names_can_not_command);
	tcase_add_test(tcase, test_gitlab_fingerprints);
	tcase_add_test(tcase, test_github_limit);
	suite_add_tcase(suite, tcase);
	return suite;
}
