// SPDX-License-Identifier: Apache-2.0
// In: an SDL that touches most of the code. Out: whether it may fail to get memory anywhere, and stay whole.
#include <check.h>
#include <jansson.h>

#include "akashlint.h"
#include "base/guard.h"
#include "lint.h"
#include "report/docs_from_rules.h"
#include "report/report.h"
#include "unit/allocation.h"
#include "unit/fixture.h"

static struct str text;
static struct arena text_arena;

static void set_up(void)
{
	arena_init(&text_arena);
	text = fixture_read(&text_arena, "examples/broken.yml");
}

static void tear_down(void)
{
	arena_clear(&text_arena);
}

// True when there was memory enough. Asserts nothing: Check allocates too.
static bool check_once(bool *is_valid)
{
	struct akashlint *linter = akashlint_new();
	struct akashlint_result *result = NULL;
	enum akashlint_status status;

	if (!linter)
		return false;
	akashlint_set_target(linter, AKASHLINT_TARGET_CONSOLE);
	akashlint_set_fixes(linter, false);
	status = akashlint_check(linter, "broken.yml", text.ptr, text.len, &result);
	*is_valid = status == AKASHLINT_OK ? result != NULL : status == AKASHLINT_NO_MEMORY && !result;
	akashlint_result_free(result);
	akashlint_free(linter);
	return status == AKASHLINT_OK;
}

struct job {
	struct arena *arena;
	const struct report_format *format;
};

static void report_once(void *context)
{
	struct job *job = context;
	struct report report;
	struct strbuf out;
	struct run run;

	report_begin(&report, job->format, job->arena);
	lint(&run, job->arena, &default_settings, "broken\xFF.yml", text);
	report_file(&report, &run);
	report_end(&report);
	out = strbuf_in(job->arena);
	rules_json(job->arena, &out, NULL);
	explain_rule(job->arena, &out, run.diags.items[0]->rule, true);
}

static bool check_soundly(void *context)
{
	bool *all_sound = context, is_valid = true, is_done = check_once(&is_valid);

	*all_sound &= is_valid;
	return is_done;
}

START_TEST(test_library)
{
	bool all_sound = true;

	allocation_fail_each(TELLS_OF_EACH, check_soundly, &all_sound);
	ck_assert(all_sound);
}
END_TEST

START_TEST(test_reports)
{
	static const struct report_format *const formats[] = {
		&report_human, &report_json,       &report_sarif, &report_github,  &report_gitlab,
		&report_junit, &report_checkstyle, &report_gcc,   &report_rdjsonl,
	};
	struct arena arena;
	struct job job = { &arena, formats[_i] };

	allocation_watch_jansson();
	allocation_fail_each_in(&arena, MAY_DO_WITHOUT, report_once, &job);
}
END_TEST

START_TEST(test_many_runs_stay_flat)
{
	bool all_sound = true, is_valid;

	allocation_fail_at((size_t)-1);
	for (int i = 0; i < 1000; i++)
		all_sound = check_once(&is_valid) && is_valid && all_sound;
	ck_assert(!allocation_end());
	ck_assert(all_sound);
	ck_assert_int_eq(allocation_n_alive(), 0);
}
END_TEST

Suite *memory_suite(void)
{
	Suite *suite = suite_create("memory");
	TCase *tcase = tcase_create("memory");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, test_library);
	tcase_add_loop_test(tcase, test_reports, 0, 9);
	tcase_add_test(tcase, test_many_runs_stay_flat);
	suite_add_tcase(suite, tcase);
	return suite;
}
