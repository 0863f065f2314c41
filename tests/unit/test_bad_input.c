// SPDX-License-Identifier: Apache-2.0
// In: texts that nobody writes on purpose. Out: whether each gets a verdict, soon, and none a crash.
#include <check.h>
#include <string.h>

#include "unit/fixture.h"
#include "yaml/syntax_error.h"
#include "yaml/tree_from_source.h"

static struct fixture fixture;
static struct arena arena;

static void set_up(void)
{
	arena_init(&arena);
}

static void tear_down(void)
{
	fixture_clear(&fixture);
	arena_clear(&arena);
}

static void check(struct str text)
{
	fixture_lint(&fixture, text);
	fixture_check_invariants(&fixture);
}

static void check_rule(struct str text, const char *rule_id)
{
	check(text);
	ck_assert_msg(fixture_has(&fixture, rule_id), "%s expected, not %s", rule_id,
		      fixture.run.diags.n ? fixture.run.diags.items[0]->message : "silence");
}

// The sound SDL, with `from` replaced by `to` everywhere.
static struct str sound_but(const char *from, struct str to)
{
	const char *rest = sound_sdl, *found;
	struct strbuf text;

	text = strbuf_in(&arena);
	while ((found = strstr(rest, from)) != NULL) {
		strbuf_add(&text, rest, (size_t)(found - rest));
		strbuf_add(&text, to.ptr, to.len);
		rest = found + strlen(from);
	}
	strbuf_puts(&text, rest);
	return (struct str){ text.text, text.len };
}

static struct str repeated(const char *before, const char *piece, size_t n, const char *after)
{
	struct strbuf text;

	text = strbuf_in(&arena);
	strbuf_puts(&text, before);
	for (size_t i = 0; i < n; i++)
		strbuf_puts(&text, piece);
	strbuf_puts(&text, after);
	return (struct str){ text.text, text.len };
}

static const struct {
	const char *text;
	size_t len;
	const char *rule;
} inputs[] = {
#define INPUT(text, rule)                                                                                              \
	{                                                                                                              \
		text, sizeof(text) - 1, rule                                                                           \
	}
	INPUT("", "sdl-empty"),
	INPUT("\xEF\xBB\xBF", "sdl-empty"),
	INPUT("# nothing\n", "sdl-empty"),
	INPUT("---\n...\n", "sdl-empty"),
	INPUT("a\0b: 1\n", "yaml-encoding"),
	INPUT("\x7F"
	      "ELF\x02\x01\x01\0\0\0\0\0\0",
	      "yaml-encoding"),
	INPUT("version: \"2.0\xFF\"\n", "yaml-encoding"),
	INPUT("version: \"\xED\xA0\x80\"\n", "yaml-encoding"),
	INPUT("\xFF\xFE"
	      "a\0:\0 \0\x00\xD8",
	      "yaml-encoding"),
	INPUT("version: \"\033[2J\"\n", "yaml-encoding"),
	INPUT("services:\n\tweb: 1\n", "yaml-syntax"),
	INPUT("a: [1, 2\n", "yaml-syntax"),
	INPUT("a: 'b\n", "yaml-syntax"),
	INPUT("a: *b\n", "yaml-alias-unknown"),
	INPUT("%YAML 1.2\n---\nversion: \"2.0\"\n", "yaml-version"),
#undef INPUT
};

START_TEST(test_input)
{
	check_rule((struct str){ inputs[_i].text, inputs[_i].len }, inputs[_i].rule);
}
END_TEST

START_TEST(test_line_breaks_do_not_matter)
{
	static const char *const breaks[] = { "\n", "\r\n", "\r" };

	check(sound_but("\n", str_of(breaks[_i])));
	ck_assert_uint_eq(fixture.run.diags.n, 0);
}
END_TEST

START_TEST(test_byte_order_mark)
{
	check(repeated("\xEF\xBB\xBF", "", 0, sound_sdl));
	ck_assert_uint_eq(fixture.run.diags.n, 0);
}
END_TEST

START_TEST(test_utf16)
{
	struct strbuf text;

	text = strbuf_in(&arena);
	strbuf_add(&text, "\xFF\xFE", 2);
	for (const char *c = sound_sdl; *c; c++)
		strbuf_add(&text, (char[]){ *c, 0 }, 2);
	check((struct str){ text.text, text.len });
	ck_assert(!fixture_has(&fixture, "yaml-encoding"));
	ck_assert(!fixture_has(&fixture, "yaml-syntax"));
}
END_TEST

