// SPDX-License-Identifier: Apache-2.0
// In: SDLs with one line that YAML can't read. Out: whether that line is named, and how to write it.
#include <check.h>
#include <string.h>

#include "base/arena.h"
#include "diag/rule.h"
#include "fix/fix_run.h"
#include "unit/fixture.h"

static const struct {
	const char *before, *after; // parts of the sound SDL, and what is there instead
	uint32_t line;
	const char *span, *message, *help;
} lines[] = {
	// no colon
	{ "services:\n", "services\n", 2, "services", "no \":\" after the key \"services\"", "write \"services:\"" },
	{ "  web:\n    image", "  web\n    image", 3, "web", "no \":\" after the key \"web\"", "write \"web:\"" },
	{ "- port: 80", "- port 80", 6, "port", "no \":\" after the key \"port\"", "write \"- port: 80\"" },
	{ "port: 80", "port = 80", 6, "=", "\"=\" is where YAML has a colon", "write \"- port: 80\"" },
	{ "denom: uact", "denom=uact", 23, "=", "\"=\" is where YAML has a colon", "write \"denom: uact\"" },
	{ "denom: uact", "denom; uact", 23, ";", "\";\" is where YAML has a colon", "write \"denom: uact\"" },
	// lost lines
	{ "services:\n", "", 2, "web", "the line \"services:\" is missing above \"web\"",
	  "write \"services:\" on a line of its own above it" },
	{ "  compute:\n", "", 10, "web", "the line \"compute:\" is missing above \"web\"",
	  "write \"compute:\" on a line of its own above it" },
	// dashes
	{ "- port: 80", "-port: 80", 6, "-", "no space after the \"-\" of an item", "write \"- port: 80\"" },
	{ "        to:\n", "        - to:\n", 7, "to", "\"to\" has a dash, but belongs to the item above",
	  "remove the dash and the space after it" },
	{ "    expose:\n", "    args:\n      - --one\n      --two\n    expose:\n", 7, "--two",
	  "a list item without \"-\"", "write \"- --two\"" },
	// indentation
	{ "    image:", "   image:", 4, "image", "\"image\" does not line up with \"expose\" on line 5",
	  "indent it with 4 spaces, not 3" },
	{ "    expose:", "      expose:", 5, "expose", "\"expose\" does not line up with \"image\" on line 4",
	  "indent it with 4 spaces, not 6" },
	{ "        cpu:", "       cpu:", 13, "cpu", "\"cpu\" does not line up with \"memory\" on line 15",
	  "indent it with 8 spaces, not 7" },
	{ "        memory:", "         memory:", 15, "memory", "\"memory\" does not line up with \"cpu\" on line 13",
	  "indent it with 8 spaces, not 9" },
	{ "  compute:", "   compute:", 10, "compute", "\"compute\" does not line up with \"placement\" on line 19",
	  "indent it with 2 spaces, not 3" },
	{ "  placement:", "   placement:", 19, "placement",
	  "\"placement\" does not line up with \"compute\" on line 10", "indent it with 2 spaces, not 3" },
	{ "profiles:", " profiles:", 9, "profiles", "\"profiles\" does not line up with \"services\" on line 2",
	  "move it to the first column" },
	{ "        to:\n", "      to:\n", 7, "to", "\"to\" does not line up with \"port\" on line 6",
	  "indent it with 8 spaces, not 6" },
	// quotes
	{ "nginx:1.27.4", "\"nginx:1.27.4", 4, "\"nginx:1.27.4", "the quote is not closed at the end of this value",
	  "write \"image: \"nginx:1.27.4\"\"" },
	{ "      pricing:", "      attributes:\n        host: a: b\n      pricing:", 22, "a: b",
	  "a value that contains \": \" must be in quotes", "write \"host: \"a: b\"\"" },
	{ "nginx:1.27.4", "nginx:  1.27.4", 4, "nginx:  1.27.4", "\"nginx:  1.27.4\" has a space after the colon",
	  "write \"image: nginx:1.27.4\"" },
	{ "nginx:1.27.4", "@nginx", 4, "@nginx", "a value that begins with \"@\" must be in quotes",
	  "write \"image: \"@nginx\"\"" },
	{ "    expose:\n", "    args: [a, \"b\" c]\n    expose:\n", 5, "c", "no \",\" between two items",
	  "write \"args: [a, \"b\", c]\"" },
	// Compose
	{ "- port: 80", "- 8080:80", 6, "8080:80", "\"8080:80\" is how Compose writes ports",
	  "write \"port: 80\", and \"as: 8080\" on the line below" },
};

