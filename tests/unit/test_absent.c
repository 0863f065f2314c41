// SPDX-License-Identifier: Apache-2.0
// In: examples that a rule finds, with one part changed. Out: whether it finds them still, as it should or should not.
#include <check.h>
#include <string.h>

#include "unit/fixture.h"

Suite *absent_suite(void);

#define PORT "examples/rules/port-not-listening.bad.yml", "port-not-listening", "port: 3000\n        as: 80"
#define DATA "examples/rules/volume-lost-found.bad.yml", "volume-lost-found"
#define AND_ "\n        as: 80\n        to: [{service: ui}]\n      - port: "

static const struct {
	const char *path, *rule, *part, *by;
	bool is_found;
} cases[] = {
	{ PORT, "port: 3000", true },
	{ PORT, "port: 65535", true },
	{ PORT, "port: 8080", false },
	// one that is not read may be the right one
	{ PORT, "port: 65536", false },
	{ PORT, "port: 0", false },
	{ PORT, "port: 70000\n        to: [{service: ui}]\n      - port: 3000\n        as: 80", false },
	{ PORT, "port: 3000" AND_ "70000", false },
	{ PORT, "port: 3000" AND_ "x", false },
	{ PORT, "port: 3000" AND_ "3001", true },
	// from 18 on the data is below the mount
	{ DATA, "/var/lib/postgresql/data", "/var/lib/postgresql", false },
	{ DATA, "postgres:16.4", "postgres:17.9", true },
	{ DATA, "postgres:16.4\v/var/lib/postgresql/data", "postgres:18\v/var/lib/postgresql", false },
	{ DATA, "postgres:16.4\v[", "postgres:18\v[PGDATA=/var/lib/postgresql/data, ", true },
	{ DATA, "/var/lib/postgresql/data\v[", "/var/lib/postgresql\v[PGDATA=/var/lib/postgresql, ", true },
};

// With each part replaced, once.
static struct str changed(struct arena *arena, struct str text, const char *part, const char *by)
{
	while (*part) {
		size_t n_part = strcspn(part, "\v"), n_by = strcspn(by, "\v");
		const char *at = strstr(text.ptr, arena_strndup(arena, part, n_part));

		ck_assert_msg(at != NULL, "\"%s\" is not there", part);
		text = str_of(
			arena_printf(arena, "%.*s%.*s%s", (int)(at - text.ptr), text.ptr, (int)n_by, by, at + n_part));
		part += n_part + (part[n_part] != '\0');
		by += n_by + (by[n_by] != '\0');
	}
	return text;
}

START_TEST(test_case)
{
	struct fixture fixture;
	struct arena arena;
	struct str text;

	arena_init(&arena);
	text = changed(&arena, fixture_read(&arena, cases[_i].path), cases[_i].part, cases[_i].by);
	fixture_lint(&fixture, text);
	ck_assert_msg(fixture_has(&fixture, cases[_i].rule) == cases[_i].is_found, "%s", cases[_i].by);
	fixture_clear(&fixture);
	arena_clear(&arena);
}
END_TEST

Suite *absent_suite(void)
{
	Suite *suite = suite_create("absent");
	TCase *tcase = tcase_create("absent");

	tcase_add_loop_test(tcase, test_case, 0, COUNT_OF(cases));
	suite_add_tcase(suite, tcase);
	return suite;
}
