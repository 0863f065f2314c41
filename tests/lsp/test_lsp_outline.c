// SPDX-License-Identifier: Apache-2.0
// In: documents. Out: whether their outline, their folds and the hints in them are what they should be.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "lsp/session.h"
#include "lsp/texts.h"
#include "unit/property.h"

enum { FUZZ_ROUNDS = 1000 };

static const char nests[] =
	"{'capabilities': {'textDocument': {'documentSymbol': {'hierarchicalDocumentSymbolSupport': "
	"true}}}, 'initializationOptions': {'inlayHints': true}}";

static const json_t *symbol_of(const json_t *symbols, const char *name)
{
	const json_t *symbol;
	size_t i;

	json_array_foreach(symbols, i, symbol) if (strcmp(json_string_value(json_object_get(symbol, "name")), name) ==
						   0) return symbol;
	return NULL;
}

static const json_t *below(const json_t *symbol)
{
	return json_object_get(symbol, "children");
}

START_TEST(test_symbols)
{
	const json_t *symbols, *computes, *web;
	struct session session;

	session_begin(&session, nests);
	session_open(&session, odd_sdl);
	symbols = session_ask(&session, "textDocument/documentSymbol", NULL);
	session_expect(symbols,
		       "[{'name': 'version'}, {'name': 'services', 'children': [{'name': 'web', "
		       "'detail': 'nginx:1.27.4', 'range': {'start': {'line': 3, 'character': 2}}}, {'name': 'db'}]}, "
		       "{'name': 'endpoints', 'children': [{'name': 'myip'}]}, {'name': 'profiles'}, "
		       "{'name': 'deployment'}]");
	computes = below(symbol_of(below(symbol_of(symbols, "profiles")), "compute"));
	session_expect(computes, "[{'name': 'small', 'detail': '1 cpu, 1Gi, 2 × a100 or h100'}, {'name': 'large', "
				 "'detail': '1 cpu, 1Gi, 2 × a100 or h100'}]");
	session_expect(below(symbol_of(below(symbol_of(symbols, "profiles")), "placement")),
		       "[{'name': 'größer'}, {'name': 'other'}]");
	web = symbol_of(below(symbol_of(symbols, "deployment")), "web");
	session_expect(
		web, "{'range': {'start': {'line': 48, 'character': 2}, 'end': {'line': 49, 'character': 35}}, "
		     "'selectionRange': {'start': {'line': 48, 'character': 2}, 'end': {'line': 48, 'character': 5}}, "
		     "'children': [{'name': 'größer', 'detail': '1 × small'}]}");
	session_end(&session);
}
END_TEST

START_TEST(test_flat_symbols)
{
	const json_t *symbols;
	struct session session;

	session_begin(&session, NULL);
	session_open(&session, "version: \"2.0\"\nservices:\n  a\u202E: {image: x}\n  \"\":\n    image: x\n");
	symbols = session_ask(&session, "textDocument/documentSymbol", NULL);
	session_expect(symbols, "[{'name': 'version'}, {'name': 'services'}, {'name': 'a\\\\u202e'}, "
				"{'name': '(no name)', 'containerName': 'services', 'location': {'range': "
				"{'start': {'line': 3, 'character': 2}, 'end': {'line': 4, 'character': 12}}}}]");
	// What stands there twice is read once.
	session_open(&session, "services:\n  a: {image: x}\n  a: {image: y}\n");
	session_expect(session_ask(&session, "textDocument/documentSymbol", NULL),
		       "[{'name': 'services'}, {'name': 'a', 'location': {'range': {'start': {'line': 1}}}}]");
	session_end(&session);
}
END_TEST

// "3-8 5-6# " with # for comments, lines from 1.
static void expect_folds(struct session *session, const char *text, const char *expected)
{
	char found[1000] = "";
	const json_t *folds, *fold;
	size_t i;

	session_open(session, text);
	folds = session_ask(session, "textDocument/foldingRange", NULL);
	json_array_foreach(folds, i, fold) sprintf(found + strlen(found), "%d-%d%s ",
						   (int)json_integer_value(json_object_get(fold, "startLine")) + 1,
						   (int)json_integer_value(json_object_get(fold, "endLine")) + 1,
						   json_object_get(fold, "kind") ? "#" : "");
	ck_assert_str_eq(found, expected);
}

