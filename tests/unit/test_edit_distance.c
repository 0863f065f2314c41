// SPDX-License-Identifier: Apache-2.0
// In: pairs of words. Out: whether their distance is what a person would count.
#include <check.h>

#include "base/edit_distance.h"

static const struct {
	const char *a, *b;
	size_t limit, distance;
} pairs[] = {
	{ "", "", 3, 0 },
	{ "abc", "abc", 0, 0 },
	{ "abc", "", 3, 3 },
	{ "abc", "abd", 3, 1 },
	{ "abc", "acb", 3, 1 },
	{ "abc", "abcd", 3, 1 },
	{ "abc", "bc", 3, 1 },
	{ "kitten", "sitting", 3, 3 },
	{ "kitten", "sitting", 2, 3 },
	{ "NVIDIA", "nvidia", 2, 0 },
	{ "ca", "abc", 5, 3 },
	{ "deployment", "dpeloyment", 2, 1 },
	{ "short", "much longer than that", 2, 3 },
	{ "0123456789012345678901234567890123456789012345678901234567890123456789", "0", 2, 3 },
};

START_TEST(test_distance)
{
	struct str a = str_of(pairs[_i].a), b = str_of(pairs[_i].b);

	ck_assert_uint_eq(edit_distance(a, b, pairs[_i].limit), pairs[_i].distance);
	ck_assert_uint_eq(edit_distance(b, a, pairs[_i].limit), pairs[_i].distance);
}
END_TEST

static const struct {
	const char *word, *meant;
} words[] = {
	{ "formt", "format" },
	{ "fromat", "format" },
	{ "FORMAT", "format" },
	{ "outptu", "output" },
	{ "servcies", "services" },
	{ "service", "services" },
	{ "x", NULL },
	{ "", NULL },
	{ "nothing", NULL },
	{ "tcp", "tcp" },
	{ "udp", "udp" },
	{ "upd", "udp" },
	{ "ftp", NULL },
};

START_TEST(test_nearest)
{
	static const char *const known[] = { "format", "output", "services", "tcp", "udp", "o" };
	const char *found = nearest(str_of(words[_i].word), known, sizeof(known) / sizeof(known[0]));

	if (words[_i].meant)
		ck_assert_pstr_eq(found, words[_i].meant);
	else
		ck_assert_ptr_null(found);
}
END_TEST

static const struct {
	const char *word, *meant;
	bool is_slip;
} slips[] = {
	{ "format", "format", true }, { "FORMAT", "format", true },  { "formt", "format", true },
	{ "fromat", "format", true }, { "farmat", "format", false }, // another letter may be another name
	{ "frmt", "format", false },  { "disk12", "disk1", false },  { "data-", "data-a", false }, // or "data-b"
};

START_TEST(test_slip)
{
	static const char *const known[] = { "format", "disk1", "data-a", "data-b" };

	ck_assert_msg(is_slip_of(str_of(slips[_i].word), slips[_i].meant, known, COUNT_OF(known)) == slips[_i].is_slip,
		      "%s", slips[_i].word);
}
END_TEST

Suite *edit_distance_suite(void)
{
	Suite *suite = suite_create("edit_distance");
	TCase *tcase = tcase_create("edit_distance");

	tcase_add_loop_test(tcase, test_distance, 0, sizeof(pairs) / sizeof(pairs[0]));
	tcase_add_loop_test(tcase, test_nearest, 0, sizeof(words) / sizeof(words[0]));
	tcase_add_loop_test(tcase, test_slip, 0, COUNT_OF(slips));
	suite_add_tcase(suite, tcase);
	return suite;
}
