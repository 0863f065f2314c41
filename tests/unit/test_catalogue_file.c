// SPDX-License-Identifier: Apache-2.0
// In: files of GPU catalogues that are wrong, hostile, or read without memory. Out: whether each gives an error with
// its place, and nothing worse.
#include <check.h>
#include <jansson.h>
#include <string.h>

#include "base/guard.h"
#include "catalogue/catalogue_from_json.h"
#include "catalogue/catalogue_reader.h"
#include "property.h"
#include "unit/allocation.h"
#include "unit/fixture.h"

Suite *catalogue_file_suite(void);

static struct arena arena;

static void set_up(void)
{
	arena_init(&arena);
}

static void tear_down(void)
{
	arena_clear(&arena);
}

#define CARD(inside) "{\"cards\": {\"a100\": {" inside "}}}"
#define VARIANT(memory, interface) CARD("\"variants\": [{\"memory\": " memory ", \"interface\": " interface "}]")
#define GOOD "\"variants\": [{\"memory\": \"80Gi\", \"interface\": \"sxm\"}]"
#define MORE(member) "{\"cards\": {\"a100\": {" GOOD "}}, " member "}"
#define DEVICES(devices) "{\"10de\": {\"name\": \"nvidia\", \"devices\": " devices "}}"
#define DEVICE(device) DEVICES("{\"2330\": " device "}")

static const struct bad_json bad[] = {
	{ "", 1, 1, "end of file" },
	{ "\n\n  {", 3, 4, "near" },
	{ "{\"cards\": 1, \"cards\": 2}", 1, 14, "duplicate" },
	{ "[]", 1, 1, "expected an object with \"cards\"" },
	{ "{}", 1, 1, "expected an object with \"cards\"" },
	{ "{\"10de\": 1}", 1, 1, "expected an object with \"cards\"" },
	{ "{\"cards\": 1}", 1, 11, "by name" },
	{ "{\"cards\": {}}", 1, 1, "no GPU here" },
	{ "{\"cards\":\n {\"a 100\": {}}}", 2, 3, "a name of letters" },
	{ "{\"cards\": {\"a\\u001b\": {}}}", 1, 11, "a name of letters" },
	{ CARD(""), 1, 20, "an object with \"variants\"" },
	{ CARD("\"variants\": []"), 1, 33, "a list of" },
	{ CARD("\"variants\": [1]"), 1, 34, "\"memory\" and \"interface\"" },
	{ CARD("\"variants\": [{\"memory\": \"80Gi\"}]"), 1, 34, "missing key \"interface\"" },
	{ CARD("\"variants\": [{\"memry\": \"80Gi\"}]"), 1, 35, "did you mean \"memory\"?" },
	{ CARD(GOOD ", \"ram\": 1"), 1, 75, "unknown key \"ram\"" },
	{ CARD(GOOD ", \"architecture\": 1"), 1, 91, "expected text" },
	{ CARD(GOOD ", \"architecture\": \"ampere\""), 1, 91, "\"ampere\" is not in \"architectures\"" },
	{ CARD(GOOD ", \"compute_capability\": \"8\""), 1, 97, "a version in quotes" },
	{ VARIANT("80", "\"sxm\""), 1, 45, "expected text" },
	{ VARIANT("\"80GB\"", "\"sxm\""), 1, 45, "whole Gi" },
	{ VARIANT("\"Gi\"", "\"sxm\""), 1, 45, "whole Gi" },
	{ VARIANT("\"0Gi\"", "\"sxm\""), 1, 45, "whole Gi" },
	{ VARIANT("\"-1Gi\"", "\"sxm\""), 1, 45, "whole Gi" },
	{ VARIANT("\"1048577Gi\"", "\"sxm\""), 1, 45, "whole Gi" },
	{ VARIANT("\"99999999999999999999999Gi\"", "\"sxm\""), 1, 45, "whole Gi" },
	{ VARIANT("1e999", "\"sxm\""), 1, 45, "overflow" },
	{ VARIANT("\"80Gi\"", "\"\""), 1, 66, "interface" },
	{ VARIANT("\"80Gi\"", "null"), 1, 66, "expected text" },
	{ MORE("\"sorce\": 1"), 1, 77, "did you mean \"source\"?" },
	{ MORE("\"source\": 1"), 1, 87, "expected text" },
	{ MORE("\"architectures\": 1"), 1, 94, "expected an object" },
	{ MORE("\"not_requestable\": 1"), 1, 96, "expected an object" },
	{ MORE("\"not_requestable\": {\"amd\": 1}"), 1, 104, "by name" },
	{ MORE("\"aliases\": 1"), 1, 88, "expected an object" },
	{ MORE("\"aliases\": {\"A 100\": [\"a100\"]}"), 1, 89, "lower-case" },
	{ MORE("\"aliases\": {\"a100\": [\"a100\"]}"), 1, 89, "own name" },
	{ MORE("\"aliases\": {\"x\": []}"), 1, 94, "a list" },
	{ MORE("\"aliases\": {\"x\": [\"h100\"]}"), 1, 95, "a card in" },
	{ "{\"cards\": {\"a\": {\"architecture\": \"b\", " GOOD "}},\n\"architectures\": {\"b\": 1}}", 2, 24,
	  "an object" },
	{ "{\"cards\": {\"a\": {\"architecture\": \"b\", " GOOD
	  "}},\n\"architectures\": {\"b\": {\"cuda_min\": 12.8}}}",
	  2, 37, "text" },
	{ "{\"cards\": {\"a\": {\"architecture\": \"b\", " GOOD
	  "}},\n\"architectures\": {\"b\": {\"cuda_min\": \"12\"}}}",
	  2, 37, "version" },
	{ "{\"cards\": {\"a\": {\"architecture\": \"b\", " GOOD
	  "}},\n\"architectures\": {\"b\": {\"cuda_max_major\": 0}}}",
	  2, 43, "whole number" },
	{ "{\"cards\": {\"a\": {\"architecture\": \"b\", " GOOD "}},\n\"architectures\": {\"b\": {\"cuda_max\": 1}}}",
	  2, 25, "unknown key" },
	{ DEVICES("{}"), 1, 1, "no GPU here" },
	{ DEVICES("[]"), 1, 40, "an object of devices" },
	{ "{\"10de\": {\"devices\": {}}}", 1, 10, "missing key \"name\"" },
	{ "{\"10de\": {\"name\": \"\\n\", \"devices\": {}}}", 1, 19, "vendor" },
	{ "{\"10de\": {\"name\": \"nvidia\", \"devices\": {}}, \"x\": 1}", 1, 50, "an object" },
	{ DEVICE("1"), 1, 49, "\"memory_size\"" },
	{ DEVICE("{}"), 1, 49, "missing key \"name\"" },
	{ DEVICE("{\"name\": \"\"}"), 1, 58, "a name of" },
	{ DEVICE("{\"name\": \"h100\"}"), 1, 49, "missing key \"memory_size\"" },
	{ DEVICE("{\"name\": \"h100\", \"memory_size\": \"80Gi\"}"), 1, 49, "missing key \"interface\"" },
};

