// SPDX-License-Identifier: Apache-2.0
// In: calls of the public API. Out: whether they keep what the header promises.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "akashlint.h"
#include "unit/fixture.h"

static struct akashlint *linter;

static void set_up(void)
{
	linter = akashlint_new();
	ck_assert_ptr_nonnull(linter);
}

static void tear_down(void)
{
	akashlint_free(linter);
}

static struct akashlint_result *check(const char *text)
{
	struct akashlint_result *result;

	ck_assert_int_eq(akashlint_check(linter, "test.yml", text, strlen(text), &result), AKASHLINT_OK);
	ck_assert_ptr_nonnull(result);
	return result;
}

START_TEST(test_version)
{
	char text[32];

	snprintf(text, sizeof(text), "%d.%d.%d", AKASHLINT_VERSION_MAJOR, AKASHLINT_VERSION_MINOR,
		 AKASHLINT_VERSION_PATCH);
	ck_assert_str_eq(text, AKASHLINT_VERSION);
	ck_assert_str_eq(akashlint_version(), AKASHLINT_VERSION);
}
END_TEST

START_TEST(test_sound)
{
	struct akashlint_result *result = check(sound_sdl);

	ck_assert_uint_eq(akashlint_result_count(result), 0);
	ck_assert(akashlint_result_is_accepted(result));
	akashlint_result_free(result);
}
END_TEST

START_TEST(test_diagnostic)
{
	const struct akashlint_diagnostic *diagnostic;
	struct akashlint_result *result = check("version: \"2.0\"\nservices: {}\nétc: 1\n");
	bool is_found = false;

	ck_assert(!akashlint_result_is_accepted(result));
	for (size_t i = 0; (diagnostic = akashlint_result_get(result, i)); i++) {
		ck_assert_ptr_nonnull(diagnostic->rule);
		ck_assert_ptr_nonnull(diagnostic->message);
		if (strcmp(diagnostic->rule, "sdl-unknown-section") != 0)
			continue;
		is_found = true;
		ck_assert_int_eq(diagnostic->severity, AKASHLINT_ERROR);
		ck_assert(diagnostic->rejected_by & AKASHLINT_REJECTED_BY_NETWORK);
		ck_assert_uint_eq(diagnostic->span.start, 28);
		ck_assert_uint_eq(diagnostic->span.end, 32);
		ck_assert_uint_eq(diagnostic->span.line, 3);
		ck_assert_uint_eq(diagnostic->span.column, 1);
		ck_assert_uint_eq(diagnostic->span.end_line, 3);
		ck_assert_uint_eq(diagnostic->span.end_column, 4);
		ck_assert_str_eq(diagnostic->path, "étc");
	}
	ck_assert_ptr_null(akashlint_result_get(result, (size_t)-1));
	ck_assert(is_found);
	akashlint_result_free(result);
}
END_TEST

START_TEST(test_empty)
{
	struct akashlint_result *result;

	ck_assert_int_eq(akashlint_check(linter, "test.yml", NULL, 0, &result), AKASHLINT_OK);
	ck_assert_uint_eq(akashlint_result_count(result), 1);
	akashlint_result_free(result);
}
END_TEST

START_TEST(test_too_large)
{
	struct akashlint_result *result = (struct akashlint_result *)&linter;

	ck_assert_int_eq(akashlint_check(linter, "test.yml", "", (size_t)64 * 1024 * 1024 + 1, &result),
			 AKASHLINT_TOO_LARGE);
	ck_assert_ptr_null(result);
}
END_TEST

START_TEST(test_text_is_not_kept)
{
	char *text = strdup("version: \"9\"\n");
	struct akashlint_result *result = check(text);
	const char *report;

	memset(text, 'x', strlen(text));
	free(text);
	ck_assert_ptr_nonnull(strstr(akashlint_result_get(result, 0)->message, "\""));
	ck_assert_int_eq(akashlint_result_report(result, AKASHLINT_FINDINGS, "human", &report), AKASHLINT_OK);
	ck_assert_ptr_nonnull(strstr(report, "version: \"9\""));
	akashlint_result_free(result);
}
END_TEST

START_TEST(test_strerror)
{
	ck_assert_str_eq(akashlint_strerror(AKASHLINT_OK), "no error");
	ck_assert_str_eq(akashlint_strerror(AKASHLINT_NO_MEMORY), "out of memory");
	ck_assert_ptr_nonnull(strstr(akashlint_strerror(AKASHLINT_TOO_LARGE), "64 MiB"));
	for (int status = 0; status < 100; status++)
		ck_assert_ptr_nonnull(akashlint_strerror((enum akashlint_status)status));
}
END_TEST

START_TEST(test_free_takes_null)
{
	akashlint_free(NULL);
	akashlint_result_free(NULL);
}
END_TEST

Suite *library_suite(void)
{
	Suite *suite = suite_create("library");
	TCase *tcase = tcase_create("library");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, test_version);
	tcase_add_test(tcase, test_sound);
	tcase_add_test(tcase, test_diagnostic);
	tcase_add_test(tcase, test_empty);
	tcase_add_test(tcase, test_too_large);
	tcase_add_test(tcase, test_text_is_not_kept);
	tcase_add_test(tcase, test_strerror);
	tcase_add_test(tcase, test_free_takes_null);
	suite_add_tcase(suite, tcase);
	return suite;
}
