// SPDX-License-Identifier: Apache-2.0
// In: SDLs with more oddities of the network's YAML parser than are mended one at a time. Out: whether the rest is
// guessed, and no text is changed by that.
#include <check.h>

#include "unit/fixture.h"
#include "yaml/node.h"

Suite *quirks_suite(void);

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

// A list of a text that is not as it is written, 70 tags that libyaml does not read, and what follows them.
static void lint_after_many(const char *rest)
{
	struct strbuf text;

	strbuf_init(&text, &arena);
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

Suite *quirks_suite(void)
{
	Suite *suite = suite_create("quirks");
	TCase *tcase = tcase_create("quirks");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, test_guess, 0, COUNT_OF(rests));
	tcase_add_test(tcase, test_taken_back);
	suite_add_tcase(suite, tcase);
	return suite;
}
