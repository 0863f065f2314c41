// SPDX-License-Identifier: Apache-2.0
// In: SDLs with comments for akashlint. Out: whether they silence what they should, and nothing else.
#include <check.h>
#include <string.h>

#include "base/guard.h"
#include "lint.h"
#include "unit/allocation.h"
#include "unit/fixture.h"

// What is found in the text, and in a sound SDL behind it: rules with their lines, first those that are
// silenced, then those that are shown.
static const struct {
	const char *text, *silenced, *shown;
} cases[] = {
	{ "x: 1\n", "", "sdl-unknown-section:1" },
	{ "x: 1 # akashlint: ignore[sdl-unknown-section]\n", "sdl-unknown-section:1", "" },
	{ "x: 1 # akashlint:ignore [ sdl-unknown-section ] because\n", "sdl-unknown-section:1", "" },
	{ "x: 1 # for now # akashlint: ignore[sdl-unknown-*]\n", "sdl-unknown-section:1", "" },
	{ "x: 1 ## akashlint: ignore[a?c*,sdl-unknown-section,]\n", "sdl-unknown-section:1",
	  "suppression-unknown-rule:1" },
	{ "x: 1#akashlint:ignore[sdl-unknown-section]\n", "", "sdl-unknown-section:1" },
	{ "x: 1 # see akashlint: ignore[sdl-unknown-section]\n", "", "sdl-unknown-section:1" },
	{ "x: 1 # akashlint is of use\n", "", "sdl-unknown-section:1" },
	{ "# akashlint: ignore[sdl-unknown-section]\nx: 1\ny: 1\n", "sdl-unknown-section:2", "sdl-unknown-section:3" },
	{ "# akashlint: ignore[sdl-unknown-section]\n# more\n\n  # and more\nx: 1\n", "sdl-unknown-section:5", "" },
	{ "# akashlint: ignore[sdl-unknown-section]\r\nx: 1\r\n", "sdl-unknown-section:2", "" },
	{ "\xEF\xBB\xBF# akashlint: ignore[sdl-unknown-section]\nx: 1\n", "sdl-unknown-section:2", "" },
	{ "x: 1\ny: 1\n# akashlint: ignore-file[sdl-unknown-section]\n", "sdl-unknown-section:1 sdl-unknown-section:2",
	  "" },
	{ "x: 1 # akashlint: ignore-file[sdl-unknown-section]\ny: 1\n", "sdl-unknown-section:1 sdl-unknown-section:2",
	  "" },
	// The key of a multi-line string, its header and its last line; what stands in it is no comment.
	{ "# akashlint: ignore[sdl-unknown-section]\nx: |\n  a\n", "sdl-unknown-section:2", "" },
	{ "x: | # akashlint: ignore[sdl-unknown-section]\n  a\n", "sdl-unknown-section:1", "" },
	{ "x: |\n  # akashlint: ignore[sdl-unknown-section]\n  a\n", "", "sdl-unknown-section:1" },
	{ "x: |\n  a\n# akashlint: ignore-file[sdl-unknown-section]\n", "sdl-unknown-section:1", "" },
	{ "x: '\n  # akashlint: ignore[sdl-unknown-section]'\n", "", "sdl-unknown-section:1" },
	{ "x: \"\n  # akashlint: ignore-file[sdl-unknown-section]\n  \"\n", "", "sdl-unknown-section:1" },
	{ "x: &a 1 # akashlint: ignore[sdl-unknown-section]\n", "sdl-unknown-section:1", "" },
	{ "x: {a: 1, # akashlint: ignore[sdl-unknown-section]\n  b: 2}\n", "sdl-unknown-section:1", "" },
	{ "x: [ # akashlint: ignore[sdl-unknown-section]\n  ]\n", "sdl-unknown-section:1", "" },
	// What is of no use, and who may say that it does not matter.
	{ "# akashlint: ignore[sdl-unknown-section]\n", "", "suppression-unused:1" },
	{ "x: 1\n# akashlint: ignore[sdl-unknown-section]\n", "", "sdl-unknown-section:1 suppression-unused:2" },
	{ "# akashlint: ignore[sdl-unknown-section,wrong-type]\nx: 1\n", "sdl-unknown-section:2",
	  "suppression-unused:1" },
	{ "# akashlint: ignore[wrong-type, suppression-unused]\n", "suppression-unused:1", "" },
	{ "# akashlint: ignore-file[suppression-*] we know\n# akashlint: ignore[wrong-type]\n", "suppression-unused:2",
	  "" },
	{ "# akashlint: ignore-file[suppression-*] we know\n", "", "suppression-unused:1" },
	{ "# akashlint: ignore[gpu-any-model] off by default\n", "", "" },
	{ "# akashlint: ignore-file[sdl-unknown-section]\nx: 1 # akashlint: ignore[sdl-unknown-section]\n",
	  "sdl-unknown-section:2", "suppression-unused:1" },
	// What nobody can understand.
	{ "# akashlint:\n", "", "suppression-malformed:1" },
	{ "# akashlint: ignroe[sdl-unknown-section]\n", "", "suppression-malformed:1" },
	{ "# akashlint: disable=sdl-unknown-section\n", "", "suppression-malformed:1" },
	{ "# akashlint: ignore\n", "", "suppression-malformed:1" },
	{ "# akashlint: ignore[sdl-unknown-section\n", "", "suppression-malformed:1" },
	{ "# akashlint: ignore[]\n", "", "suppression-malformed:1" },
	{ "# akashlint: ignore[ , ]\n", "", "suppression-malformed:1" },
	{ "# akashlint ignore[sdl-unknown-section]\n", "", "suppression-malformed:1" },
	{ "# akashlint: ignore[sdl-unknwon-section]\n", "", "suppression-unknown-rule:1" },
	{ "# akashlint: ignore[\x01]\n", "", "yaml-encoding:1 suppression-unknown-rule:1" },
	// After an error of syntax only the first lines are known to be comments.
	{ "# akashlint: ignore-file[yaml-syntax] a template\nx: @a\n", "yaml-syntax:2", "" },
	{ "x: @a # akashlint: ignore-file[yaml-syntax]\n", "", "yaml-syntax:1" },
};

