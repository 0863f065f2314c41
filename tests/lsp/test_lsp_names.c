// SPDX-License-Identifier: Apache-2.0
// In: places of documents. Out: whether names are found where they are given and used, and renamed as promised.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "lsp/name_refs.h"
#include "lsp/session.h"
#include "lsp/texts.h"
#include "sdl/name.h"
#include "unit/fixture.h"
#include "unit/property.h"
// clang-format off

enum { FUZZ_ROUNDS = 1200 };

// Opens the text with the caret at what it begins with there, plus `skip` bytes.
static void open_at(struct session *session, const char *text, const char *place, int skip)
{
	const char *at = strstr(text, place);

	ck_assert_msg(at != NULL, "%s", place);
	session_open(session, text);
	session->caret = position_at(text, (size_t)(at - text + skip));
}

// The lines of locations, such as "3 20 ".
static void expect_lines(const json_t *locations, const char *expected)
{
	char lines[200] = "";
	const json_t *location;
	size_t i;

	json_array_foreach(locations, i, location) {
		const json_t *start = json_object_get(json_object_get(location, "range"), "start");

		ck_assert_str_eq(json_string_value(json_object_get(location, "uri")), session_uri);
		sprintf(lines + strlen(lines), "%d ", (int)json_integer_value(json_object_get(start, "line")) + 1);
	}
	ck_assert_str_eq(lines, expected);
}

static const struct {
	const char *place;
	int skip;
	const char *definition, *references, *with_declaration;
} cases[] = {
	{ "service: db", 9, "11 ", "10 51 ", "10 11 51 " },
	{ "service: 'web'", 9, "4 ", "21 49 ", "4 21 49 " },
	{ "  web:\n    größer", 3, "4 ", "21 49 ", "4 21 49 " },
	{ "ip: &ip 'myip'", 9, "27 ", "7 ", "7 27 " },
	{ "größer: {profile", 1, "41 ", "50 ", "41 50 " },
	{ "profile: *p", 10, "30 ", "43 50 ", "30 43 50 " },
	{ "*p :", 0, "30 ", "43 50 ", "30 43 50 " },
	{ "profile: \"large\"", 11, "38 ", "44 53 ", "38 44 53 " },
	{ "{storage: {data", 12, "36 ", "8 24 ", "8 24 36 " },
	{ "name: data", 10, "36 ", "8 24 ", "8 24 36 " },
	{ "image: nginx", 2, "", "", "" },
	{ "image: nginx", 9, "", "", "" },
	{ "# no comment", 4, "", "", "" },
};

START_TEST(test_places)
{
	struct session session;

	session_begin(&session, NULL);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		open_at(&session, odd_sdl, cases[i].place, cases[i].skip);
		expect_lines(session_ask(&session, "textDocument/definition", NULL), cases[i].definition);
		expect_lines(session_ask(&session, "textDocument/references", "{'context': {}}"), cases[i].references);
		expect_lines(session_ask(&session, "textDocument/references", "{'context': {'includeDeclaration': true}}"),
			     cases[i].with_declaration);
	}
	session_end(&session);
}
END_TEST

// The document after renaming what is at the caret, to be freed; NULL: there is no such name, with a reason.
static char *renamed(struct session *session, const char *text, const char *params, const char **reason)
{
	const json_t *answer = session_answer(session, "textDocument/rename", params);
	const json_t *result = json_object_get(answer, "result"), *error = json_object_get(answer, "error");

	*reason = json_string_value(json_object_get(error, "message"));
	if (result)
		return with_edits(text, text_edits(result));
	expect(json_integer_value(json_object_get(error, "code")) == LSP_REQUEST_FAILED, "%s", *reason);
	return NULL;
}

// "rejected gpu-count ..." of a text.
static char *findings_of(const char *text)
{
	struct fixture fixture;
	char *out = calloc(1, 100000), *end = out;

	fixture_lint(&fixture, str_of(text));
	// A value that names the service is the program's, and stays as it is.
	for (size_t i = 0; i < fixture.run.diags.n; i++)
		if (strcmp(fixture.run.diags.items[i]->rule->id, "inner-host-unknown") != 0)
			end += sprintf(end, "%u %s\n", fixture.run.diags.items[i]->rejected_by,
			       fixture.run.diags.items[i]->rule->id);
	fixture_clear(&fixture);
	return out;
}

