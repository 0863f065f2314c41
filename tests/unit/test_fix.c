// SPDX-License-Identifier: Apache-2.0
// In: SDLs with mistakes. Out: whether the fixes mend them, and nothing else changes.
#include <check.h>
#include <string.h>

#include "base/guard.h"
#include "diag/text_from_edits.h"
#include "fix/diff_from_texts.h"
#include "fix/fix_run.h"
#include "lint.h"
#include "unit/allocation.h"
#include "unit/fixture.h"

static struct arena arena; // of the texts

static void set_up(void)
{
	arena_init(&arena);
	if (setjmp(arena.out_of_memory))
		ck_abort_msg("out of memory");
}

static void tear_down(void)
{
	arena_clear(&arena);
}

// The sound SDL with one part of it replaced.
static const char *sdl_with(const char *part, const char *by)
{
	const char *at = strstr(sound_sdl, part);

	ck_assert_ptr_nonnull(at);
	return arena_printf(&arena, "%.*s%s%s", (int)(at - sound_sdl), sound_sdl, by, at + strlen(part));
}

struct job {
	struct arena *arena;
	struct str text;
	bool takes_unsafe;
	struct run run;
	struct fixed fixed;
};

static void work(void *context)
{
	struct job *job = context;
	struct strbuf out;

	lint(&job->run, job->arena, &default_settings, "test.yml", job->text);
	fix_run(&job->run, job->takes_unsafe, &job->fixed);
	out = strbuf_in(job->arena);
	diff_from_texts(&out, "test.yml", job->text, job->fixed.text);
}

// The text is copied into the arena of the tests.
static struct str fixed_text(struct str text, bool takes_unsafe)
{
	struct arena own;
	struct job job = { .arena = &own, .text = text, .takes_unsafe = takes_unsafe };
	struct str fixed;

	arena_init(&own);
	ck_assert(arena_guard(&own, work, &job));
	fixed = (struct str){ arena_strndup(&arena, job.fixed.text.ptr, job.fixed.text.len), job.fixed.text.len };
	ck_assert_int_eq(job.fixed.n > 0, !str_eq(text, fixed));
	arena_clear(&own);
	return fixed;
}

static void check_fixed(const char *text, const char *want, bool takes_unsafe)
{
	struct str fixed = fixed_text(str_of(text), takes_unsafe);

	ck_assert_msg(str_is(fixed, want), "expected:\n%s\ngot:\n%.*s", want, (int)fixed.len, fixed.ptr);
	ck_assert(str_eq(fixed_text(fixed, takes_unsafe), fixed));
}

static const struct {
	const char *part, *wrong, *right;
	bool is_unsafe;
} mistakes[] = {
	{ "size: 512Mi", "size: 512 Mi", "size: 512Mi", false },
	{ "size: 512Mi", "size: \"512MB\" # x", "size: \"512Mi\" # x", false },
	{ "size: 512Mi", "size: 512m", "size: 512Mi", true }, // or thousandths
	{ "port: 80", "port: \"80\"", "port: 80", false },
	{ "port: 80", "port: \"010\"", "port: 010", true }, // which is 8
	{ "global: true", "global: 'true'", "global: true", false },
	{ "version: \"2.0\"", "version: 2.0", "version: \"2.0\"", false },
	{ "version: \"2.0\"", "version: V2.0", "version: \"2.0\"", false },
	{ "version: \"2.0\"\n", "# mine\n", "# mine\nversion: \"2.0\"\n", false },
	{ "deployment:", "Deployment:", "deployment:", false },
	{ "deployment:", "deplyoment:", "deployment:", false },
	{ "deployment:", "deploiments:", "deployment:", true }, // two letters
	{ "        to:", "        proto: HTTP\n        to:", "        proto: tcp\n        to:", false },
	{ "        to:", "        proto: tpc\n        to:", "        proto: tcp\n        to:", false },
	{ "    expose:", "    environment:\n      - A=1\n    expose:", "    env:\n      - A=1\n    expose:", true },
	{ "image:", "enviroment:\n      - A=1\n    image:", NULL, false },
	{ "      profile: web", "      profile: web1", "      profile: web", true }, // another name, perhaps
	{ "      profile: web", "      profile: wb", NULL, true },
	{ "denom: uact", "denom: uatc", "denom: uact", true }, // it is taken
	{ "          size: 1Gi", "        - size: 1Gi\n          attributes:\n            persistent: FALSE",
	  "        - size: 1Gi\n          attributes:\n            persistent: false", false },
};

