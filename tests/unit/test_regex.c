// SPDX-License-Identifier: Apache-2.0
// In: base/regex. Out: whether it finds what the C library's regexec finds, and comes back from any text.
#include <check.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/guard.h"
#include "base/regex.h"
#include "property.h"
#include "unit/allocation.h"

Suite *regex_suite(void);

static struct arena arena;

static void set_up(void)
{
	arena_init(&arena);
}

static void tear_down(void)
{
	arena_clear(&arena);
}

// Patterns whose leftmost match is the same by the rules of Perl and of POSIX.
static const char *const patterns[] = {
	"a", "ab*", "[ab]c", "^a+", "b$", "a(b)c", "(a)(b)?c*", "^$", "c[ab]*a", "(ab)*c", "x", "a.c", "(a*)(b*)",
};

static bool finds(struct regexes *regexes, const char *pattern, struct str text)
{
	struct regex_match match;

	return regex_find(regexes, pattern, text, 0, &match);
}

START_TEST(test_against_regexec)
{
	const char *pattern = patterns[_i];
	struct regexes *regexes = regexes_new(&arena);
	uint64_t state = 5 + (uint64_t)_i;
	regex_t regex;

	ck_assert_int_eq(regcomp(&regex, pattern, REG_EXTENDED), 0);
	for (int i = 0; i < 20000; i++) {
		char text[20];
		size_t len = random_text(&state, "abc", 12, text);
		regmatch_t want[3];
		struct regex_match got;
		bool is_found = regexec(&regex, text, 3, want, 0) == 0;

		expect(regex_find(regexes, pattern, (struct str){ text, len }, 0, &got) == is_found, "%s: %s", pattern,
		       text);
		expect(finds(regexes, pattern, (struct str){ text, len }) == is_found, "%s: %s", pattern, text);
		for (int k = 0; is_found && k < 3; k++) {
			expect((got.groups[k].ptr != NULL) == (want[k].rm_so >= 0), "%s: %s, group %d", pattern, text,
			       k);
			expect(!got.groups[k].ptr || (got.groups[k].ptr == text + want[k].rm_so &&
						      (int)got.groups[k].len == want[k].rm_eo - want[k].rm_so),
			       "%s: %s, group %d", pattern, text, k);
		}
	}
	regfree(&regex);
}
END_TEST

START_TEST(test_every_match)
{
	struct regexes *regexes = regexes_new(&arena);
	struct str text = STR("12 345\0 6");
	struct regex_match match;
	size_t from = 0, n = 0;

	for (; regex_find(regexes, "[0-9]+", text, from, &match); n++)
		from = (size_t)(match.groups[0].ptr - text.ptr) + match.groups[0].len;
	ck_assert_uint_eq(n, 3);
	ck_assert(match.groups[0].ptr == NULL);
	ck_assert(!regex_find(regexes, "[0-9]+", text, text.len, &match));
	ck_assert(!regex_find(regexes, "[0-9]+", text, text.len + 1, &match));
	ck_assert(regex_find(regexes, "^", (struct str){ NULL, 0 }, 0, &match));
}
END_TEST

// A group that an earlier pattern set is not left over.
START_TEST(test_groups_are_own)
{
	struct regexes *regexes = regexes_new(&arena);
	struct regex_match match;

	ck_assert(regex_find(regexes, "(a)(b)(c)", STR("abc"), 0, &match));
	ck_assert(str_is(match.groups[3], "c"));
	ck_assert(regex_find(regexes, "a", STR("abc"), 0, &match));
	for (int i = 1; i < REGEX_GROUPS; i++)
		ck_assert(match.groups[i].ptr == NULL);
	ck_assert(regex_find(regexes, "(a)(b)(c)(d)(e)(f)(g)(h)(i)", STR("abcdefghi"), 0, &match));
	ck_assert(str_is(match.groups[7], "g"));
}
END_TEST

START_TEST(test_bytes)
{
	struct regexes *regexes = regexes_new(&arena);
	struct regex_match match;

	ck_assert(regex_find(regexes, "b.c",
			     STR("\xFF"
				 "b\xC3"
				 "c"),
			     0, &match));
	ck_assert_uint_eq(match.groups[0].len, 3);
	ck_assert(finds(regexes, "(?i)abc", STR("xABC")));
	ck_assert(!finds(regexes, "abc", STR("xABC")));
	ck_assert(!finds(regexes, "(*UTF)a", STR("a")));
	ck_assert(!finds(regexes, "(", STR("(")));
	ck_assert(!finds(regexes, "(", STR("(")));
}
END_TEST

// Each would take longer than the world is old.
START_TEST(test_hostile)
{
	static const char *const slow[] = { "^(a+)+$", "^(a|a)*$", "(a*)*b", "(.*)(.*)(.*)(.*)[0-9]x" };
	struct regexes *regexes = regexes_new(&arena);
	size_t len = 1 << 20;
	char *text = arena_alloc(&arena, len);

	memset(text, 'a', len);
	text[len - 1] = '!';
	for (size_t i = 0; i < COUNT_OF(slow); i++)
		ck_assert(!finds(regexes, slow[i], (struct str){ text, len }));
	ck_assert(finds(regexes, "a!$", (struct str){ text, len }));
}
END_TEST

static void use(void *context)
{
	struct arena *own = context;
	struct regexes *regexes = regexes_new(own);
	struct regex_match match;

	for (size_t i = 0; i < COUNT_OF(patterns); i++)
		regex_find(regexes, patterns[i], STR("abcabc"), 0, &match);
	finds(regexes, "^(a|b)*?(c|d)*(ab)*$", STR("abababababababcdcdcdcdcdcdabx"));
}

START_TEST(test_out_of_memory)
{
	struct arena own;

	allocation_fail_each_in(&own, TELLS_OF_EACH, use, &own);
}
END_TEST

Suite *regex_suite(void)
{
	Suite *suite = suite_create("regex");
	TCase *tcase = tcase_create("regex");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_against_regexec, 0, (int)COUNT_OF(patterns));
	tcase_add_test(tcase, test_every_match);
	tcase_add_test(tcase, test_groups_are_own);
	tcase_add_test(tcase, test_bytes);
	tcase_add_test(tcase, test_hostile);
	tcase_add_test(tcase, test_out_of_memory);
	suite_add_tcase(suite, tcase);
	return suite;
}