static void expect_same_findings(const char *before, const char *after)
{
	char *a = findings_of(before), *b = findings_of(after);

	expect(strcmp(a, b) == 0, "%s is not\n%s of\n%s", b, a, after);
	free(a);
	free(b);
}

// Nothing is refused that was not.
static void expect_not_worse(const char *before, const char *after)
{
	struct fixture a, b;

	fixture_lint(&a, str_of(before));
	fixture_lint(&b, str_of(after));
	expect(!b.run.has_syntax_error && b.run.is_rejected <= a.run.is_rejected, "%s\nis worse than\n%s", after, before);
	fixture_clear(&a);
	fixture_clear(&b);
}

// The name at an offset becomes another one and then again what it was.
static void rename_and_back(struct session *session, const char *text, const struct name_ref *place)
{
	const char *reason, *old = place->name.ptr;
	char more[600], *params, *after, *back;
	size_t start = place->at->span.start;

	params = at_offset(text, start, ", 'newName': 'renamed-2'");
	after = renamed(session, text, params, &reason);
	free(params);
	ck_assert_msg(after != NULL, "%.*s: %s", (int)place->name.len, old, reason);
	expect_same_findings(text, after);
	session_open(session, after);
	snprintf(more, sizeof(more), ", 'newName': '%.*s'", (int)place->name.len, old);
	params = at_offset(after, (size_t)(strstr(after, "renamed-2") - after), more);
	back = renamed(session, after, params, &reason);
	ck_assert_msg(back != NULL, "back to %.*s: %s", (int)place->name.len, old, reason);
	ck_assert_str_eq(back, text);
	free(params);
	free(after);
	free(back);
}

static void check_renames(const char *text)
{
	struct session session;
	struct fixture fixture;
	struct name_refs places;

	session_begin(&session, NULL);
	fixture_lint(&fixture, str_of(text));
	name_refs_from_sdl(&fixture.arena, fixture.run.sdl, &places);
	ck_assert_uint_gt(places.n, 3);
	for (size_t i = 0; i < places.n; i++) {
		session_open(&session, text);
		if (!places.items[i].is_unwritten)
			rename_and_back(&session, text, &places.items[i]);
	}
	fixture_clear(&fixture);
	session_end(&session);
}

START_TEST(test_rename_examples)
{
	for_each_example(check_renames);
	check_renames(odd_sdl);
}
END_TEST

static const char *const small = "version: \"2.0\"\nservices:\n  web:\n    image: nginx:1.27.4\n    expose:\n      "
				 "- port: 80\n        to: [{global: true}]\n    params: {storage: {default: {mount: /a}}}\n"
				 "profiles:\n  compute:\n    'one': {resources: {cpu: {units: 1}, memory: {size: 1Gi}, "
				 "storage: {size: 1Gi}}}\n    two: &two {resources: {cpu: {units: 1}, memory: {size: 1Gi}, "
				 "storage: [{size: 1Gi}, {size: 1Gi, name: data}]}}\n  placement:\n    dc:\n      pricing:\n"
				 "        one: {denom: uact, amount: 1}\n        two: {denom: uact, amount: 1}\n"
				 "deployment:\n  web:\n    dc:\n      profile: one\n      count: 1\n";

static const struct {
	const char *place;
	int skip;
	const char *name;
	const char *after; // that the new text has in it, or NULL
	const char *reason;
} renames[] = {
	{ "profile: one", 9, "true", "profile: \"true\"", NULL },
	{ "'one'", 2, "true", "\n    'true': {", NULL },
	{ "profile: one", 9, "12", "profile: \"12\"", NULL },
	{ "profile: one", 9, "a: b", "profile: \"a: b\"", NULL },
	{ "profile: one", 9, "it's", "\n    'it''s': {", NULL },
	{ "profile: one", 9, "<<", "profile: \"<<\"", NULL },
	{ "profile: one", 9, "großer Name", "profile: großer Name\n", NULL },
	{ "profile: one", 9, "one", "profile: one", NULL },
	{ "profile: one", 9, "two", NULL, "with this name" },
	{ "profile: one", 9, "", NULL, "empty" },
	{ "profile: one", 9, "a\\nb", NULL, "invisible characters" },
	{ "  web:\n    dc", 3, "Web", NULL, "lower-case" },
	{ "  web:\n    dc", 3, "w-", NULL, "lower-case" },
	{ "profile: one", 2, "x", NULL, "no name here" },
	{ "image: nginx", 9, "x", NULL, "no name here" },
	{ "{default: {", 3, "x", NULL, "this volume has no name" },
	{ "name: data", 7, "default", NULL, "with this name" },
	{ "name: data", 7, "x, y", "name: \"x, y\"}", NULL },
};

