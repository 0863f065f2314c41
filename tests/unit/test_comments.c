// SPDX-License-Identifier: Apache-2.0
// In: random YAML with comments, and with texts that look like some. Out: whether the comments are told from the texts.
#include <check.h>

#include "base/guard.h"
#include "lint.h"
#include "suppress/comments.h"
#include "unit/property.h"
#include "yaml/tree_from_source.h"

// The places of the real comments are known.
struct made {
	uint64_t state;
	struct strbuf text;
	struct span real[64];
	size_t n_real;
};

static const char bait[] = " # akashlint: ignore[x]";

static void add_comment(struct made *made)
{
	struct span *span = &made->real[made->n_real++];

	strbuf_putc(&made->text, ' ');
	span->start = (uint32_t)made->text.len;
	strbuf_puts(&made->text, bait + 1);
	span->end = (uint32_t)made->text.len;
}

static void end_line(struct made *made)
{
	if (random_below(&made->state, 3) == 0)
		add_comment(made);
	strbuf_putc(&made->text, '\n');
}

static void add_block(struct made *made, const char *indent)
{
	static const char *const headers[] = { "|", ">", "|-", ">+", "|2" };
	size_t which = random_below(&made->state, COUNT_OF(headers));
	bool has_number = which == 4;

	strbuf_puts(&made->text, headers[which]);
	end_line(made);
	for (uint64_t i = 0, n = 1 + random_below(&made->state, 3); i < n; i++)
		strbuf_printf(&made->text, "%s  %s%s\n", indent, i || has_number ? "" : "a",
			      bait + (i || has_number ? 1 : 0));
}

static void add_flow(struct made *made, const char *indent)
{
	strbuf_puts(&made->text, random_below(&made->state, 2) ? "[" : "[ a#b, ");
	end_line(made);
	strbuf_printf(&made->text, "%s  '%s',", indent, bait);
	end_line(made);
	strbuf_printf(&made->text, "%s  ]", indent);
	end_line(made);
}

static void add_value(struct made *made, const char *indent)
{
	static const char *const properties[] = { "", "", "", "&a ", "!a ", "!!str &x " };

	strbuf_puts(&made->text, properties[random_below(&made->state, COUNT_OF(properties))]);
	switch (random_below(&made->state, 7)) {
	case 0:
		strbuf_puts(&made->text, "a#b");
		break;
	case 1:
		strbuf_printf(&made->text, "'it''s%s'", bait);
		break;
	case 2:
		strbuf_printf(&made->text, "\"\\\"%s\n%s   %s\"", bait, indent, bait);
		break;
	case 3:
		strbuf_printf(&made->text, "a\n%s   b#c", indent);
		break;
	case 4:
		add_block(made, indent);
		return;
	case 5:
		add_flow(made, indent);
		return;
	}
	end_line(made);
}

static void make_text(struct made *made, struct arena *arena, int seed)
{
	made->state = (uint64_t)seed;
	made->n_real = 0;
	made->text = strbuf_in(arena);
	strbuf_puts(&made->text, random_below(&made->state, 2) ? "" : "--- # document\n");
	for (uint64_t i = 0, n = 1 + random_below(&made->state, 6); i < n; i++) {
		bool is_list = random_below(&made->state, 3) == 0;

		if (random_below(&made->state, 3) == 0) {
			add_comment(made);
			strbuf_putc(&made->text, '\n');
		}
		strbuf_printf(&made->text, is_list ? "k%u:\n  - " : "k%u: ", (unsigned)i);
		add_value(made, is_list ? "  " : "");
	}
	if (random_below(&made->state, 3) == 0)
		strbuf_printf(&made->text, "...\n---\n'%s'\n", bait);
}

struct finding {
	struct made *made;
	struct arena arena;
	struct comments comments;
	bool is_yaml;
};

static void find(void *context)
{
	struct finding *finding = context;
	struct run *run = arena_zalloc(&finding->arena, sizeof(*run));

	run->arena = &finding->arena;
	run->settings = &default_settings;
	source_init(&run->source, run->arena, "x.yml", finding->made->text.text, (uint32_t)finding->made->text.len);
	tree_from_source(run);
	finding->is_yaml = !run->has_syntax_error;
	comments_from_source(run, &finding->comments);
}

START_TEST(test_property)
{
	for (int seed = 0; seed < 3000; seed++) {
		struct finding finding;
		struct made made;
		struct arena arena;

		arena_init(&arena);
		arena_init(&finding.arena);
		make_text(&made, &arena, seed);
		finding.made = &made;
		ck_assert(arena_guard(&finding.arena, find, &finding));
		expect(finding.is_yaml, "seed %d is no YAML:\n%s", seed, made.text.text);
		expect(finding.comments.n == made.n_real, "seed %d: %zu comments, not %zu:\n%s", seed,
		       finding.comments.n, made.n_real, made.text.text);
		for (size_t i = 0; i < made.n_real; i++)
			expect(finding.comments.items[i].span.start == made.real[i].start &&
				       finding.comments.items[i].span.end == made.real[i].end,
			       "seed %d, comment %zu:\n%s", seed, i, made.text.text);
		arena_clear(&finding.arena);
		arena_clear(&arena);
	}
}
END_TEST

Suite *comments_suite(void)
{
	Suite *suite = suite_create("comments");
	TCase *tcase = tcase_create("comments");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_property);
	suite_add_tcase(suite, tcase);
	return suite;
}
