// SPDX-License-Identifier: Apache-2.0
// In: bytes. Out: whether slices compare, buffers grow and input is escaped as promised.
#include <check.h>
#include <string.h>

#include "base/arena.h"
#include "base/table.h"
#include "base/utf8.h"

static struct arena arena;

static void set_up(void)
{
	arena_init(&arena);
}

static void tear_down(void)
{
	arena_clear(&arena);
}

START_TEST(test_compare)
{
	ck_assert(str_eq(STR("ab"), STR("ab")));
	ck_assert(!str_eq(STR("ab"), STR("abc")));
	ck_assert(str_eq((struct str){ NULL, 0 }, STR("")));
	ck_assert(str_is(STR("ab"), "ab"));
	ck_assert(str_has_prefix(STR("abc"), "ab") && !str_has_prefix(STR("a"), "ab"));
	ck_assert(str_has_suffix(STR("abc"), "bc") && !str_has_suffix(STR("c"), "bc"));
	ck_assert(str_eq_nocase(STR("NviDIA"), STR("nvidia")) && !str_eq_nocase(STR("a"), STR("b")));
	ck_assert(!str_eq_nocase(STR("ab"), STR("a")));
	ck_assert_int_lt(str_cmp(STR("a"), STR("ab")), 0);
	ck_assert_int_gt(str_cmp(STR("b"), STR("ab")), 0);
	ck_assert_int_eq(str_cmp(STR("b"), STR("b")), 0);
	ck_assert_int_gt(str_cmp(STR("\xC3\xA9"), STR("z")), 0);
	ck_assert(str_is(str_slice(STR("abcd"), 1, 3), "bc"));
}
END_TEST

START_TEST(test_strbuf)
{
	struct strbuf buf;

	buf = strbuf_in(&arena);
	for (int i = 0; i < 1000; i++)
		strbuf_printf(&buf, "%d,", i % 10);
	ck_assert_uint_eq(buf.len, 2000);
	ck_assert_uint_eq(strlen(buf.text), 2000);
	strbuf_add(&buf, "a\0b", 3);
	ck_assert_uint_eq(buf.len, 2003);
	strbuf_add(&buf, NULL, 0);
	strbuf_putc(&buf, '!');
	ck_assert_int_eq(buf.text[2003], '!');
}
END_TEST

static const struct {
	const char *in;
	size_t len;
	const char *out;
} escapes[] = {
	{ "plain \xC3\xA9 \xE4\xB8\xAD \xF0\x9F\x98\x80", 17, "plain \xC3\xA9 \xE4\xB8\xAD \xF0\x9F\x98\x80" },
	{ "a\nb\rc\td", 7, "a\\nb\\rc\\td" },
	{ "\033[31m", 5, "\\x1b[31m" },
	{ "\0\x7F", 2, "\\x00\\x7f" },
	{ "\xC2\x9B", 2, "\\x9b" },
	{ "\xE2\x80\xAE", 3, "\\u202e" },
	{ "\xF3\xA0\x80\x81", 4, "\\U000e0001" },
	{ "\xFF\xC3", 2, "\\xff\\xc3" },
	{ "\xED\xA0\x80", 3, "\\xed\\xa0\\x80" },
};

START_TEST(test_escape)
{
	struct strbuf buf;

	buf = strbuf_in(&arena);
	strbuf_add_escaped(&buf, (struct str){ escapes[_i].in, escapes[_i].len });
	ck_assert_str_eq(buf.text, escapes[_i].out);
}
END_TEST

static bool survives(uint32_t c)
{
	char bytes[4];
	size_t len = utf8_write(c, bytes);
	uint32_t back = 0;

	if (c >= 0xD800 && c < 0xE000)
		return utf8_decode(bytes, len, &back) == 0;
	return utf8_decode(bytes, len, &back) == len && back == c && utf8_decode(bytes, len - 1, &back) == 0;
}

START_TEST(test_utf8_round_trip)
{
	uint32_t c = 0;

	while (c < 0x110000 && survives(c))
		c++;
	ck_assert_uint_eq(c, 0x110000);
}
END_TEST

START_TEST(test_utf8_broken)
{
	uint32_t c;

	ck_assert_uint_eq(utf8_decode("\x80", 1, &c), 0);
	ck_assert_uint_eq(utf8_decode("\xC0\x80", 2, &c), 0);
	ck_assert_uint_eq(utf8_decode("\xE0\x80\x80", 3, &c), 0);
	ck_assert_uint_eq(utf8_decode("\xF4\x90\x80\x80", 4, &c), 0);
	ck_assert_uint_eq(utf8_decode("\xF8\x88\x80\x80\x80", 5, &c), 0);
	ck_assert_uint_eq(utf8_decode("\xC3(", 2, &c), 0);
	ck_assert_uint_eq(utf8_count("a\xC3\xA9\xFF\xE4\xB8\xAD", 7), 4);
}
END_TEST

START_TEST(test_utf8_width)
{
	ck_assert_int_eq(utf8_width('a'), 1);
	ck_assert_int_eq(utf8_width(0xE9), 1);
	ck_assert_int_eq(utf8_width(0x0301), 0);
	ck_assert_int_eq(utf8_width(0x4E2D), 2);
	ck_assert_int_eq(utf8_width(0x1F600), 2);
}
END_TEST

START_TEST(test_table)
{
	struct table table = { 0 };
	static int values[5000];

	ck_assert_ptr_null(table_get(&table, STR("a")));
	for (int i = 0; i < 5000; i++) {
		const char *key = arena_printf(&arena, "key-%d", i);
		void **place = table_put(&arena, &table, str_of(key));

		ck_assert_ptr_null(*place);
		*place = &values[i];
	}
	ck_assert_uint_eq(table.n, 5000);
	for (int i = 0; i < 5000; i++)
		ck_assert_ptr_eq(table_get(&table, str_of(arena_printf(&arena, "key-%d", i))), &values[i]);
	ck_assert_ptr_eq(*table_put(&arena, &table, STR("key-7")), &values[7]);
	ck_assert_uint_eq(table.n, 5000);
	ck_assert_ptr_null(table_get(&table, STR("key-5000")));
}
END_TEST

Suite *str_suite(void)
{
	Suite *suite = suite_create("str");
	TCase *tcase = tcase_create("str");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, test_compare);
	tcase_add_test(tcase, test_strbuf);
	tcase_add_loop_test(tcase, test_escape, 0, sizeof(escapes) / sizeof(escapes[0]));
	tcase_add_test(tcase, test_utf8_round_trip);
	tcase_add_test(tcase, test_utf8_broken);
	tcase_add_test(tcase, test_utf8_width);
	tcase_add_test(tcase, test_table);
	suite_add_tcase(suite, tcase);
	return suite;
}
