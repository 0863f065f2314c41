// SPDX-License-Identifier: Apache-2.0
// In: names of files and places in them. Out: whether reports for other programs say them as these expect.
#include <check.h>
#include <string.h>

#include "report/location.h"
#include "unit/fixture.h"

static const struct {
	const char *name, *path, *uri;
} names[] = {
	{ "deploy.yml", "deploy.yml", "deploy.yml" },
	{ "./deploy.yml", "deploy.yml", "deploy.yml" },
	{ ".//./a/b.yml", "a/b.yml", "a/b.yml" },
	{ "../b.yml", "../b.yml", "../b.yml" },
	{ ".hidden/b.yml", ".hidden/b.yml", ".hidden/b.yml" },
	{ "/srv/here/a.yml", "a.yml", "a.yml" },
	{ "/srv/heres/a.yml", "/srv/heres/a.yml", "file:///srv/heres/a.yml" },
	{ "/srv/here/./a.yml", "a.yml", "a.yml" },
	{ "a b#?%.yml", "a b#?%.yml", "a%20b%23%3F%25.yml" },
	{ "c:d.yml", "c:d.yml", "c%3Ad.yml" },
	{ "\xC3\xA9\xFF\n.yml", "\xC3\xA9\xFF\n.yml", "%C3%A9%FF%0A.yml" },
	{ "-", "-", "-" },
	{ "", "-", "-" },
	{ "./", "./", "./" },
};

START_TEST(test_names)
{
	struct report report = { .folder = "/srv/here" };
	struct run run = { .source = { .name = names[_i].name } };
	struct arena arena;

	arena_init(&arena);
	ck_assert_str_eq(report_path(&report, &run), names[_i].path);
	ck_assert_str_eq(uri_from_path(&arena, report_path(&report, &run)), names[_i].uri);
	report.folder = NULL;
	run.source.name = "/srv/here/a.yml";
	ck_assert_str_eq(report_path(&report, &run), "/srv/here/a.yml");
	arena_clear(&arena);
}
END_TEST

static void check_column(const char *text, uint32_t offset, uint32_t line, uint32_t column)
{
	struct arena arena;
	struct run run;
	struct location place;

	arena_init(&arena);
	source_init(&run.source, &arena, "x", text, (uint32_t)strlen(text));
	place = byte_location_of(&run, (struct span){ offset, offset });
	ck_assert_uint_eq(place.start.line, line);
	ck_assert_uint_eq(place.start.column, column);
	arena_clear(&arena);
}

START_TEST(test_byte_columns)
{
	check_column("a\xF0\x90\x90\x80"
		     "b",
		     5, 1, 6);
	check_column("\xEF\xBB\xBF"
		     "a",
		     3, 1, 4);
	check_column("\xEF\xBB\xBF"
		     "a\r\n\xC3\xA9z",
		     8, 2, 3);
	check_column("a\n", 2, 2, 1);
	check_column("", 0, 1, 1);
}
END_TEST

Suite *location_suite(void)
{
	Suite *suite = suite_create("place");
	TCase *tcase = tcase_create("place");

	tcase_add_loop_test(tcase, test_names, 0, sizeof(names) / sizeof(names[0]));
	tcase_add_test(tcase, test_byte_columns);
	suite_add_tcase(suite, tcase);
	return suite;
}