START_TEST(test_second_document)
{
	check_rule(repeated(sound_sdl, "", 0, "---\nservices: 1\n"), "yaml-multiple-documents");
}
END_TEST

START_TEST(test_recursive_alias)
{
	check_rule(sound_but("  web:\n    image", STR("  web: &web\n    <<: *web\n    image")), "yaml-alias-recursive");
}
END_TEST

// Each merge of a mapping into its own part once doubled the work.
START_TEST(test_merge_of_itself)
{
	check_rule(STR("services:\n  a: &b\n    <<: [*b,*b,*b]\n"), "yaml-alias-recursive");
}
END_TEST

START_TEST(test_unknown_alias_is_one_mistake)
{
	static const char *const places[][2] = {
		{ "image: nginx:1.27.4", "image: *nope" }, { "port: 80", "port: *nope" },
		{ "global: true", "global: *nope" },       { "units: 0.5", "units: *nope" },
		{ "amount: 1000", "amount: *nope" },       { "denom: uact", "denom: *nope" },
		{ "version: \"2.0\"", "version: *nope" },  { "count: 1", "count: *nope" },
	};
	struct str text = sound_but(places[_i][0], str_of(places[_i][1]));

	check_rule(text, "yaml-alias-unknown");
	ck_assert_uint_eq(fixture.run.diags.n, 1);
}
END_TEST

START_TEST(test_duplicate_key)
{
	check_rule(sound_but("    image", STR("    image: a\n    image")), "yaml-duplicate-key");
}
END_TEST

// Verdicts of the network's own parser on what is easily thought to be otherwise.
static const struct {
	const char *instead_of, *text; // NULL: at the end
	bool is_rejected;
} odd[] = {
	{ NULL, "  db:\nendpoints:\n  ab: {kind: ip}\n", true },
	{ NULL, "  db:\n", false },
	{ "        cpu:", "        gpu: {units: 1, units: ~, attributes: {vendor: {nvidia: }}}\n        cpu:", false },
	{ "        cpu:", "        gpu: {units: ~, attributes: {vendor: {nvidia: }}}\n        cpu:", true },
	{ "        cpu:", "        gpu: {units: 1, units: 0, attributes: {vendor: {nvidia: }}}\n        cpu:", true },
	{ NULL, "...\n\"\\/\"\n", true },
	{ NULL, "...\n\"\\/\":\n", true },
	{ NULL, "...\n[a, b] \"\\/\"\n", false },
	{ NULL, "...\na: \"\\/\"\n", false },
};

START_TEST(test_odd_verdicts)
{
	if (odd[_i].instead_of)
		check(sound_but(odd[_i].instead_of, str_of(odd[_i].text)));
	else
		check(repeated(sound_sdl, "", 0, odd[_i].text));
	ck_assert_int_eq(fixture.run.is_rejected, odd[_i].is_rejected);
}
END_TEST

START_TEST(test_one_mistake)
{
	check_rule(sound_but("1Gi", STR("1Gi\n          attributes: {class: beta3, persistent: [a]}")), "wrong-type");
	ck_assert(!fixture_has(&fixture, "storage-class-not-persistent"));
}
END_TEST