// A fix that is not safe is made only when that is wanted.
START_TEST(test_mistake)
{
	const char *wrong = sdl_with(mistakes[_i].part, mistakes[_i].wrong);
	const char *right = mistakes[_i].right ? sdl_with(mistakes[_i].part, mistakes[_i].right) : wrong;

	if (!mistakes[_i].right)
		right = NULL;
	check_fixed(wrong, right && !mistakes[_i].is_unsafe ? right : wrong, false);
	if (right)
		check_fixed(wrong, right, true);
}
END_TEST

START_TEST(test_several_and_the_rest_as_it_was)
{
	check_fixed(
		"\xEF\xBB\xBF# top\r\nversion:   '2.0'\r\nservices: {web: {image: nginx, expose: [{port: '80', as: \"80\", to: [{global: true}]}]}}\r\n"
		"profiles:\r\n  compute: {web: {resources: {cpu: {units: 1}, memory: {size: 1 Gi}, storage: {size: '1 gb'}}}}\r\n"
		"  placement: {any: {pricing: {web: {denom: uact, amount: 100}}}}\r\ndeployment: {web: {Any: {profile: web, count: 1}}} # end",
		"\xEF\xBB\xBF# top\r\nversion:   '2.0'\r\nservices: {web: {image: nginx, expose: [{port: 80, as: 80, to: [{global: true}]}]}}\r\n"
		"profiles:\r\n  compute: {web: {resources: {cpu: {units: 1}, memory: {size: 1Gi}, storage: {size: '1Gi'}}}}\r\n"
		"  placement: {any: {pricing: {web: {denom: uact, amount: 100}}}}\r\ndeployment: {web: {any: {profile: web, count: 1}}} # end",
		false);
}
END_TEST

static const char *with_breaks(const char *text, const char *line_break)
{
	struct strbuf out;

	out = strbuf_in(&arena);
	for (; *text; text++)
		if (*text == '\n')
			strbuf_puts(&out, line_break);
		else
			strbuf_putc(&out, *text);
	return out.text;
}

START_TEST(test_line_breaks_of_the_file)
{
	static const char *const breaks[] = { "\n", "\r\n", "\r" };
	const char *part = "        storage:\n          size: 1Gi\n", *right = sdl_with(part, part);
	const char *wrong = sdl_with(part, "      storage:\n        size: 1Gi\n");

	for (size_t i = 0; i < COUNT_OF(breaks); i++)
		check_fixed(with_breaks(wrong, breaks[i]), with_breaks(right, breaks[i]), true);
	check_fixed("services:\r\n  web: {image: nginx}\r\nprofiles: {}\r\ndeployment: {}\r\n",
		    "version: \"2.0\"\r\nservices:\r\n  web: {image: nginx}\r\nprofiles: {}\r\ndeployment: {}\r\n",
		    false);
}
END_TEST

// A second key of one name is what nobody meant.
START_TEST(test_what_does_not_help)
{
	const char *text = sdl_with("deployment:\n", "Deployment:\n  web: {}\ndeployment:\n");

	check_fixed(text, text, false);
	text = "version: \"2.0\"\nservices: [\n";
	check_fixed(text, text, true);
	text = "";
	check_fixed(text, text, true);
}
END_TEST

static const struct {
	const char *text;
	bool holds;
} sizes[] = { { "512Mi", true }, { "512 MB", false }, { "{", false } };

// What the fix would write is another text here.
START_TEST(test_holds)
{
	struct fixture fixture;
	struct diag *diag;

	fixture_lint(&fixture, str_of(sdl_with("size: 512Mi", "size: 512 Mi")));
	ck_assert_uint_eq(fixture.run.diags.n, 1);
	diag = fixture.run.diags.items[0];
	diag->fix->edits[0].text = str_of(sizes[_i].text);
	ck_assert(fix_holds(&fixture.run, diag) == sizes[_i].holds);
	diag->fix = NULL;
	ck_assert(!fix_holds(&fixture.run, diag));
	fixture_clear(&fixture);
}
END_TEST

// So many profiles that the network rejects for the same mistake; every one can be fixed.
static const char *profiles_text(unsigned n)
{
	struct strbuf text;

	text = strbuf_in(&arena);
	for (unsigned i = 0; i < n; i++)
		strbuf_printf(
			&text,
			"    p%u:\n      resources: {cpu: {units: 1}, memory: {size: 512 Mi}, storage: {size: 1Gi}}\n",
			i);
	return sdl_with("  placement:\n", arena_printf(&arena, "%s  placement:\n", text.text));
}