START_TEST(test_bad)
{
	struct gpu_catalogue catalogue;
	struct json_fault error;

	ck_assert(!catalogue_from_json(&arena, str_of(bad[_i].text), "x", &catalogue, &error));
	fixture_check_fault(&bad[_i], &error);
}
END_TEST

static bool is_read(const struct strbuf *text)
{
	struct gpu_catalogue catalogue;
	struct json_fault error;

	return catalogue_from_json(&arena, (struct str){ text->text, text->len }, "x", &catalogue, &error);
}

// Too large, too deep, too many: each is refused, and none of them is slow.
START_TEST(test_huge)
{
	struct strbuf text;

	text = strbuf_in(&arena);
	for (size_t i = 0; i < 1000000; i++)
		strbuf_putc(&text, '[');
	ck_assert(!is_read(&text));
	text.len = 0;
	strbuf_puts(&text, "{\"cards\": {\"a100\": {\"variants\": [");
	for (size_t i = 0; i < CATALOGUE_MAX_DEVICES + 1; i++)
		strbuf_puts(&text, i ? ",{\"memory\":\"80Gi\",\"interface\":\"sxm\"}"
				     : "{\"memory\":\"80Gi\",\"interface\":\"sxm\"}");
	strbuf_puts(&text, "]}}}");
	ck_assert(!is_read(&text));
	while (text.len <= CATALOGUE_MAX_BYTES)
		strbuf_puts(&text, "          ");
	ck_assert(!is_read(&text));
}
END_TEST

// Files with a few bytes of another: whatever comes of it, it is a catalogue or an error with a place.
START_TEST(test_mutants)
{
	static const char *const paths[] = { "tests/cli/data/catalogue.json", "tests/cli/data/registry.json" };
	struct str sound = fixture_read(&arena, paths[_i]);
	uint64_t state = 20260616;

	for (int round = 0; round < 5000; round++) {
		struct gpu_catalogue catalogue;
		struct json_fault error;
		struct arena own;
		char *text;
		size_t len;

		arena_init(&own);
		text = arena_strndup(&own, sound.ptr, sound.len);
		len = random_damage(&state, text, sound.len);
		if (catalogue_from_json(&own, (struct str){ text, len }, "x", &catalogue, &error))
			ck_assert_uint_gt(catalogue.n_cards, 0);
		else
			ck_assert(error.message && error.place.line >= 1 && error.place.column >= 1);
		arena_clear(&own);
	}
}
END_TEST

struct job {
	struct arena *arena;
	struct str text;
};

static void read_once(void *context)
{
	struct job *job = context;
	struct gpu_catalogue catalogue;
	struct json_fault error;

	catalogue_from_json(job->arena, job->text, "x", &catalogue, &error);
}

START_TEST(test_no_memory)
{
	static const char *const paths[] = { "tests/cli/data/catalogue.json", "tests/cli/data/registry.json",
					     "tests/cli/data/bad-catalogue.json" };
	struct arena own;
	struct job job = { &own, fixture_read(&arena, paths[_i]) };

	allocation_watch_jansson();
	// jansson takes some failures for mistakes of the text.
	allocation_fail_each_in(&own, MAY_DO_WITHOUT, read_once, &job);
}
END_TEST

Suite *catalogue_file_suite(void)
{
	Suite *suite = suite_create("catalogue_file");
	TCase *tcase = tcase_create("catalogue_file");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, test_bad, 0, COUNT_OF(bad));
	tcase_add_test(tcase, test_huge);
	tcase_add_loop_test(tcase, test_mutants, 0, 2);
	tcase_add_loop_test(tcase, test_no_memory, 0, 3);
	suite_add_tcase(suite, tcase);
	return suite;
}