static const char folded[] =
	"# a\n# b\nservices:\n  web:\n    command:\n    - sh\n    - |\n      a\n\n      # no\n"
	"      # comment\n\n    # one\n    expose:\n      - port: 80\n        to: [{\n          a: b\n"
	"        }]\n      - port: 81\n\n# c\n# d\n";

START_TEST(test_folds)
{
	char broken[sizeof(folded) + 8];
	struct session session;

	session_begin(&session, NULL);
	expect_folds(&session, folded, "1-2# 3-19 4-19 5-11 7-11 14-19 15-18 16-18 21-22# ");
	// What can't be parsed is folded by its indentation.
	sprintf(broken, "%s@\n", folded);
	expect_folds(&session, broken, "1-2# 3-19 4-19 5-8 7-8 10-11# 14-19 15-18 16-18 21-22# ");
	expect_folds(&session, "", "");
	expect_folds(&session, "a:\n  b:\n\tc", "1-3 ");
	session_end(&session);
}
END_TEST

static void check_same_folds(const char *text)
{
	struct session session;
	char *broken = malloc(strlen(text) + 8);
	const json_t *folds;

	sprintf(broken, "%s\n@\n", text);
	session_begin(&session, NULL);
	session_open(&session, text);
	folds = session_ask(&session, "textDocument/foldingRange", NULL);
	ck_assert_uint_gt(json_array_size(folds), 3);
	session_open(&session, broken);
	ck_assert(json_equal(folds, session_ask(&session, "textDocument/foldingRange", NULL)));
	session_end(&session);
	free(broken);
}

static void strip_details(json_t *symbols)
{
	json_t *symbol;
	size_t i;

	json_array_foreach(symbols, i, symbol)
	{
		json_object_del(symbol, "detail");
		strip_details(json_object_get(symbol, "children"));
	}
}

// What is typed at the end of a file makes no YAML of it, and leaves the rest of the outline where it was.
static void check_same_outline(const char *text)
{
	size_t size = strlen(text) + 8;
	char *broken = malloc(size);
	struct session session;
	json_t *before, *after;

	snprintf(broken, size, "%s\"", text);
	session_begin(&session, nests);
	session_open(&session, text);
	before = json_deep_copy(session_ask(&session, "textDocument/documentSymbol", NULL));
	ck_assert_uint_gt(json_array_size(before), 3);
	session_open(&session, broken);
	after = json_deep_copy(session_ask(&session, "textDocument/documentSymbol", NULL));
	ck_assert(session.server.documents->run.has_syntax_error);
	strip_details(before);
	ck_assert_msg(json_equal(before, after), "%s", broken);
	json_decref(before);
	json_decref(after);
	session_end(&session);
	free(broken);
}

START_TEST(test_outline_stays)
{
	for_each_example(check_same_outline);
}
END_TEST

START_TEST(test_folds_stay)
{
	for_each_example(check_same_folds);
}
END_TEST

static const struct {
	const char *models, *label;
} hints[] = {
	{ "{model: a100, ram: 80Gi}", "a100 80Gi; 160Gi in all" },
	{ "{model: a100}", "any of a100 40Gi, a100 64Gi, a100 80Gi; 80Gi to 160Gi in all" },
	{ "{model: '*'}", "any of " },
	{ "{model: t4}, {model: rtx4090}", "any of rtx4090 24Gi, t4 16Gi; 32Gi to 48Gi in all" },
	{ "{model: nothing}", NULL },
	{ "5", NULL },
};

static const json_t *hints_of(struct session *session, const char *text, size_t start, size_t end)
{
	char *params = at_range(text, start, end, "");
	const json_t *found = session_ask(session, "textDocument/inlayHint", params);

	free(params);
	return found;
}

