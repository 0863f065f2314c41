// SPDX-License-Identifier: Apache-2.0
// In: every rule and its examples. Out: whether its texts are there, its bad example finds it and its good one nothing.
#include <check.h>
#include <string.h>

#include "base/guard.h"
#include "base/utf8.h"
#include "lint.h"
#include "report/examples.h"
#include "unit/fixture.h"

static void check_id(const char *id)
{
	ck_assert_uint_eq(strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(id));
	ck_assert_msg(id[0] != '-' && id[strlen(id) - 1] != '-', "%s", id);
}

static void check_text(const struct rule *rule, const char *what, const char *text)
{
	ck_assert_msg(text && *text, "%s has no %s", rule->id, what);
	ck_assert_msg(!strpbrk(text, "\n\t"), "%s: line break in %s", rule->id, what);
	ck_assert_msg(!strstr(text, "  "), "%s: two blanks in %s", rule->id, what);
}

static void check_sentence(const struct rule *rule, const char *what, const char *text)
{
	check_text(rule, what, text);
	ck_assert_msg(text[strlen(text) - 1] == '.', "%s: %s is no sentence", rule->id, what);
}

// Names keep their capitals: GPU, YAML, Akash.
static bool begins_like_sentence(const char *text)
{
	return text[0] >= 'A' && text[0] <= 'Z' && (text[1] < 'A' || text[1] > 'Z') && strncmp(text, "Akash", 5) != 0;
}

START_TEST(test_texts)
{
	const struct rule *rule = all_rules[_i];

	check_id(rule->id);
	check_text(rule, "summary", rule->summary);
	check_sentence(rule, "why", rule->why);
	check_sentence(rule, "fix", rule->fix);
	check_text(rule, "source", rule->source);
	ck_assert_msg(!begins_like_sentence(rule->summary), "%s: summary begins with a capital", rule->id);
	ck_assert_uint_le(utf8_count(rule->summary, strlen(rule->summary)), 90);
	ck_assert(rule->severity >= SEVERITY_INFO && rule->severity <= SEVERITY_ERROR);
	ck_assert_msg(!(rule->rejected_by & ~(unsigned)REJECTED_BY_CONSOLE) || rule->severity == SEVERITY_ERROR,
		      "%s: the network or the chain rejects it, so it is an error", rule->id);
	ck_assert_ptr_eq(rule_by_id(rule->id), rule);
}
END_TEST

START_TEST(test_order)
{
	for (size_t i = 1; i < n_all_rules; i++)
		ck_assert_msg(strcmp(all_rules[i - 1]->id, all_rules[i]->id) < 0, "%s", all_rules[i]->id);
	ck_assert_ptr_null(rule_by_id("no-such-rule"));
}
END_TEST

struct job {
	struct fixture *fixture;
	const struct rule *rule;
	enum example which;
};

static void work(void *context)
{
	struct job *job = context;
	struct arena *arena = &job->fixture->arena;

	lint(&job->fixture->run, arena, example_settings(arena, job->rule, job->which),
	     example_name(arena, job->rule, job->which), example_of(job->rule->id, job->which));
}

static void lint_example(struct fixture *fixture, const struct rule *rule, enum example which)
{
	struct job job = { fixture, rule, which };

	arena_init(&fixture->arena);
	ck_assert(arena_guard(&fixture->arena, work, &job));
}

START_TEST(test_bad_example)
{
	const struct rule *rule = all_rules[_i];
	struct str text = example_of(rule->id, EXAMPLE_BAD);
	struct fixture fixture;

	ck_assert_msg(text.len > 0, "no examples/rules/%s.bad.yml", rule->id);
	lint_example(&fixture, rule, EXAMPLE_BAD);
	fixture_check_invariants(&fixture);
	ck_assert_msg(fixture_has(&fixture, rule->id), "examples/rules/%s.bad.yml does not trigger it", rule->id);
	for (size_t i = 0; i < fixture.run.diags.n; i++) {
		const struct diag *diag = fixture.run.diags.items[i];

		// What the network misunderstands Akash Console often refuses as well, which is no mistake of the
		// example.
		ck_assert_msg(diag->rule == rule || diag->severity < SEVERITY_WARNING ||
				      strncmp(diag->rule->id, "console-", 8) == 0,
			      "examples/rules/%s.bad.yml triggers %s too: %s", rule->id, diag->rule->id, diag->message);
	}
	fixture_clear(&fixture);
}
END_TEST

START_TEST(test_good_example)
{
	const struct rule *rule = all_rules[_i];
	struct str text = example_of(rule->id, EXAMPLE_GOOD);
	struct fixture fixture;

	ck_assert_msg(text.len > 0, "no examples/rules/%s.good.yml", rule->id);
	lint_example(&fixture, rule, EXAMPLE_GOOD);
	ck_assert_msg(fixture.run.diags.n == 0, "examples/rules/%s.good.yml triggers %s: %s", rule->id,
		      fixture.run.diags.n ? fixture.run.diags.items[0]->rule->id : "",
		      fixture.run.diags.n ? fixture.run.diags.items[0]->message : "");
	fixture_clear(&fixture);
}
END_TEST

Suite *rules_suite(void)
{
	Suite *suite = suite_create("rules");
	TCase *tcase = tcase_create("rules");

	tcase_add_test(tcase, test_order);
	tcase_add_loop_test(tcase, test_texts, 0, (int)n_all_rules);
	tcase_add_loop_test(tcase, test_bad_example, 0, (int)n_all_rules);
	tcase_add_loop_test(tcase, test_good_example, 0, (int)n_all_rules);
	suite_add_tcase(suite, tcase);
	return suite;
}