static const struct {
	unsigned n_profiles, n_offered;
} offers[] = { { 10, 10 }, { 200, 200 }, { DIAGS_MAX + 1, 0 } };

// Many fixes are offered too, unless there are more findings than are kept.
START_TEST(test_offered)
{
	struct fixture fixture;
	unsigned n_offered = 0;

	fixture_lint(&fixture, str_of(profiles_text(offers[_i].n_profiles)));
	withdraw_fixes(&fixture.run);
	for (size_t i = 0; i < fixture.run.diags.n; i++)
		n_offered += fixture.run.diags.items[i]->fix != NULL;
	ck_assert_uint_eq(n_offered, offers[_i].n_offered);
	fixture_clear(&fixture);
}
END_TEST

START_TEST(test_utf16)
{
	static const char bytes[] =
		"\xFF\xFEv\0e\0r\0s\0i\0o\0n\0:\0 \0v\0002\0\n\0p\0r\0o\0f\0i\0l\0e\0s\0:\0\n\0d\0e\0p\0l\0o\0y\0m\0e\0n\0t\0:\0\n\0s\0e\0r\0v\0i\0c\0e\0s\0:\0\n\0";
	struct arena own;
	struct job job = { .arena = &own, .text = { bytes, sizeof(bytes) - 1 } };

	arena_init(&own);
	ck_assert(arena_guard(&own, work, &job));
	ck_assert_uint_eq(job.fixed.n, 0);
	arena_clear(&own);
}
END_TEST

START_TEST(test_edits)
{
	struct edit pair[] = { { { 8, 10 }, STR("Y") }, { { 2, 4 }, STR("XXX") } };
	struct edit inside = { { 3, 3 }, STR("-") }, beside = { { 4, 4 }, STR("-") }, again = { { 4, 5 }, STR("+") };
	struct fix fixes[] = {
		{ .edits = pair, .n_edits = 2 },
		{ .edits = &inside, .n_edits = 1 },
		{ .edits = &beside, .n_edits = 1 },
		{ .edits = &again, .n_edits = 1 },
	};
	struct edit_list list = { 0 };
	struct span span;

	ck_assert(edits_add(&arena, &list, &fixes[0]));
	ck_assert(!edits_add(&arena, &list, &fixes[0]));
	ck_assert(!edits_add(&arena, &list, &fixes[1]));
	ck_assert(edits_add(&arena, &list, &fixes[2]));
	ck_assert(!edits_add(&arena, &list, &fixes[3]));
	ck_assert(str_is(text_from_edits(&arena, STR("0123456789"), &list), "01XXX-4567Y"));
	span = span_after_edits(&list, (struct span){ 3, 9 });
	ck_assert_uint_eq(span.start, 2);
	ck_assert_uint_eq(span.end, 11);
	span = span_after_edits(&list, (struct span){ 5, 7 });
	ck_assert_uint_eq(span.start, 7);
	ck_assert_uint_eq(span.end, 9);
}
END_TEST

START_TEST(test_memory_runs_out)
{
	struct arena own;
	struct job job = { .arena = &own, .takes_unsafe = true };

	job.text =
		str_of(sdl_with("size: 512Mi", "size: 512 Mi # two of three\n          Size: 1\n          sizes: 2"));
	allocation_fail_each_in(&own, TELLS_OF_EACH, work, &job);
}
END_TEST

Suite *fix_suite(void)
{
	Suite *suite = suite_create("fix");
	TCase *tcase = tcase_create("fix");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_mistake, 0, COUNT_OF(mistakes));
	tcase_add_test(tcase, test_several_and_the_rest_as_it_was);
	tcase_add_test(tcase, test_line_breaks_of_the_file);
	tcase_add_test(tcase, test_what_does_not_help);
	tcase_add_loop_test(tcase, test_holds, 0, COUNT_OF(sizes));
	tcase_add_loop_test(tcase, test_offered, 0, COUNT_OF(offers));
	tcase_add_test(tcase, test_utf16);
	tcase_add_test(tcase, test_edits);
	tcase_add_test(tcase, test_memory_runs_out);
	suite_add_tcase(suite, tcase);
	return suite;
}
