// SPDX-License-Identifier: Apache-2.0
// In: SDLs in which libyaml stops and the network's parser reads on. Out: whether all of it is read as there.
#include <check.h>

#include "sdl/sdl.h"
#include "unit/fixture.h"
#include "yaml/node.h"

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

// The sound SDL, and below it an endpoint for each of `n` texts: what is repaired is in what nobody uses.
static void lint_with(const char *before, const char *piece, int n, const char *after)
{
	struct strbuf text;

	text = strbuf_in(&arena);
	strbuf_puts(&text, sound_sdl);
	strbuf_puts(&text, before);
	for (int i = 0; i < n; i++)
		strbuf_printf(&text, piece, i);
	strbuf_puts(&text, after);
	fixture_lint(&fixture, (struct str){ text.text, text.len });
	fixture_check_invariants(&fixture);
}

static const struct {
	const char *before, *piece, *after;
} read_on[] = {
	{ "include: [", "a%d:, ", "z]\n" },          { "include: [", "\"%d\\'\", ", "z]\n" },
	{ "include:\n", "# c\n\t# d\n- a%d\n", "" }, { "include:\n", "# c\n\t# d\n- a%d\n", "- |\n  # c\n  \t# d\n" },
	{ "include:\n", "- !a%d,b x\n", "" },
};

START_TEST(test_many_repairs)
{
	lint_with(read_on[_i].before, read_on[_i].piece, 200, read_on[_i].after);
	ck_assert(!fixture_has(&fixture, "yaml-syntax"));
	ck_assert(!fixture_has(&fixture, "sdl-unknown-section"));
	ck_assert(!fixture.run.is_rejected);
}
END_TEST

// Each text beside what the network makes of it.
static const struct {
	const char *text, *value;
} texts[] = {
	{ "\"a\\'b\"", "a'b" },           { "\"\\\\\\'\\\"\\'\"", "\\'\"'" },
	{ "[\"x\\'\", 'a\\', y]", NULL }, { "|\n  a\\'b\n- \"\\'\"", "a\\'b\n" },
	{ "a:,\n  b\n- [a:]", "a:, b" },
};

START_TEST(test_text_is_kept)
{
	const struct leaf_list *include;

	lint_with("include:\n- ", texts[_i].text, 1, "\n");
	ck_assert(!fixture_has(&fixture, "yaml-syntax"));
	include = &fixture.run.sdl->include;
	if (texts[_i].value) {
		ck_assert_uint_ge(include->n, 1);
		ck_assert_str_eq(arena_strndup(&arena, include->items[0].text.ptr, include->items[0].text.len),
				 texts[_i].value);
	}
}
END_TEST

START_TEST(test_tab_in_text_is_kept)
{
	lint_with("include:\n", "# c\n\t# d\n- a%d\n", 200, "- |\n  # c\n  \t# d\n");
	ck_assert_uint_eq(fixture.run.sdl->include.n, 201);
	ck_assert(str_is(fixture.run.sdl->include.items[200].text, "# c\n\t# d\n"));
}
END_TEST

// A list of a text that is not as it is written, 70 tags that libyaml does not read, and what follows them.
static void lint_after_many(const char *rest)
{
	struct strbuf text;

	text = strbuf_in(&arena);
	strbuf_puts(&text, "- \"\\x41\"\n");
	for (int i = 0; i < 70; i++)
		strbuf_puts(&text, "- !a,b c\n");
	strbuf_puts(&text, rest);
	fixture_lint(&fixture, (struct str){ text.text, text.len });
}

static const struct {
	const char *rest;
	bool is_read;
} rests[] = {
	{ "- a\n", true },
	{ "- ?\t# c\n    a\n", true },
	{ "- a:\t# c\n    b\n", true },
	{ "- a: \t \t# c\n    b\n", true },
	{ "-\n  ? # c\n    a\n", true },
	{ "-\n\t? # c\n    a\n", false }, // a tab before the sign is refused all the same
};

START_TEST(test_guess)
{
	lint_after_many(rests[_i].rest);
	ck_assert_msg(fixture.run.has_syntax_error == !rests[_i].is_read, "%s", rests[_i].rest);
}
END_TEST

// What looks like a comment is one of a text here: it stays as it is.
START_TEST(test_taken_back)
{
	const struct ynode *root;

	lint_after_many("- 'a:\t# b'\n- \"c?\t# d\\x41\n  e:\t# f\"\n");
	root = fixture.run.root;
	ck_assert_ptr_nonnull(root);
	ck_assert_uint_eq(root->n_items, 73);
	ck_assert(str_is(root->items[71]->text, "a:\t# b"));
	ck_assert(str_is(root->items[72]->text, "c?\t# dA e:\t# f"));
}
END_TEST

Suite *repairs_suite(void)
{
	Suite *suite = suite_create("repairs");
	TCase *tcase = tcase_create("repairs");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, test_many_repairs, 0, (int)COUNT_OF(read_on));
	tcase_add_loop_test(tcase, test_text_is_kept, 0, (int)COUNT_OF(texts));
	tcase_add_test(tcase, test_tab_in_text_is_kept);
	tcase_add_loop_test(tcase, test_guess, 0, COUNT_OF(rests));
	tcase_add_test(tcase, test_taken_back);
	suite_add_tcase(suite, tcase);
	return suite;
}
