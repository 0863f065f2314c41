// SPDX-License-Identifier: Apache-2.0
// In: texts, tables and terminals. Out: whether what is written for people fits, and nothing of it is lost.
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "property.h"
#include "report/columns.h"
#include "report/style.h"

Suite *style_suite(void);

static struct arena arena;

static void set_up(void)
{
	arena_init(&arena);
}

static void tear_down(void)
{
	arena_clear(&arena);
}

static const struct {
	const char *text;
	size_t width, len;
} lines[] = {
	{ "", 10, 0 },
	{ "abc", 3, 3 },
	{ "abc def", 3, 3 },
	{ "abc def", 6, 3 },
	{ "abc def", 7, 7 },
	{ "abc  def", 5, 3 },
	{ "abcdef", 4, 4 },
	{ "https://host", 9, 8 },
	{ "a-bcdefghij", 9, 9 },
	{ "abc", 0, 1 },
	{ "\xE6\x97\xA5\xE6\x9C\xAC", 3, 3 }, // two columns each
	{ "e\xCC\x81x", 1, 3 },               // with a combining accent
};

START_TEST(test_line)
{
	ck_assert_uint_eq(line_len(lines[_i].text, lines[_i].width), lines[_i].len);
}
END_TEST

START_TEST(test_ascii)
{
	const struct style style = { .is_ascii = true, .width = 80 };

	ck_assert_str_eq(styled_text(&arena, &style, "8 × a100 …"), "8 x a100 ...");
	ck_assert_str_eq(styled_text(&arena, &style, "✓✗▌█ \xC3\xA9 \xF0\x9F\x98\x80 \xFF"),
			 "+-## \\u00e9 \\U0001f600 ?");
}
END_TEST

START_TEST(test_lines)
{
	const struct style style = { .width = 20 };
	struct strbuf out;

	out = strbuf_in(&arena);
	add_lines(&out, &style, 2, 4, NULL, "one two three four five six");
	ck_assert_str_eq(out.text, "  one two three four\n    five six\n");
	out.len = 0;
	add_lines(&out, &style, 2, 4, NULL, "");
	ck_assert_str_eq(out.text, "\n");
}
END_TEST

// Without escape sequences, spaces and breaks.
static void squeeze(struct strbuf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\033')
			text += strcspn(text, "m");
		else if (*text != ' ' && *text != '\n')
			strbuf_putc(out, *text);
	}
}

static void check_table(struct strbuf *out, size_t width)
{
	for (char *line = strtok(out->text, "\n"); line; line = strtok(NULL, "\n")) {
		expect(text_width(line) <= width, "%zu: %s", width, line);
		expect(!*line || line[strlen(line) - 1] != ' ', "%s|", line);
	}
}

static size_t fill(struct columns *table, uint64_t *state)
{
	size_t n_letters = 0;

	for (size_t n = random_below(state, 5); n; n--) {
		struct row *row = columns_add(table);

		for (size_t i = 0; i < table->n_columns; i++) {
			char *text = arena_alloc(&arena, 64);

			random_text(state, "abcdefgh/-., ", 1 + random_below(state, 50), text);
			text += strspn(text, " ");
			while (*text && text[strlen(text) - 1] == ' ')
				text[strlen(text) - 1] = '\0';
			row->cells[i] = text;
			row->paints[i] = i % 2 ? PAINT_BOLD : NULL;
			for (const char *c = text; *c; c++)
				n_letters += *c != ' ';
		}
	}
	return n_letters;
}

// It fits any terminal, no line ends with a space, nothing is lost, and colours change nothing else.
START_TEST(test_tables)
{
	static const struct column columns[] = {
		{ "name", false }, { "n", true }, { "price", true }, { "why", false }
	};
	uint64_t state = 20261128;

	for (int round = 0; round < 2000; round++) {
		struct columns table = { .arena = &arena, .columns = columns, .n_columns = COUNT_OF(columns) };
		struct style style = { .width = 60 + random_below(&state, 141) };
		struct strbuf plain, painted, all;
		size_t n_letters;

		arena_clear(&arena);
		plain = strbuf_in(&arena);
		painted = strbuf_in(&arena);
		all = strbuf_in(&arena);
		n_letters = fill(&table, &state) + strlen("namenpricewhy");
		columns_to_text(&plain, &table, 2, &style);
		style.has_color = true;
		columns_to_text(&painted, &table, 2, &style);
		squeeze(&all, painted.text);
		expect(all.len == n_letters, "%zu of %zu:\n%s", all.len, n_letters, plain.text);
		all.len = 0;
		squeeze(&all, plain.text);
		expect(all.len == n_letters, "%zu of %zu:\n%s", all.len, n_letters, plain.text);
		check_table(&plain, style.width);
	}
}
END_TEST

Suite *style_suite(void)
{
	Suite *suite = suite_create("style");
	TCase *tcase = tcase_create("style");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_line, 0, COUNT_OF(lines));
	tcase_add_test(tcase, test_ascii);
	tcase_add_test(tcase, test_lines);
	tcase_add_test(tcase, test_tables);
	suite_add_tcase(suite, tcase);
	return suite;
}