START_TEST(test_rename)
{
	struct session session;

	session_begin(&session, NULL);
	for (size_t i = 0; i < COUNT_OF(renames); i++) {
		char params[100], *after;
		const char *reason;

		open_at(&session, small, renames[i].place, renames[i].skip);
		snprintf(params, sizeof(params), "{'newName': '%s'}", renames[i].name);
		// An apostrophe can't stand in this notation.
		if (strchr(renames[i].name, '\''))
			snprintf(params, sizeof(params), "{'newName': 'it\\u0027s'}");
		after = renamed(&session, small, params, &reason);
		ck_assert_msg((after != NULL) == (renames[i].after != NULL), "%s: %s", renames[i].name, reason);
		if (after)
			ck_assert_msg(strstr(after, renames[i].after) != NULL, "%s", after);
		else
			ck_assert_msg(strstr(reason, renames[i].reason) != NULL, "%s", reason);
		if (after)
			expect_same_findings(small, after);
		free(after);
	}
	session_end(&session);
}
END_TEST

// Changes of the text that make a name stand for more than itself, or be none at the moment.
static const struct {
	const char *old, *new, *other_old, *other_new; // or NULL
	const char *place;
	int skip;
	const char *reason;
} refusals[] = {
	{ "nginx:1.27.4", "&n one", "profile: one", "profile: *n", "profile: *n", 10, "alias" },
	{ "'one'", "&n one", "dc:\n      pricing:", "dc:\n      attributes: {a: *n}\n      pricing:", "&n one", 4, "alias" },
	{ "pricing:\n", "pricing:\n        <<: {one: {denom: uact, amount: 2}}\n", NULL, NULL, "'one'", 2, "change the meaning" },
	{ "profile: one", "profile: !!binary b25l", NULL, NULL, "b25l", 1, "escaped or spans lines" },
	{ "profile: one", "profile: >-\n        one", NULL, NULL, "        one\n", 9, "escaped or spans lines" },
	{ "profile: one", "profile: \"o\\\n        ne\"", NULL, NULL, "\"o", 1, "escaped or spans lines" },
	{ "profile: one", "profile: one: two", NULL, NULL, "profile: one", 9, "YAML syntax error" },
	{ "version: \"2.0\"\n", "- x\n", NULL, NULL, "- x", 2, "YAML syntax error" },
};

static void replace(char *text, const char *old, const char *new)
{
	char *at = strstr(text, old);

	ck_assert_msg(at != NULL, "%s", old);
	memmove(at + strlen(new), at + strlen(old), strlen(at + strlen(old)) + 1);
	memcpy(at, new, strlen(new));
}

START_TEST(test_rename_refused)
{
	struct session session;

	session_begin(&session, NULL);
	for (size_t i = 0; i < COUNT_OF(refusals); i++) {
		char text[4096];
		const char *reason;
		const json_t *prepared;

		strcpy(text, small);
		replace(text, refusals[i].old, refusals[i].new);
		if (refusals[i].other_old)
			replace(text, refusals[i].other_old, refusals[i].other_new);
		open_at(&session, text, refusals[i].place, refusals[i].skip);
		ck_assert_ptr_null(renamed(&session, text, "{'newName': 'x'}", &reason));
		ck_assert_msg(strstr(reason, refusals[i].reason) != NULL, "%zu: %s", i, reason);
		prepared = session_answer(&session, "textDocument/prepareRename", NULL);
		ck_assert(i == 2 || json_object_get(prepared, "error"));
	}
	session_end(&session);
}
END_TEST

