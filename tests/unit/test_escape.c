// SPDX-License-Identifier: Apache-2.0
// In: hostile texts. Out: whether each format's reader gets them back as they were, and nothing else.
#include <stdlib.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "report/escape.h"
#include "unit/property.h"

enum { N_TEXTS = 20000, MAX_PIECES = 12 };

static struct arena arena;

static void set_up(void)
{
	arena_init(&arena);
}

static void tear_down(void)
{
	arena_clear(&arena);
}

// What means something to some format, and what looks like it.
static const char *const pieces[] = {
	"%",   "%25", "%0A",       "%0D", "%3A",   "\n",       "\r",
	":",   "::",  "::error::", ",",   "=",     "##[",      "#",
	"[",   "]",   "](",        "(",   "\\",    "\\\\",     "{",
	"}",   "{0}", "{{",        "&",   "&amp;", "<",        ">",
	"]]>", "\"",  "'",         "a",   " ",     "\xC3\xA9", "\xF0\x9F\x98\x80",
};

static const char *random_pieces(uint64_t *state)
{
	struct strbuf text;

	text = strbuf_in(&arena);
	for (size_t n = random_below(state, MAX_PIECES); n > 0; n--)
		strbuf_puts(&text, pieces[random_below(state, COUNT_OF(pieces))]);
	return text.text;
}

static const char *replaced(const char *text, const char *old, const char *fresh)
{
	struct strbuf out;

	out = strbuf_in(&arena);
	for (const char *found; (found = strstr(text, old)) != NULL; text = found + strlen(old)) {
		strbuf_add(&out, text, (size_t)(found - text));
		strbuf_puts(&out, fresh);
	}
	strbuf_puts(&out, text);
	return out.text;
}

// In the order of GitHub's runner: the percent sign last.
static const char *data_of(const char *text)
{
	return replaced(replaced(replaced(text, "%0D", "\r"), "%0A", "\n"), "%25", "%");
}

static const char *value_of(const char *text)
{
	text = replaced(replaced(text, "%0D", "\r"), "%0A", "\n");
	return replaced(replaced(replaced(text, "%3A", ":"), "%2C", ","), "%25", "%");
}

START_TEST(test_commands)
{
	uint64_t state = 1;

	for (int i = 0; i < N_TEXTS; i++) {
		const char *text = random_pieces(&state);
		struct strbuf data, value;

		data = strbuf_in(&arena);
		add_command_data(&data, text);
		value = strbuf_in(&arena);
		add_command_value(&value, text);
		expect(!strpbrk(data.text, "\r\n") && strcmp(data_of(data.text), text) == 0, "%s", text);
		expect(!strpbrk(value.text, "\r\n:,") && strcmp(value_of(value.text), text) == 0, "%s", text);
	}
}
END_TEST

static const char *xml_of(const char *text)
{
	struct strbuf out;

	out = strbuf_in(&arena);
	add_xml(&out, text);
	return out.text;
}

static const char *text_of_xml(const char *xml)
{
	static const char *const entities[][2] = {
		{ "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&apos;", "'" }, { "&amp;", "&" },
	};
	struct strbuf out;
	char utf8[4];

	out = strbuf_in(&arena);
	while (*xml) {
		size_t i = 0;
		char *end;

		if (strncmp(xml, "&#", 2) == 0) {
			bool is_hex = xml[2] == 'x';
			uint32_t c = (uint32_t)strtoul(xml + 2 + is_hex, &end, is_hex ? 16 : 10);

			expect(*end == ';', "no semicolon: %s", xml);
			strbuf_add(&out, utf8, utf8_write(c, utf8));
			xml = end + 1;
			continue;
		}
		while (i < COUNT_OF(entities) && strncmp(xml, entities[i][0], strlen(entities[i][0])) != 0)
			i++;
		expect(i < COUNT_OF(entities) || !strchr("&<>\"'", *xml), "raw: %s", xml);
		if (i < COUNT_OF(entities))
			strbuf_puts(&out, entities[i][1]);
		else
			strbuf_putc(&out, *xml);
		xml += i < COUNT_OF(entities) ? strlen(entities[i][0]) : 1;
	}
	return out.text;
}

