// SPDX-License-Identifier: Apache-2.0
// In: any documents. Out: whether each action that is offered keeps its promise, and memory may run out meanwhile.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "lsp/session.h"
#include "lsp/texts.h"
#include "report/examples.h"
#include "suppress/comments.h"
#include "unit/allocation.h"
#include "unit/fixture.h"
#include "unit/property.h"

enum { FUZZ_ROUNDS = 500 };

static size_t n_found(const struct run *run, const char *rule, const char *message)
{
	size_t n = 0;

	for (size_t i = 0; i < run->diags.n; i++) {
		const struct diag *diag = run->diags.items[i];

		n += strcmp(diag->rule->id, rule) == 0 && (!message || str_has_prefix(str_of(message), diag->message));
	}
	return n;
}

// Comments are all that differs.
static bool is_same_tree(const struct ynode *a, const struct ynode *b)
{
	while (a && b && a->kind == b->kind && a->n_items == b->n_items && str_eq(a->text, b->text)) {
		a = ynode_next(a);
		b = ynode_next(b);
	}
	return !a && !b;
}

// Whether fewer of the rule are found, and nothing more of any other but what only a person can write.
static void check_ignored(const char *text, const char *after, const char *rule)
{
	struct fixture a, b;

	fixture_lint(&a, str_of(text));
	fixture_lint(&b, str_of(after));
	expect(n_found(&b.run, rule, NULL) < n_found(&a.run, rule, NULL), "%s is not ignored:\n%s", rule, after);
	for (size_t i = 0; i < n_all_rules; i++)
		expect(n_found(&b.run, all_rules[i]->id, NULL) <= n_found(&a.run, all_rules[i]->id, NULL),
		       "more of %s:\n%s\nafter\n%s", all_rules[i]->id, after, text);
	expect(is_same_tree(a.run.root, b.run.root) && a.run.is_rejected == b.run.is_rejected,
	       "another text:\n%s\nafter\n%s", after, text);
	fixture_clear(&a);
	fixture_clear(&b);
}

static void check_fixed(const char *text, const char *after, const char *rule, const char *message)
{
	struct fixture a, b;

	fixture_lint(&a, str_of(text));
	fixture_lint(&b, str_of(after));
	expect(n_found(&b.run, rule, message) < n_found(&a.run, rule, message), "%s is not fixed:\n%s\nafter\n%s", rule,
	       after, text);
	expect(b.run.is_rejected <= a.run.is_rejected, "worse:\n%s\nafter\n%s", after, text);
	fixture_clear(&a);
	fixture_clear(&b);
}

static void check_action(struct session *session, const char *text, const json_t *action)
{
	const char *title = json_string_value(json_object_get(action, "title"));
	const json_t *diagnostic = json_array_get(json_object_get(action, "diagnostics"), 0);
	const char *rule = json_string_value(json_object_get(diagnostic, "code"));
	char *after = with_edits(text, text_edits(json_object_get(action, "edit")));

	if (!diagnostic) {
		session_open(session, after);
		session_expect(actions_of(session, after, "['source.fixAll']"), "[]");
	} else if (str_has_prefix(str_of(title), "Ignore ")) {
		check_ignored(text, after, rule);
	} else {
		check_fixed(text, after, rule, json_string_value(json_object_get(diagnostic, "message")));
	}
	free(after);
}

// What is wrong in the bad example of each rule can be ignored, as its title says.
START_TEST(test_rule_examples)
{
	size_t n = 0;

	for (size_t i = 0; i < n_all_rules; i++) {
		struct str example = example_of(all_rules[i]->id, EXAMPLE_BAD);
		char *text = example.len ? strndup(example.ptr, example.len) : strdup("");
		const json_t *actions, *action;
		struct session session;
		size_t j;

		session_begin(&session, takes_actions);
		session_open(&session, text);
		actions = actions_of(&session, text, NULL);
		n += json_array_size(actions) > 0;
		json_array_foreach(actions, j, action) check_action(&session, text, action);
		session_end(&session);
		free(text);
	}
	ck_assert_uint_gt(n, n_all_rules / 2);
}
END_TEST

START_TEST(test_fuzz)
{
	uint64_t state = 2;

	for (int i = 0; i < FUZZ_ROUNDS; i++) {
		char *text = mutated(&state, i % 2 ? faulty_sdl : odd_sdl), *params;
		size_t start = random_below(&state, strlen(text) + 1), end = start + random_below(&state, 40), j;
		const json_t *actions, *action;
		struct session session;

		session_begin(&session, takes_actions);
		session_open(&session, text);
		params = at_range(text, start, end < strlen(text) ? end : strlen(text), "");
		actions = session_ask(&session, "textDocument/codeAction", params);
		json_array_foreach(actions, j, action) check_action(&session, text, action);
		session_end(&session);
		free(params);
		free(text);
	}
}
END_TEST

static const char *const messages[] = {
	"codeAction\", \"params\": {\"range\": {\"start\": {\"line\": 0, \"character\": 0}, \"end\": {\"line\": 99, "
	"\"character\": 0}}, ",
	"rename\", \"params\": {\"newName\": \"x\", \"position\": {\"line\": 17, \"character\": 5}, ",
	"documentSymbol\", \"params\": {",
	"foldingRange\", \"params\": {",
};

START_TEST(test_memory_runs_out)
{
	bool has_failed = allocation_is_watched();
	char message[400];

	sprintf(message,
		"{\"jsonrpc\": \"2.0\", \"id\": \"x\", \"method\": \"textDocument/%s\"textDocument\": {\"uri\": \"%s\"}}}",
		messages[_i], session_uri);
	for (size_t nth = 0; has_failed; nth += 1 + nth / 8) {
		struct session session;
		bool is_done;

		session_begin(&session, takes_actions);
		session_open(&session, faulty_sdl);
		allocation_fail_at(nth);
		is_done = server_take(&session.server, str_of(message));
		has_failed = allocation_end();
		ck_assert_msg(is_done || has_failed, "allocation %zu", nth);
		if (!has_failed)
			ck_assert(json_object_get(session_last(&session), "result"));
		session_end(&session);
	}
}
END_TEST

Suite *lsp_promises_suite(void)
{
	Suite *suite = suite_create("lsp_promises");
	TCase *tcase = tcase_create("core");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_rule_examples);
	tcase_add_test(tcase, test_fuzz);
	tcase_add_loop_test(tcase, test_memory_runs_out, 0, COUNT_OF(messages));
	suite_add_tcase(suite, tcase);
	return suite;
}
