// SPDX-License-Identifier: Apache-2.0
// In: findings and baselines. Out: whether what is written is read again, and memory may run out meanwhile.
#include <check.h>
#include <jansson.h>
#include <string.h>

#include "base/guard.h"
#include "cli/baseline.h"
#include "lint.h"
#include "unit/allocation.h"

static const char wrong[] = "version: \"1.0\"\nservices:\n  web: {image: a, imag: b, Image: c}\n";

struct job {
	struct arena *arena;
	unsigned version;
	size_t n_found, n_known, n_left;
	bool is_read;
};

static void write_and_read(void *context)
{
	struct job *job = context;
	struct baseline written, read;
	struct json_fault error;
	struct strbuf text;
	struct run run;

	lint(&run, job->arena, &default_settings, "tests/a.yml", str_of(wrong));
	job->n_found = run.diags.n;
	baseline_init(&written, job->arena, "tests/known.json");
	written.version = job->version;
	baseline_add(&written, &run);
	baseline_add(&written, &run);
	text = strbuf_in(job->arena);
	json_from_baseline(&written, &text);
	baseline_init(&read, job->arena, "tests/known.json");
	job->is_read = baseline_from_json(&read, (struct str){ text.text, text.len }, &error);
	// Each is known twice, and not a third time.
	job->n_known = baseline_take(&read, &run);
	lint(&run, job->arena, &default_settings, "./tests/../tests/a.yml", str_of(wrong));
	job->n_known += baseline_take(&read, &run);
	lint(&run, job->arena, &default_settings, "tests/a.yml", str_of(wrong));
	job->n_known += baseline_take(&read, &run);
	job->n_left = run.diags.n;
}

static bool run_job(struct job *job, unsigned version)
{
	struct arena arena;
	bool is_done;

	*job = (struct job){ .arena = &arena, .version = version };
	arena_init(&arena);
	is_done = arena_guard(&arena, write_and_read, job);
	arena_clear(&arena);
	return is_done;
}

START_TEST(test_written_and_read)
{
	struct job job;

	ck_assert(run_job(&job, (unsigned)_i));
	ck_assert(job.is_read);
	ck_assert_uint_gt(job.n_found, 2);
	ck_assert_uint_eq(job.n_known, 2 * job.n_found);
	ck_assert_uint_eq(job.n_left, job.n_found);
}
END_TEST

static void take_of(struct arena *arena, struct baseline *known, const char *text, size_t *n_left)
{
	struct run run;

	lint(&run, arena, &default_settings, "tests/a.yml", str_of(text));
	baseline_take(known, &run);
	*n_left = run.diags.n;
}

// What is quoted otherwise is the same value, and another value another finding.
START_TEST(test_values)
{
	struct baseline known;
	struct arena arena;
	struct run run;
	size_t n_left;

	arena_init(&arena);
	lint(&run, &arena, &default_settings, "tests/a.yml", STR("version: 1.7\n"));
	baseline_init(&known, &arena, "tests/known.json");
	baseline_add(&known, &run);
	baseline_add(&known, &run);
	take_of(&arena, &known, "# moved\nversion: '1.7'\n", &n_left);
	ck_assert_uint_eq(n_left, 0);
	take_of(&arena, &known, "version: 1.8\n", &n_left);
	ck_assert_uint_gt(n_left, 0);
	arena_clear(&arena);
}
END_TEST

static bool is_read_again(void *context)
{
	struct job job;

	(void)context;
	return run_job(&job, BASELINE_VERSION) && job.is_read;
}

START_TEST(test_memory_runs_out)
{
	allocation_watch_jansson();
	// jansson takes some of the places where its memory runs out for faults of the text.
	allocation_fail_each(MAY_DO_WITHOUT, is_read_again, NULL);
}
END_TEST

Suite *baseline_suite(void)
{
	Suite *suite = suite_create("baseline");
	TCase *tcase = tcase_create("baseline");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_values);
	tcase_add_loop_test(tcase, test_written_and_read, 1, BASELINE_VERSION + 1);
	tcase_add_test(tcase, test_memory_runs_out);
	suite_add_tcase(suite, tcase);
	return suite;
}
