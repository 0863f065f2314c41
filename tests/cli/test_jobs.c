// SPDX-License-Identifier: Apache-2.0
// In: many files, checked by one thread and by several. Out: whether the outcome is the same to the byte.
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "cli/sandbox.h"

static const char *const arguments[] = {
	"-f human ./rules no-such-file.yml rules rules/policy.json",    "-f json no-such-file.yml rules rules",
	"-f human --color always --fail-on never --target console .",   "-f sarif no-such-file.yml ./rules",
	"-f gitlab -f junit:/dev/null rules/policy.json rules rules",   "--diff ./rules rules",
	"resources rules/gpu-vendor-ignored.bad.yml rules web-app.yml", "resources -f json rules web-app.yml",
};

static struct outcome run_with(const char *jobs, const char *rest)
{
	char text[256];
	struct call call = { .arguments = text, .folder = "examples" };
	// A command comes before the options.
	size_t command = strncmp(rest, "resources", strlen("resources")) == 0 ? strlen("resources") : 0;

	snprintf(text, sizeof(text), "%.*s %s %s", (int)command, rest, jobs, rest + command);
	return run_program(&call);
}

START_TEST(test_same_bytes)
{
	static const char *const jobs[] = { "-j2", "-j8", "--jobs 200", "" };
	struct outcome one = run_with("-j1", arguments[_i]);

	ck_assert_int_ge(one.status, 0);
	ck_assert_uint_gt(one.out_len, 1000);
	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
		struct outcome many = run_with(jobs[i], arguments[_i]);

		ck_assert_int_eq(many.status, one.status);
		ck_assert_uint_eq(many.out_len, one.out_len);
		ck_assert_msg(memcmp(many.out, one.out, one.out_len) == 0, "akashlint %s %s: other output than -j1",
			      jobs[i], arguments[_i]);
		ck_assert_str_eq(many.err, one.err);
		outcome_clear(&many);
	}
	outcome_clear(&one);
}
END_TEST

START_TEST(test_numbers)
{
	check_status("-j1 sound.yml broken.yml", 1);
	check_status("-j 256 sound.yml sound.yml", 0);
	check_says("-j0 sound.yml", "--jobs takes a number from 1 to 256, not \"0\"");
	check_says("-j257 sound.yml", "from 1 to 256, not \"257\"");
	check_says("-j -1 sound.yml", "from 1 to 256, not \"-1\"");
	check_says("--jobs=2x sound.yml", "from 1 to 256, not \"2x\"");
	check_says("-j", "--jobs needs a value: N");
	check_says("rules -j2", "\"akashlint rules\" has no option --jobs");
}
END_TEST

START_TEST(test_reader_that_goes_away)
{
	struct call gone = { .arguments = "-j8 .", .folder = "examples", .closes_output = 1 };
	struct outcome outcome = run_program(&gone);

	ck_assert_int_eq(outcome.status, 2);
	ck_assert_str_eq(outcome.err, "");
	outcome_clear(&outcome);
}
END_TEST

Suite *jobs_suite(void)
{
	Suite *suite = suite_create("jobs");
	TCase *tcase = tcase_create("jobs");

	tcase_add_checked_fixture(tcase, sandbox_set_up, sandbox_tear_down);
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, test_same_bytes, 0, sizeof(arguments) / sizeof(arguments[0]));
	tcase_add_test(tcase, test_numbers);
	tcase_add_test(tcase, test_reader_that_goes_away);
	suite_add_tcase(suite, tcase);
	return suite;
}
