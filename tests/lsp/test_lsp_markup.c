// SPDX-License-Identifier: Apache-2.0
// In: texts. Out: whether each is quoted in markdown, and in plain text, as it is shown then, and paths are those of
// their addresses.
#include <check.h>
#include <stdlib.h>

#include "base/arena.h"
#include "lsp/document.h"
#include "lsp/markup.h"

#define TEN "0123456789"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

static const struct {
	const char *text, *markdown, *plain;
} quotes[] = {
	{ "a", "`a`", "\"a\"" },
	{ "", "`  `", "\"\"" },
	{ " a", "`  a `", "\" a\"" },
	{ "a ", "`a `", "\"a \"" },
	{ "a*b_c", "`a*b_c`", "\"a*b_c\"" },
	{ "`", "`` ` ``", "\"`\"" },
	{ "a`b", "`` a`b ``", "\"a`b\"" },
	{ "a``b`c", "``` a``b`c ```", "\"a``b`c\"" },
	{ "`a``", "``` `a`` ```", "\"`a``\"" },
	{ "a\nb", "`a\\nb`", "\"a\\nb\"" },
	{ HUNDRED TEN TEN, "`" HUNDRED TEN TEN "`", "\"" HUNDRED TEN TEN "\"" },
	{ HUNDRED TEN TEN "x", "`" HUNDRED TEN TEN "…`", "\"" HUNDRED TEN TEN "…\"" },
	{ HUNDRED TEN "012345678é", "`" HUNDRED TEN "012345678é`", "\"" HUNDRED TEN "012345678é\"" },
	{ HUNDRED TEN "012345678éé", "`" HUNDRED TEN "012345678é…`", "\"" HUNDRED TEN "012345678é…\"" },
};

static void expect_markup(const struct markup *markup, const char *expected)
{
	struct str text = markup_text(markup);

	ck_assert_msg(str_is(text, expected), "%.*s\ninstead of\n%s", (int)text.len, text.ptr, expected);
}

START_TEST(test_quotes)
{
	struct markup markup;
	struct arena arena;

	arena_init(&arena);
	markup_init(&markup, &arena, true);
	markup_quote(&markup, str_of(quotes[_i].text));
	expect_markup(&markup, quotes[_i].markdown);
	markup_init(&markup, &arena, false);
	markup_quote(&markup, str_of(quotes[_i].text));
	expect_markup(&markup, quotes[_i].plain);
	arena_clear(&arena);
}
END_TEST

static void put_all(struct markup *markup, struct arena *arena, bool is_markdown)
{
	markup_init(markup, arena, is_markdown);
	markup_item(markup);
	markup_strong(markup, "a_b");
	markup_printf(markup, " %s", "<c> & `d` ~ #[e](f) *g* \\ |");
	markup_item(markup);
	markup_puts(markup, "h");
	markup_paragraph(markup);
	markup_puts(markup, "i");
	markup_part(markup);
	markup_puts(markup, "j");
}

START_TEST(test_parts)
{
	struct markup markup;
	struct arena arena;

	arena_init(&arena);
	put_all(&markup, &arena, true);
	expect_markup(&markup,
		      "- **a\\_b** \\<c\\> \\& \\`d\\` \\~ \\#\\[e\\](f) \\*g\\* \\\\ \\|\n- h\n\ni\n\n---\n\nj");
	put_all(&markup, &arena, false);
	expect_markup(&markup, "- a_b <c> & `d` ~ #[e](f) *g* \\ |\n- h\n\ni\n\n---\n\nj");
	arena_clear(&arena);
}
END_TEST

static const struct {
	const char *uri, *path; // NULL: none
} uris[] = {
	{ "file:///a/b.yml", "/a/b.yml" },
	{ "file://localhost/a", "/a" },
	{ "file://localhostx/a", NULL },
	{ "file://other/a", NULL },
	{ "file:/a", NULL },
	{ "http:///a", NULL },
	{ "untitled:a", NULL },
	{ "file://", NULL },
	{ "file:///", "/" },
	{ "file:///a%20b", "/a b" },
	{ "file:///%61%7A%7a", "/azz" },
	{ "file:///%4a%4F%2f", "/JO/" },
	{ "file:///%c3%A9", "/é" },
	{ "file:///%ff%FF%aF", "/\xff\xff\xaf" },
	{ "file:///a%", "/a%" },
	{ "file:///a%2", "/a%2" },
	{ "file:///a%g1", "/a%g1" },
	{ "file:///a%1g", "/a%1g" },
	{ "file:///a%/1", "/a%/1" },
	{ "file:///a%:1", "/a%:1" },
	{ "file:///a%@1", "/a%@1" },
	{ "file:///a%`1", "/a%`1" },
	{ "file:///a%%41", "/a%A" },
	{ "file:///a%2541", "/a%41" },
	{ "file:///a%00b", NULL },
	{ "file:///a%01b", "/a\x01"
			   "b" },
};

START_TEST(test_uris)
{
	char *path = path_from_uri(uris[_i].uri);

	ck_assert_pstr_eq(path, uris[_i].path);
	free(path);
}
END_TEST

static const struct {
	const char *uri, *root, *name;
} names[] = {
	{ "file:///a/b/c.yml", "/a", "b/c.yml" },   { "file:///a/b/c.yml", "/a/", "b/c.yml" },
	{ "file:///a/b/c.yml", "/a//", "b/c.yml" }, { "file:///a/b/c.yml", "/a/b", "c.yml" },
	{ "file:///ab/c.yml", "/a", "/ab/c.yml" },  { "file:///b/c.yml", "/a", "/b/c.yml" },
	{ "file:///a/c.yml", NULL, "/a/c.yml" },    { "file:///a/c.yml", "", "/a/c.yml" },
	{ "file:///a/c.yml", "/", "/a/c.yml" },     { "untitled:c.yml", "/a", "untitled:c.yml" },
};

START_TEST(test_names)
{
	struct document *document = document_new(names[_i].uri, names[_i].root);

	ck_assert_ptr_nonnull(document);
	ck_assert_str_eq(document->uri, names[_i].uri);
	ck_assert_str_eq(document->name, names[_i].name);
	document_free(document);
}
END_TEST

Suite *lsp_markup_suite(void)
{
	Suite *suite = suite_create("lsp_markup");
	TCase *tcase = tcase_create("lsp_markup");

	tcase_add_loop_test(tcase, test_quotes, 0, COUNT_OF(quotes));
	tcase_add_test(tcase, test_parts);
	tcase_add_loop_test(tcase, test_uris, 0, COUNT_OF(uris));
	tcase_add_loop_test(tcase, test_names, 0, COUNT_OF(names));
	suite_add_tcase(suite, tcase);
	return suite;
}
