// SPDX-License-Identifier: Apache-2.0
// In: texts that js-yaml and the network's parser read differently. Out: whether each reader's verdict is its own.
#include <check.h>
#include <string.h>

#include "console/js_reader.h"
#include "console/js_value.h"
#include "unit/fixture.h"

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

static bool is_refused_by(unsigned who)
{
	for (size_t i = 0; i < fixture.run.diags.n; i++)
		if (fixture.run.diags.items[i]->rejected_by & who)
			return true;
	return false;
}

enum { NOBODY, NETWORK = REJECTED_BY_NETWORK, CONSOLE = REJECTED_BY_CONSOLE, BOTH = NETWORK | CONSOLE };

// The sound SDL with `from` replaced once; the verdicts are those of yaml.v3 3.0.1 and of js-yaml 4.2.0.
static const struct {
	const char *from, *to;
	unsigned refused_by;
} verdicts[] = {
	{ "profiles:", "\t\nprofiles:", NETWORK },
	{ "profiles:", "\t# c\nprofiles:", NETWORK },
	{ "profiles:", "# \a\nprofiles:", NETWORK },
	{ "profiles:", "# \xE2\x80\xA8# x\nprofiles:", NOBODY },
	{ "nginx:1.27.4", "\"nginx\\'\"", CONSOLE },
	{ "nginx:1.27.4", "\"nginx\\/x\"", NETWORK },
	{ "nginx:1.27.4", "\"nginx\\ud800\"", NETWORK },
	{ "nginx:1.27.4", "a\tb\n    env: [?a]", NETWORK },
	{ "nginx:1.27.4", "a\n    args: [A, B:]", CONSOLE },
	{ "nginx:1.27.4", "a\n    params: !!seq {}", CONSOLE },
	{ "nginx:1.27.4", "a\n    params: !!omap {}", CONSOLE },
	{ "nginx:1.27.4", "!!str nginx", NOBODY },
	{ "version", "%FOO\n---\nversion", NETWORK },
	{ "version", "%YAML 1.2\n---\nversion", NETWORK },
	{ "version", "%TAG ! !\n---\nversion", NOBODY },
	{ "version", "%TAG !e_1! tag:e\n---\nversion", CONSOLE },
	{ "version", "# c\n%TAG !e_1! tag:e\n---\nversion", CONSOLE },
	{ "version", "# c\r%TAG !e_1! tag:e\r---\rversion", CONSOLE },
	{ "  web:\n    image", "  ~: x\n  web:\n    image", CONSOLE },
	{ "  web:\n    image", "  web: &web\n    <<: *web\n    image", NETWORK },
	{ "  web:\n    image", "  web: &a:\n    image", NETWORK },
};

START_TEST(test_verdict)
{
	const char *found = strstr(sound_sdl, verdicts[_i].from);
	struct strbuf text;

	ck_assert_ptr_nonnull(found);
	text = strbuf_in(&arena);
	strbuf_add(&text, sound_sdl, (size_t)(found - sound_sdl));
	strbuf_puts(&text, verdicts[_i].to);
	strbuf_puts(&text, found + strlen(verdicts[_i].from));
	fixture_lint(&fixture, (struct str){ text.text, text.len });
	fixture_check_invariants(&fixture);
	ck_assert_msg(is_refused_by(NETWORK) == ((verdicts[_i].refused_by & NETWORK) != 0), "network: %s",
		      verdicts[_i].to);
	ck_assert_msg(is_refused_by(CONSOLE) == ((verdicts[_i].refused_by & CONSOLE) != 0), "Console: %s",
		      verdicts[_i].to);
}
END_TEST

START_TEST(test_utf16)
{
	struct strbuf text;

	text = strbuf_in(&arena);
	strbuf_add(&text, "\xFE\xFF", 2);
	for (const char *c = sound_sdl; *c; c++)
		strbuf_add(&text, (char[]){ 0, *c }, 2);
	fixture_lint(&fixture, (struct str){ text.text, text.len });
	ck_assert(!is_refused_by(NETWORK));
	ck_assert(is_refused_by(CONSOLE));
}
END_TEST