START_TEST(test_prepare_rename)
{
	struct session session;

	session_begin(&session, NULL);
	open_at(&session, odd_sdl, "service: 'web'", 11);
	session_expect(session_ask(&session, "textDocument/prepareRename", NULL),
		       "{'placeholder': 'web', 'range': {'start': {'line': 20, 'character': 22}, "
		       "'end': {'line': 20, 'character': 25}}}");
	open_at(&session, odd_sdl, "*p,", 1);
	session_expect(session_ask(&session, "textDocument/prepareRename", NULL),
		       "{'placeholder': 'small', 'range': {'start': {'line': 49, 'character': 22}, "
		       "'end': {'line': 49, 'character': 24}}}");
	open_at(&session, odd_sdl, "image", 1);
	ck_assert(json_is_null(session_ask(&session, "textDocument/prepareRename", NULL)));
	session_end(&session);
}
END_TEST

// The names stay what they are while something else is typed.
static const char no_yaml[] = "services:\n  web:\n    image: x\n  \"db\": {}\nprofiles:\n  compute:\n    web: {}\n"
			      "deployment:\n  web:\n    dc:\n      profile: w‸eb\n  db: [\n";

START_TEST(test_no_yaml)
{
	struct session session;

	session_begin(&session, NULL);
	session_open(&session, no_yaml);
	session_expect(session_ask(&session, "textDocument/definition", NULL),
		       "[{'range': {'start': {'line': 6, 'character': 4}, 'end': {'line': 6, 'character': 7}}}]");
	session_expect(session_ask(&session, "textDocument/references", "{'position': {'line': 8, 'character': 2}}"),
		       "[{'range': {'start': {'line': 8, 'character': 2}, 'end': {'line': 8, 'character': 5}}}]");
	session_expect(session_ask(&session, "textDocument/references",
				   "{'position': {'line': 3, 'character': 4}, 'context': {'includeDeclaration': true}}"),
		       "[{'range': {'start': {'line': 3, 'character': 3}}}, {'range': {'start': {'line': 11}}}]");
	session_expect(session_ask(&session, "textDocument/definition", "{'position': {'line': 2, 'character': 8}}"), "[]");
	session_end(&session);
}
END_TEST

// Where the old name is written as any editor would write it, renaming back gives the very text.
static void fuzz_once(struct session *session, uint64_t *state, const char *text)
{
	size_t at = random_below(state, strlen(text) + 1);
	char *params = at_offset(text, at, ", 'newName': 'zz-9'"), *after, *back;
	const json_t *placeholder;
	struct str old;
	const char *reason;
	char more[100];

	session_open(session, text);
	session_answer(session, "textDocument/definition", params);
	session_answer(session, "textDocument/references", params);
	placeholder = json_object_get(json_object_get(session_answer(session, "textDocument/prepareRename", params),
						      "result"), "placeholder");
	old = (struct str){ json_string_value(placeholder), json_string_length(placeholder) };
	after = renamed(session, text, params, &reason);
	free(params);
	if (after) {
		expect(placeholder != NULL, "not prepared: %s", text);
		expect_not_worse(text, after);
	}
	if (after && is_service_name(old) && scalar_type_of(old) == SCALAR_STR && strlen(old.ptr) < 50) {
		session_open(session, after);
		sprintf(more, ", 'newName': '%s'", old.ptr);
		params = at_offset(after, (size_t)(strstr(after, "zz-9") - after), more);
		back = renamed(session, after, params, &reason);
		expect(back && strcmp(back, text) == 0, "%s: %s\nis not\n%s", reason, back, text);
		free(params);
		free(back);
	}
	free(after);
}

START_TEST(test_fuzz)
{
	uint64_t state = 1;

	for (int round = 0; round < FUZZ_ROUNDS; round += 50) {
		struct session session;

		session_begin(&session, NULL);
		for (int i = 0; i < 50; i++) {
			char *text = mutated(&state, i % 3 ? odd_sdl : i % 2 ? small : faulty_sdl);

			fuzz_once(&session, &state, text);
			free(text);
		}
		session_end(&session);
	}
}
END_TEST

Suite *lsp_names_suite(void)
{
	Suite *suite = suite_create("lsp_names");
	TCase *tcase = tcase_create("core");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_places);
	tcase_add_test(tcase, test_rename_examples);
	tcase_add_test(tcase, test_rename);
	tcase_add_test(tcase, test_rename_refused);
	tcase_add_test(tcase, test_prepare_rename);
	tcase_add_test(tcase, test_no_yaml);
	tcase_add_test(tcase, test_fuzz);
	suite_add_tcase(suite, tcase);
	return suite;
}