static const char *list_of(struct fixture *fixture, const struct diags *diags)
{
	struct strbuf out;

	out = strbuf_in(&fixture->arena);
	for (size_t i = 0; i < diags->n; i++) {
		const struct diag *diag = diags->items[i];

		// Akash Console has its own opinion of YAML.
		if (strncmp(diag->rule->id, "console-", 8) != 0)
			strbuf_printf(&out, "%s%s:%u", out.len ? " " : "", diag->rule->id,
				      (unsigned)source_position(&fixture->run.source, diag->span.start).line);
	}
	return out.len ? out.text : "";
}

START_TEST(test_case)
{
	struct fixture fixture;
	struct strbuf text;
	struct arena arena;

	arena_init(&arena);
	text = strbuf_in(&arena);
	strbuf_puts(&text, cases[_i].text);
	strbuf_puts(&text, sound_sdl);
	fixture_lint(&fixture, (struct str){ text.text, text.len });
	fixture_check_invariants(&fixture);
	ck_assert_str_eq(list_of(&fixture, &fixture.run.suppressed), cases[_i].silenced);
	ck_assert_str_eq(list_of(&fixture, &fixture.run.diags), cases[_i].shown);
	for (size_t i = 0; i < fixture.run.suppressed.n; i++)
		ck_assert_ptr_nonnull(fixture.run.suppressed.items[i]->suppression);
	fixture_clear(&fixture);
	arena_clear(&arena);
}
END_TEST

// A comment covers the blocks that begin on its line. In this SDL keys are unknown on lines 4, 7 and 11.
static const struct {
	int line; // behind which the comment stands; below 0: above that line
	const char *silenced;
} blocks[] = {
	{ 1, "unknown-key:4 unknown-key:7 unknown-key:11" },
	{ -1, "unknown-key:5 unknown-key:8 unknown-key:12" },
	{ 2, "unknown-key:4 unknown-key:7 unknown-key:11" },
	{ -2, "unknown-key:5 unknown-key:8 unknown-key:12" },
	{ 3, "" },
	{ -3, "" },
	{ 4, "unknown-key:4" },
	{ -4, "unknown-key:5" },
	{ 5, "unknown-key:7 unknown-key:11" },
	{ -5, "unknown-key:8 unknown-key:12" },
	{ 6, "unknown-key:7" },
	{ -6, "unknown-key:8" },
	{ 7, "unknown-key:7" },
	{ 8, "" },
	{ 10, "unknown-key:11" },
	{ -10, "unknown-key:12" },
	{ -11, "unknown-key:12" },
	{ 12, "" },
};

START_TEST(test_block)
{
	static const char *const lines[] = { "services:",    "  web:",       "    image: nginx:1.27.4",
					     "    x: 1",     "    expose:",  "      - port: 80",
					     "        x: 1", "        to:",  "        - global: true",
					     "      -",      "        x: 1", "        port: 81" };
	static const char comment[] = "# akashlint: ignore[unknown-key]";
	int line = blocks[_i].line;
	struct fixture fixture;
	struct strbuf text;
	struct arena arena;

	arena_init(&arena);
	text = strbuf_in(&arena);
	for (int i = 1; i <= (int)COUNT_OF(lines); i++) {
		if (line == -i)
			strbuf_printf(&text, "%s\n", comment);
		strbuf_printf(&text, "%s%s%s\n", lines[i - 1], line == i ? " " : "", line == i ? comment : "");
	}
	strbuf_puts(&text, "version: \"2.0\"\n");
	strbuf_puts(&text, strstr(sound_sdl, "profiles:"));
	fixture_lint(&fixture, (struct str){ text.text, text.len });
	ck_assert_str_eq(list_of(&fixture, &fixture.run.suppressed), blocks[_i].silenced);
	ck_assert_uint_eq(fixture_has(&fixture, "suppression-unused"), fixture.run.suppressed.n == 0);
	fixture_clear(&fixture);
	arena_clear(&arena);
}
END_TEST