START_TEST(test_alias_bomb)
{
	struct strbuf text;

	text = strbuf_in(&arena);
	strbuf_puts(&text, "services:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
	for (int i = 1; i < 12; i++) {
		strbuf_printf(&text, "  a%d: &a%d [", i, i);
		for (int j = 0; j < 10; j++)
			strbuf_printf(&text, "%s*a%d", j ? ", " : "", i - 1);
		strbuf_puts(&text, "]\n");
	}
	check((struct str){ text.text, text.len });
	ck_assert(fixture.run.is_rejected);
}
END_TEST

START_TEST(test_brackets)
{
	static const size_t depths[] = { 10000, 200000 };

	check(repeated("a: ", "[", depths[_i], ""));
	ck_assert(fixture.run.is_rejected);
	fixture_clear(&fixture);
	check(repeated(repeated("a: ", "[", depths[_i], "").ptr, "]", depths[_i], "\n"));
	ck_assert(fixture.run.is_rejected);
	fixture_clear(&fixture);
	check(repeated("", "- ", depths[_i], "x\n"));
	ck_assert(fixture.run.is_rejected);
}
END_TEST

static const char *const handle_lines[] = { "%TAG !a! tag:a\n", "%TAG !a! tag:a\r\n", "# %TAG !a! tag:a\n\n",
					    "\xE2\x80\xA8%TAG !a! tag:a" };

// Up to the number that libyaml can compare with each other in time.
START_TEST(test_handles)
{
	struct str text = repeated("", handle_lines[_i], YAML_MAX_HANDLES, "\n---\na: b\n");

	check(text);
	ck_assert(!fixture_has(&fixture, "yaml-tag"));
	fixture_clear(&fixture);
	check_rule(repeated("\xEF\xBB\xBF", handle_lines[_i], YAML_MAX_HANDLES + 1, "\n---\na: b\n"), "yaml-tag");
	ck_assert_uint_eq(fixture.run.diags.n, 1);
	// The network may accept it, and what is not checked must not pass.
	ck_assert(!fixture.run.is_rejected);
	ck_assert_int_eq(fixture.run.diags.items[0]->severity, SEVERITY_ERROR);
	fixture_clear(&fixture);
	check(repeated("a: b\n", handle_lines[_i], YAML_MAX_HANDLES + 1, "\n"));
	ck_assert(!fixture_has(&fixture, "yaml-tag"));
}
END_TEST

START_TEST(test_braces_and_question_marks)
{
	check(repeated("", "{a: ", 20000, ""));
	fixture_clear(&fixture);
	check(repeated("", "? ", 20000, ""));
	fixture_clear(&fixture);
	check(repeated("", "{", 50000, "}"));
}
END_TEST

START_TEST(test_long_scalar)
{
	struct str text = repeated("", "0123456789abcdef", 512 * 1024, "");

	check(sound_but("nginx:1.27.4", text));
	fixture_clear(&fixture);
	check(sound_but("512Mi", text));
	ck_assert(fixture.run.is_rejected);
}
END_TEST

START_TEST(test_many_keys)
{
	struct strbuf text;

	text = strbuf_in(&arena);
	strbuf_puts(&text, "services:\n");
	for (int i = 0; i < 100000; i++)
		strbuf_printf(&text, "  s%d: {image: x}\n", i);
	check((struct str){ text.text, text.len });
	ck_assert(fixture.run.is_rejected);
}
END_TEST

START_TEST(test_many_findings)
{
	check(sound_but("      - port: 80\n", repeated("", "      - port: 0\n", 20000, "      - port: 80\n")));
	ck_assert_uint_le(fixture.run.diags.n, 2 * DIAGS_MAX);
	ck_assert_uint_gt(fixture.run.diags.n_dropped, 0);
}
END_TEST

START_TEST(test_bytes_of_each_kind)
{
	for (int c = 0; c < 256; c++) {
		check(sound_but("nginx", (struct str){ (char[]){ (char)c }, 1 }));
		if (c < 255)
			fixture_clear(&fixture);
	}
}
END_TEST

Suite *bad_input_suite(void)
{
	Suite *suite = suite_create("bad_input");
	TCase *tcase = tcase_create("bad_input");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, test_input, 0, sizeof(inputs) / sizeof(inputs[0]));
	tcase_add_loop_test(tcase, test_line_breaks_do_not_matter, 0, 3);
	tcase_add_test(tcase, test_byte_order_mark);
	tcase_add_test(tcase, test_utf16);
	tcase_add_test(tcase, test_second_document);
	tcase_add_test(tcase, test_recursive_alias);
	tcase_add_test(tcase, test_merge_of_itself);
	tcase_add_loop_test(tcase, test_unknown_alias_is_one_mistake, 0, 8);
	tcase_add_test(tcase, test_duplicate_key);
	tcase_add_loop_test(tcase, test_odd_verdicts, 0, (int)COUNT_OF(odd));
	tcase_add_test(tcase, test_one_mistake);
	tcase_add_test(tcase, test_alias_bomb);
	tcase_add_loop_test(tcase, test_brackets, 0, 2);
	tcase_add_loop_test(tcase, test_handles, 0, COUNT_OF(handle_lines));
	tcase_add_test(tcase, test_braces_and_question_marks);
	tcase_add_test(tcase, test_long_scalar);
	tcase_add_test(tcase, test_many_keys);
	tcase_add_test(tcase, test_many_findings);
	tcase_add_test(tcase, test_bytes_of_each_kind);
	suite_add_tcase(suite, tcase);
	return suite;
}
