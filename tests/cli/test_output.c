// SPDX-License-Identifier: Apache-2.0
// In: places to write a report to. Out: whether it is there, whole or not at all.
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/sandbox.h"

START_TEST(test_output)
{
	char *text;

	check_status("-o report.txt broken.yml", 1);
	text = read_whole(sandbox, "report.txt");
	ck_assert_ptr_nonnull(text);
	ck_assert_ptr_nonnull(strstr(text, "broken.yml:1:10"));
	free(text);
	check_status("--format json --output=report.txt sound.yml", 0);
	text = read_whole(sandbox, "report.txt");
	ck_assert_int_eq(text[0], '{');
	free(text);
	check_status("rules -o rules.txt", 0);
	text = read_whole(sandbox, "rules.txt");
	ck_assert_ptr_nonnull(text);
	free(text);
}
END_TEST

static mode_t mode_of(const char *name)
{
	struct stat about;

	ck_assert_int_eq(lstat(sandbox_path(name), &about), 0);
	return about.st_mode;
}

START_TEST(test_output_keeps_mode_and_link)
{
	mode_t old = umask(022);
	char *text;

	write_file(sandbox, "real.txt", "old");
	ck_assert_int_eq(chmod(sandbox_path("real.txt"), 0640), 0);
	ck_assert_int_eq(symlink("real.txt", sandbox_path("link.txt")), 0);
	check_status("-o link.txt sound.yml", 0);
	ck_assert(S_ISLNK(mode_of("link.txt")));
	ck_assert_int_eq(mode_of("real.txt") & 0777, 0640);
	text = read_whole(sandbox, "real.txt");
	ck_assert_str_eq(text, "no problems in 1 file\n");
	free(text);
	check_status("-o new.txt sound.yml", 0);
	ck_assert_int_eq(mode_of("new.txt") & 0777, 0644);
	umask(old);
}
END_TEST

START_TEST(test_output_elsewhere)
{
	char outside[] = "/tmp/akashlint-outside-XXXXXX", command[128];

	ck_assert_ptr_nonnull(mkdtemp(outside));
	ck_assert_int_eq(symlink(outside, sandbox_path("out")), 0);
	check_says("-o out/report.txt sound.yml", "out/report.txt: not written: a symbolic link leads out");
	check_says("-o ./x/../out/report.txt sound.yml", "not written: a symbolic link leads out");
	check_says("--write-baseline out/base.json sound.yml", "out/base.json: not written");
	// A link to what is not there yet leads nowhere: it is replaced.
	snprintf(command, sizeof(command), "%s/report.txt", outside);
	ck_assert_int_eq(symlink(command, sandbox_path("report.txt")), 0);
	check_status("-o report.txt sound.yml", 0);
	ck_assert(S_ISREG(mode_of("report.txt")));
	snprintf(command, sizeof(command), "rmdir %s", outside);
	ck_assert_int_eq(system(command), 0);
}
END_TEST

START_TEST(test_output_over_what_is_read)
{
	check_says("-o sound.yml sound.yml", "sound.yml: not written: it is one of the input files");
	check_says("-f json:./sound.yml .", "./sound.yml: not written");
	check_says("--write-baseline sound.yml sound.yml", "sound.yml: not written");
	check_status("sound.yml", 0);
}
END_TEST

START_TEST(test_output_that_can_not_be_written)
{
	check_says("-o no/such/folder.txt broken.yml", "no/such/folder.txt: No such file");
	check_says("-o . broken.yml", ".: Is a directory");
	check_says("-o /dev/full broken.yml", "/dev/full: No space left");
	check_says("rules -o /dev/full", "/dev/full: No space left");
	check_status("-o /dev/null broken.yml", 1);
}
END_TEST

START_TEST(test_standard_output_that_can_not_be_written)
{
	struct call full = { .arguments = "broken.yml", .folder = sandbox, .output_path = "/dev/full" };
	struct call gone = { .arguments = "broken.yml", .folder = sandbox, .closes_output = 1 };
	struct outcome outcome = run_program(&full);

	ck_assert_int_eq(outcome.status, 2);
	ck_assert_str_eq(outcome.err, "akashlint: standard output: No space left on device\n");
	outcome_clear(&outcome);
	outcome = run_program(&gone);
	ck_assert_int_eq(outcome.status, 2);
	ck_assert_str_eq(outcome.err, "");
	outcome_clear(&outcome);
	gone.arguments = "rules";
	outcome = run_program(&gone);
	ck_assert_int_eq(outcome.status, 2);
	outcome_clear(&outcome);
}
END_TEST

START_TEST(test_dash_is_standard_output)
{
	json_t *json = json_of("-f json:- -f gcc:report.txt broken.yml");
	char *text = read_whole(sandbox, "report.txt");

	ck_assert(json_is_object(json));
	json_decref(json);
	ck_assert_ptr_nonnull(strstr(text, "broken.yml:1:10: error: "));
	free(text);
	json = json_of("-f json -o - broken.yml");
	json_decref(json);
	json = json_of("rules -f json -o -");
	json_decref(json);
	json = json_of("-f json:- -f gcc -o report.txt broken.yml");
	json_decref(json);
	ck_assert_ptr_null(read_whole(sandbox, "-"));
	check_says("-f json:- -f human broken.yml", "two formats for standard output");
	check_status("-o ./- broken.yml", 1);
	text = read_whole(sandbox, "-");
	ck_assert_ptr_nonnull(text);
	free(text);
}
END_TEST

// Nothing that is opened may take the place of a standard file, and get what was meant for that.
static const char *const closed[] = { "1", "2", "12", "012" };

START_TEST(test_standard_files_that_are_closed)
{
	struct call call = { .arguments = "-f human -f json:found.json no-such-file.yml broken.yml",
			     .folder = sandbox,
			     .closed = closed[_i] };
	struct outcome outcome;
	char *text;
	json_t *json;

	write_file(sandbox, "found.json", "{}");
	outcome = run_program(&call);
	ck_assert_int_eq(outcome.status, 2);
	text = read_whole(sandbox, "found.json");
	json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
	ck_assert_msg(json != NULL, "no JSON: %s", text);
	json_decref(json);
	free(text);
	outcome_clear(&outcome);
}
END_TEST

START_TEST(test_standard_input_that_is_closed)
{
	struct call call = { .arguments = "-", .folder = sandbox, .closed = "0" };
	struct outcome outcome = run_program(&call);

	ck_assert_int_eq(outcome.status, 2);
	ck_assert_str_eq(outcome.err, "akashlint: -: Bad file descriptor\n");
	outcome_clear(&outcome);
}
END_TEST

Suite *output_suite(void)
{
	Suite *suite = suite_create("output");
	TCase *tcase = tcase_create("output");

	tcase_add_checked_fixture(tcase, sandbox_set_up, sandbox_tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_output);
	tcase_add_test(tcase, test_output_keeps_mode_and_link);
	tcase_add_test(tcase, test_output_elsewhere);
	tcase_add_test(tcase, test_output_over_what_is_read);
	tcase_add_test(tcase, test_output_that_can_not_be_written);
	tcase_add_test(tcase, test_standard_output_that_can_not_be_written);
	tcase_add_test(tcase, test_dash_is_standard_output);
	tcase_add_loop_test(tcase, test_standard_files_that_are_closed, 0, sizeof(closed) / sizeof(closed[0]));
	tcase_add_test(tcase, test_standard_input_that_is_closed);
	suite_add_tcase(suite, tcase);
	return suite;
}