START_TEST(test_reason_and_rejection)
{
	static const char text[] =
		"version: 1 # akashlint: ignore[sdl-version-unsupported]: a test  # akashlint: ignore[wrong-type] - \n";
	struct fixture fixture;
	const struct diag *diag = NULL;

	fixture_lint(&fixture, str_of(text));
	for (size_t i = 0; i < fixture.run.suppressed.n; i++)
		if (strcmp(fixture.run.suppressed.items[i]->rule->id, "sdl-version-unsupported") == 0)
			diag = fixture.run.suppressed.items[i];
	ck_assert_ptr_nonnull(diag);
	ck_assert(str_is(diag->suppression->reason, "a test"));
	ck_assert(str_is(source_text(&fixture.run.source, diag->suppression->span),
			 "# akashlint: ignore[sdl-version-unsupported]"));
	ck_assert(fixture.run.is_rejected);
	fixture_clear(&fixture);
}
END_TEST

// A fix leaves nothing behind of a comment, and no line where there was one.
static const struct {
	const char *text, *mended;
} fixes[] = {
	{ "# akashlint: ignore[wrong-type] for now\n", "" },
	{ "  # akashlint: ignore[wrong-type]\r\n", "" },
	{ "version: \"2.0\"   # akashlint: ignore[wrong-type] for now\n", "version: \"2.0\"\n" },
	{ "# web # akashlint: ignore[wrong-type] now # but\n", "# web # but\n" },
	{ "# akashlint: ignore[wrong-type , suppression-*]\n", "# akashlint: ignore[wrong-type]\n" },
};

START_TEST(test_fix)
{
	struct fixture fixture;
	const struct edit *edit;
	struct strbuf out;

	fixture_lint(&fixture, str_of(fixes[_i].text));
	ck_assert(fixture_has(&fixture, "suppression-unused") || fixture.run.suppressed.n > 0);
	for (size_t i = 0; i < fixture.run.diags.n; i++) {
		const struct diag *diag = fixture.run.diags.items[i];

		if (strcmp(diag->rule->id, "suppression-unused") != 0)
			continue;
		edit = &diag->fix->edits[0];
		out = strbuf_in(&fixture.arena);
		strbuf_add(&out, fixes[_i].text, edit->span.start);
		strbuf_puts(&out, fixes[_i].text + edit->span.end);
		ck_assert_str_eq(out.text, fixes[_i].mended);
		break;
	}
	fixture_clear(&fixture);
}
END_TEST

START_TEST(test_many)
{
	struct fixture fixture;
	struct arena arena;
	struct strbuf text;

	arena_init(&arena);
	text = strbuf_in(&arena);
	strbuf_puts(&text, "# akashlint: ignore[");
	for (int i = 0; i < 5000; i++)
		strbuf_puts(&text, "wrong-type,");
	strbuf_puts(&text, "]\n");
	for (int i = 0; i < 5000; i++)
		strbuf_puts(&text, "x: 1 # akashlint: ignore[wrong-type]\n");
	fixture_lint(&fixture, (struct str){ text.text, text.len });
	fixture_check_invariants(&fixture);
	ck_assert(fixture_has(&fixture, "suppression-malformed"));
	fixture_clear(&fixture);
	arena_clear(&arena);
}
END_TEST

static void lint_once(void *context)
{
	static const char text[] =
		"# akashlint: ignore-file[sdl-unknown-section, wrong-typ] why\nx: 1 # akashlint: ignore[wrong-type]\n";
	struct arena *arena = context;
	struct run run;

	lint(&run, arena, &default_settings, "x.yml", str_of(text));
}

START_TEST(test_memory)
{
	struct arena arena;

	allocation_fail_each_in(&arena, TELLS_OF_EACH, lint_once, &arena);
}
END_TEST

Suite *suppress_suite(void)
{
	Suite *suite = suite_create("suppress");
	TCase *tcase = tcase_create("suppress");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_case, 0, COUNT_OF(cases));
	tcase_add_loop_test(tcase, test_block, 0, COUNT_OF(blocks));
	tcase_add_test(tcase, test_reason_and_rejection);
	tcase_add_loop_test(tcase, test_fix, 0, COUNT_OF(fixes));
	tcase_add_test(tcase, test_many);
	tcase_add_test(tcase, test_memory);
	suite_add_tcase(suite, tcase);
	return suite;
}