START_TEST(test_xml)
{
	uint64_t state = 2;

	for (int i = 0; i < N_TEXTS; i++) {
		const char *text = random_pieces(&state), *xml = xml_of(text);

		expect(!strstr(xml, "##[") && strcmp(text_of_xml(xml), text) == 0, "%s", text);
	}
	ck_assert_str_eq(xml_of("a\x01\x1B[m\xFF\xEF\xBF\xBE\x7F\xC2\x9B\xE2\x80\xAE\t"),
			 "a\xEF\xBF\xBD\xEF\xBF\xBD[m\xEF\xBF\xBD\xEF\xBF\xBD&#x7F;&#x9B;&#x202E;&#x9;");
	ck_assert_str_eq(xml_of("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}
END_TEST

// A reader takes "](" for the end of a link's text unless a backslash that is no backslash itself is before it.
static bool has_link(const char *text)
{
	bool is_escaped = false;

	for (; *text; text++) {
		if (*text == ']' && text[1] == '(' && !is_escaped)
			return true;
		is_escaped = *text == '\\' && !is_escaped;
	}
	return false;
}

static const char *without(const char *text, char unwanted)
{
	struct strbuf out;

	out = strbuf_in(&arena);
	for (; *text; text++)
		if (*text != unwanted)
			strbuf_putc(&out, *text);
	return out.text;
}

static bool has_argument(const char *text)
{
	for (; *text; text++)
		if (*text == '{' && *++text != '{')
			return true;
	return false;
}

START_TEST(test_sarif)
{
	uint64_t state = 3;

	for (int i = 0; i < N_TEXTS; i++) {
		const char *text = random_pieces(&state), *message = sarif_text(&arena, text);
		const char *back = replaced(replaced(message, "{{", "{"), "}}", "}");

		expect(!has_link(message) && !has_argument(message), "%s", text);
		expect(strcmp(without(back, '\\'), without(text, '\\')) == 0, "%s", text);
		expect(strchr(text, ']') || strcmp(back, text) == 0, "%s", text);
	}
	ck_assert_str_eq(sarif_text(&arena, "{0} [a](b) [c\\](d) [e\\\\](f)"), "{{0}} [a\\](b) [c\\](d) [e\\\\\\](f)");
}
END_TEST

START_TEST(test_disarm)
{
	uint64_t state = 4;
	struct strbuf out;

	for (int i = 0; i < N_TEXTS; i++) {
		const char *text = random_pieces(&state);

		out = strbuf_in(&arena);
		strbuf_puts(&out, "##[kept] ");
		strbuf_puts(&out, text);
		disarm(&out, 9, DISARMED_TEXT);
		expect(strncmp(out.text, "##[kept] ", 9) == 0 && !strstr(out.text + 9, "##[") &&
			       !strstr(out.text + 9, "##vso["),
		       "%s", text);
		expect(strcmp(replaced(out.text + 9, DISARMED_TEXT, "##"), text) == 0, "%s", text);
		expect(strlen(out.text) == out.len, "%s", text);
	}
}
END_TEST

START_TEST(test_runners)
{
	static const char *const obeyed[] = { "::error::x",      " \t::x",  "a\n::x",  "+a\r::x",
					      "a\r \xC2\xA0::x", "a ##[x]", "##VSO[x]" };
	static const char *const ignored[] = {
		"", ":", "a::x", "+::x", "- a\n+::x\n", "## [", "#[x]", "##vs[", "##vso"
	};
	struct strbuf out;

	for (size_t i = 0; i < COUNT_OF(obeyed); i++)
		ck_assert_msg(has_command(str_of(obeyed[i])), "%s", obeyed[i]);
	for (size_t i = 0; i < COUNT_OF(ignored); i++)
		ck_assert_msg(!has_command(str_of(ignored[i])), "%s", ignored[i]);
	out = strbuf_in(&arena);
	strbuf_puts(&out, "###vso[x] ##[y] ##z");
	disarm(&out, 0, DISARMED_JSON);
	ck_assert_str_eq(out.text, "##\\u0023vso[x] #\\u0023[y] ##z");
	out = strbuf_in(&arena);
	add_xml(&out, "##Vso[x] ##[y] ##z");
	ck_assert_str_eq(out.text, "#&#35;Vso[x] #&#35;[y] ##z");
}
END_TEST

Suite *escape_suite(void)
{
	Suite *suite = suite_create("escape");
	TCase *tcase = tcase_create("escape");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_commands);
	tcase_add_test(tcase, test_xml);
	tcase_add_test(tcase, test_sarif);
	tcase_add_test(tcase, test_disarm);
	tcase_add_test(tcase, test_runners);
	suite_add_tcase(suite, tcase);
	return suite;
}
