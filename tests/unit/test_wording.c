// SPDX-License-Identifier: Apache-2.0
// In: the bad example of each rule, and SDLs with a few lines changed. Out: whether each finding has the words, places
// and edits that are in tests/golden: examples.txt, and wording-*.txt, which have the changes too.
//
// A case of wording-*.txt is the line "=== BASE", changes of the base as in a diff, "-" the lines as they are and "+"
// what is there instead, and what is found, indented; "make bless" writes that. Without "-" the lines are added at the
// end. BASE is "sound" (fixture.h), RULE.bad or RULE.good in examples/rules, with the settings of that rule, or a file.
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/guard.h"
#include "cli/program.h"
#include "lint.h"
#include "report/examples.h"
#include "unit/fixture.h"

struct base {
	const struct rule *rule; // NULL: the settings are the default
	enum example which;
	struct str text;
};

struct job {
	struct fixture *fixture;
	const struct base *base;
};

static void work(void *context)
{
	struct job *job = context;
	const struct base *base = job->base;
	struct arena *arena = &job->fixture->arena;

	lint(&job->fixture->run, arena,
	     base->rule ? example_settings(arena, base->rule, base->which) : &default_settings, "test.yml", base->text);
}

static void put_findings(struct strbuf *out, const struct base *base)
{
	struct fixture fixture;
	struct job job = { &fixture, base };

	arena_init(&fixture.arena);
	ck_assert(arena_guard(&fixture.arena, work, &job));
	fixture_check_invariants(&fixture);
	for (size_t i = 0; i < fixture.run.diags.n; i++)
		print_diag(out, &fixture.run, fixture.run.diags.items[i]);
	arena_clear(&fixture.arena);
}

START_TEST(test_examples)
{
	struct arena arena;
	struct strbuf out;

	arena_init(&arena);
	out = strbuf_in(&arena);
	for (size_t i = 0; i < n_all_rules; i++) {
		const struct base base = { all_rules[i], EXAMPLE_BAD, example_of(all_rules[i]->id, EXAMPLE_BAD) };

		strbuf_printf(&out, "=== %s\n", all_rules[i]->id);
		put_findings(&out, &base);
	}
	check_golden("examples.txt", out.text);
	arena_clear(&arena);
}
END_TEST

static struct base base_named(struct arena *arena, struct str name)
{
	struct base base = { NULL, EXAMPLE_BAD, STR("") };
	const char *dot = memchr(name.ptr, '.', name.len);

	if (str_is(name, "sound")) {
		base.text = str_of(sound_sdl);
	} else if (memchr(name.ptr, '/', name.len)) {
		base.text = fixture_read(arena, arena_strndup(arena, name.ptr, name.len));
	} else if (dot) {
		base.rule = rule_by_id(arena_strndup(arena, name.ptr, (size_t)(dot - name.ptr)));
		base.which = str_has_suffix(name, ".bad") ? EXAMPLE_BAD : EXAMPLE_GOOD;
		if (base.rule)
			base.text = example_of(base.rule->id, base.which);
	}
	ck_assert_msg(base.text.len > 0, "no base %.*s", (int)name.len, name.ptr);
	return base;
}

// Takes the first line off, with its end.
static struct str next_line(const char **at)
{
	size_t len = strcspn(*at, "\n");
	struct str line = { *at, len + ((*at)[len] != '\0') };

	*at += line.len;
	return line;
}

// The text of the lines from there that begin with the sign, which are written to `out` as well.
static const char *lines_with(char sign, const char **at, struct strbuf *out)
{
	struct strbuf lines;

	lines = strbuf_in(out->arena);
	while (**at == sign) {
		struct str line = next_line(at);

		strbuf_add(out, line.ptr, line.len);
		strbuf_add(&lines, line.ptr + 1, line.len - 1);
	}
	return lines.text;
}

static void change(struct arena *arena, struct str *text, const char *part, const char *by)
{
	const char *all = arena_strndup(arena, text->ptr, text->len);
	const char *at = *part ? strstr(all, part) : all + text->len;

	ck_assert_msg(at != NULL, "these lines are not there:\n%s", part);
	*text = str_of(arena_printf(arena, "%.*s%s%s", (int)(at - all), all, by, at + strlen(part)));
}

static const char *const wordings[] = { "wording-lines.txt",    "wording-programs.txt", "wording-sections.txt",
					"wording-services.txt", "wording-several.txt",  "wording-values.txt",
					"wording-yaml.txt" };

START_TEST(test_changes)
{
	char *cases = read_whole("tests/golden", wordings[_i]);
	struct arena arena;
	struct strbuf out;

	arena_init(&arena);
	out = strbuf_in(&arena);
	for (const char *at = cases; *at;) {
		struct str header = next_line(&at);
		struct base base;

		ck_assert_msg(str_has_prefix(header, "=== "), "wording: %.*s", (int)header.len, header.ptr);
		base = base_named(&arena, str_slice(header, 4, header.len - 1));
		strbuf_add(&out, header.ptr, header.len);
		while (*at == '-' || *at == '+') {
			const char *part = lines_with('-', &at, &out);

			change(&arena, &base.text, part, lines_with('+', &at, &out));
		}
		while (*at == '\t')
			next_line(&at);
		put_findings(&out, &base);
	}
	check_golden(wordings[_i], out.text);
	free(cases);
	arena_clear(&arena);
}
END_TEST

Suite *wording_suite(void)
{
	Suite *suite = suite_create("wording");
	TCase *tcase = tcase_create("wording");

	tcase_add_test(tcase, test_examples);
	tcase_add_loop_test(tcase, test_changes, 0, COUNT_OF(wordings));
	suite_add_tcase(suite, tcase);
	return suite;
}