START_TEST(test_line)
{
	const struct diag *diag;
	struct fixture fixture;
	struct fixed fixed;
	struct arena arena;
	bool is_fixed;

	arena_init(&arena);
	fixture_lint(&fixture, str_of(sound_sdl_with(&arena, lines[_i].before, lines[_i].after)));
	fixture_check_invariants(&fixture);
	ck_assert_uint_eq(fixture.run.diags.n, 1);
	diag = fixture.run.diags.items[0];
	ck_assert_str_eq(diag->rule->id, "yaml-syntax");
	ck_assert_uint_eq(diag->rejected_by, REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE);
	ck_assert_str_eq(diag->message, lines[_i].message);
	ck_assert_str_eq(diag->help, lines[_i].help);
	ck_assert_uint_eq(source_position(&fixture.run.source, diag->span.start).line, lines[_i].line);
	ck_assert(str_is(source_text(&fixture.run.source, diag->span), lines[_i].span));
	// What is an error as a text as well is left to people.
	is_fixed = !strstr(lines[_i].after, "@nginx");
	ck_assert_int_eq(diag->fix != NULL, is_fixed);
	fix_run(&fixture.run, true, &fixed);
	ck_assert_int_eq(fixture.run.diags.n == 0, is_fixed);
	fixture_clear(&fixture);
	arena_clear(&arena);
}
END_TEST

// With other mistakes in the file a section is not put where its own are hidden.
START_TEST(test_section)
{
	struct fixture fixture;
	struct arena arena;
	char *text;

	arena_init(&arena);
	text = arena_printf(&arena, "%s",
			    sound_sdl_with(&arena, "    expose:\n", "    env:\n      A: b\n    expose:\n"));
	text = arena_printf(&arena, "%.*s %s", (int)(strstr(text, "profiles:") - text), text,
			    strstr(text, "profiles:"));
	memcpy(strstr(text, "0.5"), "x.5", 3);
	memcpy(strstr(text, "512Mi"), "512Xi", 5);
	memcpy(strstr(text, "1Gi"), "1Xi", 3);
	*strstr(text, "deployment:") = '\0';
	fixture_lint(&fixture, str_of(text));
	ck_assert_uint_eq(fixture.run.diags.n, 1);
	ck_assert_str_eq(fixture.run.diags.items[0]->help, "move it to the first column");
	fixture_clear(&fixture);
	arena_clear(&arena);
}
END_TEST

// The first of two is named.
START_TEST(test_two_lines)
{
	static const char *const changes[][3] = {
		{ "services:", "services", "no \":\" after the key \"services\"" },
		{ "    image:", "   image:", "\"image\" does not line up with \"expose\" on line 5" },
	};
	struct fixture fixture;
	struct arena arena;
	char *text, *end;

	arena_init(&arena);
	text = arena_printf(&arena, "%s", sound_sdl_with(&arena, changes[_i][0], changes[_i][1]));
	end = strstr(text, "deployment:");
	end[strlen("deployment")] = ' ';
	fixture_lint(&fixture, str_of(text));
	ck_assert_uint_eq(fixture.run.diags.n, 1);
	ck_assert_str_eq(fixture.run.diags.items[0]->message, changes[_i][2]);
	ck_assert_ptr_null(fixture.run.diags.items[0]->fix);
	fixture_clear(&fixture);
	arena_clear(&arena);
}
END_TEST

// What no single edit repairs is left as the parser sees it.
START_TEST(test_left)
{
	static const char *const broken[] = { "- [", "- {a: [}", "- !<a", "- ]" };
	struct fixture fixture;
	struct arena arena;

	arena_init(&arena);
	fixture_lint(&fixture, str_of(sound_sdl_with(&arena, "- port: 80", broken[_i])));
	fixture_check_invariants(&fixture);
	ck_assert(fixture_has(&fixture, "yaml-syntax"));
	ck_assert_ptr_null(fixture.run.diags.items[0]->fix);
	fixture_clear(&fixture);
	arena_clear(&arena);
}
END_TEST

Suite *broken_line_suite(void)
{
	Suite *suite = suite_create("broken_line");
	TCase *tcase = tcase_create("core");

	tcase_add_loop_test(tcase, test_line, 0, COUNT_OF(lines));
	tcase_add_test(tcase, test_section);
	tcase_add_loop_test(tcase, test_two_lines, 0, 2);
	tcase_add_loop_test(tcase, test_left, 0, 4);
	suite_add_tcase(suite, tcase);
	return suite;
}