// Each text beside the tree that js-yaml makes of it.
static const struct {
	const char *text, *tree;
} trees[] = {
	{ "a: b", "{a:b}" },
	{ "{a:, b, ? c : d}", "{a:~,b:~,c:d}" },
	{ "{nvidia:}", "{nvidia:~}" },
	{ "- a\n-\n  - b\n- c: d\n  e:\n  - f", "[a,[b],{c:d,e:[f]}]" },
	{ "? [a, ~, 1]\n: b", "{a,,1:b}" },
	{ "~: a\n0x10: b\nTrue: c", "{null:a,16:b,true:c}" },
	{ "a: |\n  b\n\n   c\n", "{a:b\n\n c\n}" },
	{ "a: >-\n  b\n  c\n\n  d\n", "{a:b c\nd}" },
	{ "a: 'b''c\n\n  d'", "{a:b'c\nd}" },
	{ "a: \"b\\\n  c\\t\"", "{a:bc\t}" },
	{ "a: &x b\nc: *x", "{a:b,c:b}" },
	{ "a: &x {b: c}\nd:\n  <<: *x\n  <<: {b: e, f: g}", "{a:{b:c},d:{b:c,f:g}}" },
	{ "a: b\tc \t# d", "{a:b\tc}" },
	{ "a: b\n \tc", "{a:b c}" },
	{ "a:\n\tb: c", "!" },
	{ "a: b: c", "!" },
	{ "a: [b", "!" },
	{ "a: @b", "!" },
	{ "a: *b", "!" },
	{ "a: b\n---\nc: d", "!" },
	{ "{a: b} c", "!" },
	{ "[[a]]: b: c", "!" },
	{ "a:\n b: c\n  d: e", "!" },
};

START_TEST(test_binary)
{
	static const struct {
		const char *text;
		bool is_plain, is_unreadable;
	} texts[] = {
		{ "YWI=", true, false },       { "YW\nI=", false, false }, { "+/9=", true, false },
		{ "", false, false },          { "", true, true },         { "YWI", true, true },
		{ "YWI=!", true, true },       { "@@@@", true, true },     { "YW\nIYWI=", false, true },
		{ "YWI=\n@@@@", false, true }, { "@", true, true },
	};

	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		const struct ynode node = { .kind = YNODE_SCALAR,
					    .is_plain = texts[i].is_plain,
					    .has_tag = true,
					    .tag = SCALAR_BINARY,
					    .text = str_of(texts[i].text) };

		ck_assert_msg(js_value_of(&node).is_unreadable == texts[i].is_unreadable, "%s", texts[i].text);
	}
}
END_TEST

static void add_tree(struct strbuf *out, const struct ynode *node)
{
	const struct js_pairs *pairs;

	node = ynode_resolve(node);
	if (node->kind == YNODE_SCALAR) {
		struct str text = js_value_of(node).type == JS_NULL ? STR("~") : node->text;

		strbuf_add(out, text.ptr, text.len);
		return;
	}
	strbuf_putc(out, node->kind == YNODE_MAPPING ? '{' : '[');
	for (uint32_t i = 0; node->kind == YNODE_SEQUENCE && i < node->n_items; i++) {
		if (i > 0)
			strbuf_putc(out, ',');
		add_tree(out, node->items[i]);
	}
	pairs = js_pairs_of(out->arena, node);
	for (size_t i = 0; i < pairs->n; i++) {
		strbuf_printf(out, "%s%.*s:", i > 0 ? "," : "", (int)pairs->items[i].name.len,
			      pairs->items[i].name.ptr);
		add_tree(out, pairs->items[i].value);
	}
	strbuf_putc(out, node->kind == YNODE_MAPPING ? '}' : ']');
}

START_TEST(test_tree)
{
	struct run run = { .arena = &arena };
	struct js_document document;
	struct strbuf out;

	source_init(&run.source, &arena, "-", trees[_i].text, (uint32_t)strlen(trees[_i].text));
	document = js_read(&run);
	out = strbuf_in(&arena);
	if (document.problem)
		strbuf_putc(&out, '!');
	else
		add_tree(&out, document.root);
	ck_assert_str_eq(out.text, trees[_i].tree);
}
END_TEST

Suite *js_reader_suite(void)
{
	Suite *suite = suite_create("js_reader");
	TCase *tcase = tcase_create("js_reader");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, test_verdict, 0, (int)COUNT_OF(verdicts));
	tcase_add_test(tcase, test_utf16);
	tcase_add_test(tcase, test_binary);
	tcase_add_loop_test(tcase, test_tree, 0, (int)COUNT_OF(trees));
	suite_add_tcase(suite, tcase);
	return suite;
}