START_TEST(test_hints)
{
	struct session session;

	session_begin(&session, nests);
	for (size_t i = 0; i < COUNT_OF(hints); i++) {
		char text[500];
		const json_t *found;
		const char *label;

		sprintf(text,
			"version: \"2.0\"\nprofiles:\n  compute:\n    a: &a\n      resources:\n        gpu:\n"
			"          units: 2 # GPUs\n          attributes: {vendor: {nvidia: [%s]}}\n    b: *a\n",
			hints[i].models);
		session_open(&session, text);
		session_expect(hints_of(&session, text, 0, 30), "[]");
		found = hints_of(&session, text, 0, strlen(text));
		ck_assert_uint_eq(json_array_size(found), hints[i].label ? 1 : 0);
		if (!hints[i].label)
			continue;
		session_expect(found, "[{'position': {'line': 6, 'character': 18}, 'paddingLeft': true}]");
		label = json_string_value(json_object_get(json_array_get(found, 0), "label"));
		ck_assert_msg(str_has_prefix(str_of(label), hints[i].label), "%s", label);
	}
	session_end(&session);
	session_begin(&session, NULL);
	session_open(&session, odd_sdl);
	session_expect(hints_of(&session, odd_sdl, 0, strlen(odd_sdl)), "[]");
	session_end(&session);
}
END_TEST

static double place_of(const json_t *range, const char *end)
{
	const json_t *at = json_object_get(range, end);

	return (double)json_integer_value(json_object_get(at, "line")) * 1e6 +
	       (double)json_integer_value(json_object_get(at, "character"));
}

static bool holds(const json_t *outer, const json_t *inner)
{
	return place_of(outer, "start") <= place_of(inner, "start") &&
	       place_of(inner, "start") <= place_of(inner, "end") && place_of(inner, "end") <= place_of(outer, "end");
}

static void check_symbols(const json_t *symbols, const json_t *outer)
{
	const json_t *symbol;
	size_t i;

	json_array_foreach(symbols, i, symbol)
	{
		const json_t *range = json_object_get(symbol, "range");

		expect(json_string_length(json_object_get(symbol, "name")) > 0, "no name");
		expect(holds(range, json_object_get(symbol, "selectionRange")), "the name is not in its range");
		expect(!outer || holds(outer, range), "a symbol is not in the range of that which it belongs to");
		check_symbols(below(symbol), range);
	}
}

static void check_folds(const json_t *folds, const char *text)
{
	const json_t *fold;
	json_int_t n_lines = 1, last = -1;
	size_t i;

	for (const char *at = text; *at; at++)
		n_lines += *at == '\n' || *at == '\r';
	json_array_foreach(folds, i, fold)
	{
		json_int_t start = json_integer_value(json_object_get(fold, "startLine"));
		json_int_t end = json_integer_value(json_object_get(fold, "endLine"));

		expect(last < start && start < end && end < n_lines, "no fold: %s", text);
		last = start;
	}
}

START_TEST(test_fuzz)
{
	uint64_t state = 3;

	for (int round = 0; round < FUZZ_ROUNDS; round += 50) {
		struct session session;

		session_begin(&session, nests);
		for (int i = 0; i < 50; i++) {
			char *text = mutated(&state, i % 3 ? odd_sdl : i % 2 ? folded : faulty_sdl);
			size_t start = random_below(&state, strlen(text) + 1);

			session_open(&session, text);
			check_symbols(session_ask(&session, "textDocument/documentSymbol", NULL), NULL);
			check_folds(session_ask(&session, "textDocument/foldingRange", NULL), text);
			hints_of(&session, text, start, start + random_below(&state, strlen(text) - start + 1));
			free(text);
		}
		session_end(&session);
	}
}
END_TEST

Suite *lsp_outline_suite(void)
{
	Suite *suite = suite_create("lsp_outline");
	TCase *tcase = tcase_create("core");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_symbols);
	tcase_add_test(tcase, test_flat_symbols);
	tcase_add_test(tcase, test_folds);
	tcase_add_test(tcase, test_folds_stay);
	tcase_add_test(tcase, test_outline_stays);
	tcase_add_test(tcase, test_hints);
	tcase_add_test(tcase, test_fuzz);
	suite_add_tcase(suite, tcase);
	return suite;
}
