// SPDX-License-Identifier: Apache-2.0
// In: the examples, with bytes changed at random but always in the same way. Out: whether anything breaks.
//
// Strongest with the sanitizers. MUTATION_ROUNDS=100000 goes on for longer.
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "report/examples.h"
#include "report/report.h"
#include "unit/fixture.h"

enum { DEFAULT_ROUNDS = 400, MOST_EDITS = 4 };

static uint32_t state;

static uint32_t random_below(uint32_t n)
{
	state = state * 1664525u + 1013904223u;
	return (uint32_t)((uint64_t)state * n >> 32);
}

static const char *const pieces[] = {
	"",      "\n",      "\t",     " ",      "- ",        ": ",
	"? ",    "{",       "}",      "[",      "]",         ",",
	"&a ",   "*a",      "<<: *a", "!!int ", "!!binary ", "| ",
	">-\n",  "'",       "\"",     "#",      "%",         "---\n",
	"...\n", "null",    "~",      "\xFF",   "\xC3\xA9",  "\xEF\xBB\xBF",
	"\0",    "0x",      "1e9",    "-1",     "NaN",       "18446744073709551616",
	"true",  "version", "nvidia", "\r",     "\\",        "=",
	"_",     ".",       "Gi",
};

static void mutate(struct strbuf *out, struct str text)
{
	uint32_t at = random_below((uint32_t)text.len + 1),
		 n_dropped = random_below(4) ? random_below(8) : random_below(200);
	const char *piece = pieces[random_below(sizeof(pieces) / sizeof(pieces[0]))];

	if (n_dropped > text.len - at)
		n_dropped = (uint32_t)text.len - at;
	strbuf_add(out, text.ptr, at);
	if (random_below(8) == 0)
		strbuf_putc(out, (char)random_below(256));
	else if (random_below(8) == 0)
		strbuf_add(out, text.ptr, random_below((uint32_t)text.len + 1) / 4);
	else
		strbuf_puts(out, piece);
	strbuf_add(out, text.ptr + at + n_dropped, text.len - at - n_dropped);
}

// A report looks at everything that a finding holds.
static void show(struct fixture *fixture)
{
	struct report report;

	report_begin(&report, &report_human, &fixture->arena);
	report_file(&report, &fixture->run);
	report_end(&report);
	report_begin(&report, &report_json, &fixture->arena);
	report_file(&report, &fixture->run);
	report_end(&report);
}

static void round_of(struct str text)
{
	struct fixture fixture;
	struct arena arena;

	arena_init(&arena);
	for (uint32_t i = 0, n = 1 + random_below(MOST_EDITS); i < n; i++) {
		struct strbuf out;

		out = strbuf_in(&arena);
		mutate(&out, text);
		text = (struct str){ out.text, out.len };
	}
	fixture_lint(&fixture, text);
	fixture_check_invariants(&fixture);
	show(&fixture);
	fixture_clear(&fixture);
	arena_clear(&arena);
}

static int n_rounds(void)
{
	const char *rounds = getenv("MUTATION_ROUNDS");

	return rounds ? atoi(rounds) : DEFAULT_ROUNDS;
}

START_TEST(test_sound)
{
	state = 1;
	for (int i = 0; i < n_rounds() * 10; i++)
		round_of(str_of(sound_sdl));
}
END_TEST

START_TEST(test_broken)
{
	struct arena arena;
	struct str text;

	arena_init(&arena);
	text = fixture_read(&arena, "examples/broken.yml");
	state = 2;
	for (int i = 0; i < n_rounds() * 10; i++)
		round_of(text);
	arena_clear(&arena);
}
END_TEST

START_TEST(test_rule_examples)
{
	for (size_t rule = 0; rule < n_all_rules; rule++) {
		struct str text = example_of(all_rules[rule]->id, EXAMPLE_BAD);

		state = (uint32_t)rule;
		for (int i = 0; i < n_rounds() / 8 && text.len; i++)
			round_of(text);
	}
}
END_TEST

Suite *mutation_suite(void)
{
	Suite *suite = suite_create("mutation");
	TCase *tcase = tcase_create("mutation");

	tcase_set_timeout(tcase, 600);
	tcase_add_test(tcase, test_sound);
	tcase_add_test(tcase, test_broken);
	tcase_add_test(tcase, test_rule_examples);
	suite_add_tcase(suite, tcase);
	return suite;
}
