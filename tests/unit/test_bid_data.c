// SPDX-License-Identifier: Apache-2.0
// In: JSON with numbers of all forms. Out: whether each is put in quotes, and what is not a number stays as it is.
#include <check.h>
#include <stdlib.h>

#include "base/arena.h"
#include "bids/data_from_text.h"

static const struct {
	const char *json, *quoted;
} texts[] = {
	{ "[1]", "[\"1\"]" },
	{ "[0]", "[\"0\"]" },
	{ "[-1]", "[\"-1\"]" },
	{ "[-0]", "[\"-0\"]" },
	{ "[01]", "[01]" },
	{ "[-]", "[-]" },
	{ "[+1]", "[+\"1\"]" },
	{ "[.5]", "[.\"5\"]" },
	{ "[1.]", "[1.]" },
	{ "[1.5]", "[\"1.5\"]" },
	{ "[0.50]", "[\"0.50\"]" },
	{ "[1.5.5]", "[1.5.5]" },
	{ "[1e5]", "[\"1e5\"]" },
	{ "[1E+5]", "[\"1E+5\"]" },
	{ "[1.5e-05]", "[\"1.5e-05\"]" },
	{ "[1e]", "[1e]" },
	{ "[1e+]", "[1e+]" },
	{ "[1e5x]", "[1e5x]" },
	{ "[1x]", "[1x]" },
	{ "[1 ,2\t,3\n,4\r]", "[\"1\" ,\"2\"\t,\"3\"\n,\"4\"\r]" },
	{ "{\"a\": 1, \"b\":2}", "{\"a\": \"1\", \"b\":\"2\"}" },
	{ "{\"a1\": \"2\", \"3\": 4}", "{\"a1\": \"2\", \"3\": \"4\"}" },
	{ "[\"a\\\"1\", 2]", "[\"a\\\"1\", \"2\"]" },
	{ "[\"\\\\\", 2]", "[\"\\\\\", \"2\"]" },
	{ "[true, null, 3]", "[true, null, \"3\"]" },
	{ "[123456789012345678901234567890]", "[\"123456789012345678901234567890\"]" },
	{ "[1", "[\"1\"" },
	{ "[\"1", "[\"1" },
	{ "[\"1\\", "[\"1\\" },
	{ "[-", "[-" },
	{ "[1.", "[1." },
	{ "[1e", "[1e" },
	{ "[1]]", "[\"1\"]]" },
	{ "{\"a\" 1}", "{\"a\" \"1\"}" },
};

START_TEST(test_numbers)
{
	struct str expected = str_of(texts[_i].quoted), got;
	size_t len = strlen(texts[_i].json);
	char *exact = malloc(len); // what reads beyond it is found with "make asan"
	struct arena arena;

	ck_assert_ptr_nonnull(exact);
	memcpy(exact, texts[_i].json, len);
	arena_init(&arena);
	got = json_with_text_numbers(&arena, (struct str){ exact, len });
	ck_assert_msg(str_eq(got, expected), "%s: %.*s", texts[_i].json, (int)got.len, got.ptr);
	arena_clear(&arena);
	free(exact);
}
END_TEST

Suite *bid_data_suite(void)
{
	Suite *suite = suite_create("bid_data");
	TCase *tcase = tcase_create("bid_data");

	tcase_add_loop_test(tcase, test_numbers, 0, COUNT_OF(texts));
	suite_add_tcase(suite, tcase);
	return suite;
}
