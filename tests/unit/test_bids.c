// SPDX-License-Identifier: Apache-2.0
// In: bids in all their forms, and damaged. Out: whether the same are read alike, and what is wrong is shown at its
// place.
#include <check.h>
#include <string.h>

#include "base/guard.h"
#include "lint.h"
#include "property.h"
#include "report/formats.h"
#include "unit/allocation.h"
#include "unit/bid_fixture.h"

Suite *bids_suite(void);

enum { DAMAGES = 150 };

static uint64_t state = 15;

static const char *print_all(const char *path)
{
	struct bid_list list = read_bids(fixture_read(&bid_fixture.arena, path));
	struct judged_bids all = judge_bids(&list);
	struct strbuf out;

	out = strbuf_in(&bid_fixture.arena);
	for (size_t i = 0; i < all.n; i++)
		print_bid(&out, &all.items[i]);
	return out.text;
}

static const char *const forms[] = { "node.yml",     "console.json", "javascript.json",
				     "v1beta4.json", "go.json",      "list.json" };

START_TEST(test_forms)
{
	const char *path = arena_printf(&bid_fixture.arena, "examples/bids/%s", forms[_i]);

	ck_assert_str_eq(print_all(path), print_all("examples/bids/node.json"));
}
END_TEST

START_TEST(test_bare_forms)
{
	struct bid_list one = read_bids(fixture_read(&bid_fixture.arena, "examples/bids/one.json"));
	struct bid_list akt = read_bids(fixture_read(&bid_fixture.arena, "examples/bids/akt.json"));
	struct bid_list page =
		read_bids(STR("{\"bids\": null, \"pagination\": {\"next_key\": \"AAE=\", \"total\": \"0\"}}"));
	struct judged_bids all = judge_bids(&akt);

	ck_assert_uint_eq(one.n, 1);
	ck_assert_uint_eq(page.n, 0);
	ck_assert(page.has_more && !one.has_more);
	ck_assert_uint_eq(akt.n, 10);
	for (size_t i = 0; i < all.n; i++)
		ck_assert(all.items[i].is_offer_unknown);
}
END_TEST

static const struct {
	const char *text;
	unsigned line, column;
	const char *message;
} wrong[] = {
	{ "", 1, 1, "empty" },
	{ "{}", 1, 1, "expected the bids" },
	{ "hello", 1, 1, "expected the bids" },
	{ "<html>\n</html>", 1, 1, "expected the bids" },
	{ "{\"code\": 3, \"message\": \"not found\"}", 1, 1, "expected the bids" },
	{ "{\"bids\": {}}", 1, 10, "expected a list" },
	{ "{\"data\":\n  {\"id\": 1}}", 2, 3, "expected a list" },
	{ "[[]]", 1, 2, "expected a bid" },
	{ "{\"bids\": [{\"bid\": {\"id\": {}}}, {\"bid\": 1}]}", 1, 40, "expected a bid" },
	{ "bids:\n- bid:\n    id: {}\n- bid: {price: 1}\n", 4, 8, "expected a bid" },
	{ "bids: [{bid: {id: {}}}]\nbids: []", 1, 1, "duplicate key" },
	{ "bids: &a []\ndata: *a", 2, 1, "aliases" },
	{ "{\"bids\": [{\"bid\": {\"id\": {\"dseq\": 12", 1, 36, "" },
	{ "{\"bids\": [01]}", 1, 11, "" },
	{ "{\"bids\": [], \"bids\": []}", 1, 19, "duplicate" },
};

START_TEST(test_wrong)
{
	struct bid_list list;
	struct json_fault error;

	ck_assert(!bids_from_text(&bid_fixture.arena, str_of(wrong[_i].text), &list, &error));
	ck_assert_msg(error.place.line == wrong[_i].line && error.place.column == wrong[_i].column, "%s: %u:%u",
		      wrong[_i].text, error.place.line, error.place.column);
	ck_assert_msg(strstr(error.message, wrong[_i].message) != NULL, "%s: %s", wrong[_i].text, error.message);
}
END_TEST

static void show(const struct report_format *format, const struct judged_bids *all)
{
	struct report report;

	report_begin(&report, format, &bid_fixture.arena);
	report.style.width = 80;
	report.bids = all;
	report_file(&report, &bid_fixture.run);
	report_end(&report);
}

// An answer that can be shown, or an error with a place in the text.
static void look_at(struct str text)
{
	struct bid_list *list = arena_alloc(&bid_fixture.arena, sizeof(*list));
	struct json_fault error = { 0 };
	struct judged_bids all;

	if (!bids_from_text(&bid_fixture.arena, text, list, &error)) {
		expect(error.message && *error.message, "an error without words");
		expect(error.place.line >= 1 && error.place.column >= 1, "%u:%u", error.place.line, error.place.column);
		return;
	}
	all = judge_bids(list);
	expect(all.n == list->n, "bids are lost");
	show(&report_bids_table, &all);
	show(&report_bids_json, &all);
	show(&report_bids_html, &all);
}

START_TEST(test_damage)
{
	const char *path = arena_printf(&bid_fixture.arena, "examples/bids/%s", _i ? forms[_i - 1] : "node.json");
	struct str text = fixture_read(&bid_fixture.arena, path);

	for (int round = 0; round < DAMAGES; round++) {
		char *damaged = arena_strndup(&bid_fixture.arena, text.ptr, text.len);

		look_at((struct str){ damaged, random_damage(&state, damaged, text.len) });
	}
}
END_TEST

struct job {
	struct arena arena;
	struct str sdl, bids;
};

static void judge_all(void *context)
{
	struct job *job = context;
	struct run run;
	struct bid_list list;
	struct json_fault error;
	struct judged_bids all;
	bool is_read;

	lint(&run, &job->arena, &default_settings, "x", job->sdl);
	is_read = bids_from_text(&job->arena, job->bids, &list, &error);
	expect(is_read, "not read");
	all = bids_judge(&run, &list, &(struct bid_choice){ .model = "x" });
	expect(all.n == 1 && all.items[0].n_reasons == 1, "not judged");
}

START_TEST(test_memory)
{
	static const char yaml[] = "bid: {id: {provider: a, gseq: 1}, state: open, price: {denom: uact, amount: 5}}\n";
	struct job job = { .sdl = str_of(sound_sdl) };

	job.bids = _i ? STR(yaml) : fixture_read(&bid_fixture.arena, "examples/bids/one.json");
	job.sdl = _i ? job.sdl : fixture_read(&bid_fixture.arena, "examples/llm-one-gpu.yml");
	allocation_watch_jansson();
	allocation_fail_each_in(&job.arena, MAY_DO_WITHOUT, judge_all, &job);
}
END_TEST

Suite *bids_suite(void)
{
	Suite *suite = suite_create("bids");
	TCase *tcase = tcase_create("bids");

	tcase_add_checked_fixture(tcase, bid_fixture_begin, bid_fixture_end);
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, test_forms, 0, (int)COUNT_OF(forms));
	tcase_add_test(tcase, test_bare_forms);
	tcase_add_loop_test(tcase, test_wrong, 0, (int)COUNT_OF(wrong));
	tcase_add_loop_test(tcase, test_damage, 0, (int)COUNT_OF(forms) + 1);
	tcase_add_loop_test(tcase, test_memory, 0, 2);
	suite_add_tcase(suite, tcase);
	return suite;
}
