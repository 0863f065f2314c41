// SPDX-License-Identifier: Apache-2.0
// In: texts with all kinds of line breaks and encodings. Out: whether lines and columns are those of an editor.
#include <check.h>
#include <string.h>

#include "base/arena.h"
#include "source/source.h"

static struct arena arena;
static struct source source;

static void set_up(void)
{
	arena_init(&arena);
}

static void tear_down(void)
{
	arena_clear(&arena);
}

static void open_text(struct str text)
{
	source_init(&source, &arena, "test", text.ptr, (uint32_t)text.len);
}

static void check_position(uint32_t offset, uint32_t line, uint32_t column)
{
	struct position position = source_position(&source, offset);

	ck_assert_uint_eq(position.line, line);
	ck_assert_uint_eq(position.column, column);
}

START_TEST(test_line_breaks)
{
	open_text(STR("a\nbb\r\nccc\rd\xE2\x80\xA8"
		      "e"));
	ck_assert_uint_eq(source_n_lines(&source), 4);
	check_position(0, 1, 1);
	check_position(1, 1, 2);
	check_position(2, 2, 1);
	check_position(6, 3, 1);
	check_position(10, 4, 1);
	check_position(14, 4, 3);
	check_position(15, 4, 4);
	check_position(1000, 4, 4);
	ck_assert(str_is(source_line(&source, 2), "bb"));
	ck_assert(str_is(source_line(&source, 3), "ccc"));
	ck_assert(str_is(source_line(&source, 0), ""));
	ck_assert(str_is(source_line(&source, 5), ""));
	ck_assert(str_is(source_text(&source, (struct span){ 2, 4 }), "bb"));
}
END_TEST

static const struct {
	const char *text, *line_break;
	uint32_t at, start, end, next, indent;
	bool begins;
} lines[] = {
	{ "a\n  b: 1\nc", "\n", 4, 2, 8, 9, 2, true },
	{ "a\n  b: 1\nc", "\n", 7, 2, 8, 9, 5, false },
	{ "a\r\n  b: 1\r\nc", "\r\n", 5, 3, 9, 11, 2, true },
	{ "a\r  b: 1\rc", "\r", 4, 2, 8, 9, 2, true },
	{ "\xEF\xBB\xBF  b: 1\n", "\n", 5, 3, 9, 10, 2, true },
	{ "a\n\tb", "\n", 3, 2, 4, 4, 1, false },
	{ "a", "\n", 0, 0, 1, 1, 0, true },
	{ "a\r\n\r\nb", "\r\n", 3, 3, 3, 5, 0, true },
	{ "a\r", "\r", 2, 2, 2, 2, 0, true },
};

START_TEST(test_line_of)
{
	uint32_t at = lines[_i].at;

	open_text(str_of(lines[_i].text));
	ck_assert_str_eq(source_line_break(&source), lines[_i].line_break);
	ck_assert_uint_eq(source_line_start(&source, at), lines[_i].start);
	ck_assert_uint_eq(source_line_end(&source, at), lines[_i].end);
	ck_assert_uint_eq(source_next_line(&source, lines[_i].end), lines[_i].next);
	ck_assert_uint_eq(source_indent(&source, at), lines[_i].indent);
	ck_assert(source_begins_line(&source, at) == lines[_i].begins);
	if (lines[_i].start > source_bom(&source))
		ck_assert_uint_eq(source_line_above(&source, lines[_i].start), 0);
}
END_TEST

START_TEST(test_empty)
{
	open_text(STR(""));
	check_position(0, 1, 1);
	ck_assert_uint_eq(source_n_lines(&source), 1);
	ck_assert(str_is(source_line(&source, 1), ""));
}
END_TEST

START_TEST(test_columns_count_characters)
{
	open_text(STR("\xC3\xA9\xE4\xB8\xAD\xFFx"));
	check_position(2, 1, 2);
	check_position(5, 1, 3);
	check_position(6, 1, 4);
	check_position(7, 1, 5);
}
END_TEST

START_TEST(test_byte_order_mark)
{
	open_text(STR("\xEF\xBB\xBF"
		      "a: b\n"));
	ck_assert_uint_eq(source_bom(&source), 3);
	check_position(0, 1, 1);
	check_position(3, 1, 1);
	check_position(4, 1, 2);
	ck_assert(str_is(source_line(&source, 1), "a: b"));
}
END_TEST

START_TEST(test_utf16)
{
	open_text(STR("\xFF\xFE"
		      "a\0\x2D\x4E\x3D\xD8\x00\xDE\n\0b\0"));
	ck_assert(source.is_converted);
	ck_assert(str_eq((struct str){ source.text, source.len }, STR("a\xE4\xB8\xAD\xF0\x9F\x98\x80\nb")));
	open_text(STR("\xFE\xFF\0a\0b"));
	ck_assert(str_eq((struct str){ source.text, source.len }, STR("ab")));
	open_text(STR("\xFF\xFE\x00\xD8"
		      "a\0b"));
	ck_assert_uint_eq(source.len, 3 + 1 + 3);
	open_text(STR("\xFF\xFE"));
	ck_assert(source.is_converted && source.len == 0);
	open_text(STR("\xFE\xFF"));
	ck_assert(source.is_converted && source.len == 0);
	open_text(STR("\xFE"));
	ck_assert(!source.is_converted && source.len == 1);
}
END_TEST

Suite *source_suite(void)
{
	Suite *suite = suite_create("source");
	TCase *tcase = tcase_create("source");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, test_line_breaks);
	tcase_add_loop_test(tcase, test_line_of, 0, COUNT_OF(lines));
	tcase_add_test(tcase, test_empty);
	tcase_add_test(tcase, test_columns_count_characters);
	tcase_add_test(tcase, test_byte_order_mark);
	tcase_add_test(tcase, test_utf16);
	suite_add_tcase(suite, tcase);
	return suite;
}
