// SPDX-License-Identifier: Apache-2.0
// In: the built-in GPU catalogue, and catalogues in files, good and bad. Out: whether each is read for what it is.
#include <check.h>
#include <jansson.h>
#include <string.h>

#include "base/guard.h"
#include "catalogue/catalogue_from_json.h"
#include "catalogue/catalogue_select.h"
#include "catalogue/providers.h"
#include "lint.h"
#include "property.h"
#include "unit/allocation.h"
#include "unit/fixture.h"

Suite *catalogue_suite(void);

static struct arena arena;

static void set_up(void)
{
	arena_init(&arena);
}

static void tear_down(void)
{
	arena_clear(&arena);
}

static void check_card(const struct gpu_card *card)
{
	ck_assert_uint_gt(card->n_variants, 0);
	for (size_t i = 1; i < card->n_variants; i++) {
		const struct gpu_variant *a = &card->variants[i - 1], *b = &card->variants[i];

		ck_assert(a->memory_gi < b->memory_gi ||
			  (a->memory_gi == b->memory_gi && strcmp(a->interface, b->interface) < 0));
	}
}

static void check_catalogue(const struct gpu_catalogue *catalogue)
{
	ck_assert_uint_gt(catalogue->n_cards, 0);
	for (size_t i = 0; i < catalogue->n_cards; i++) {
		check_card(&catalogue->cards[i]);
		ck_assert_ptr_nonnull(catalogue->cards[i].architecture);
		if (i > 0)
			ck_assert_int_lt(strcmp(catalogue->cards[i - 1].name, catalogue->cards[i].name), 0);
	}
	for (size_t i = 0; i < catalogue->n_others; i++)
		check_card(&catalogue->others[i].card);
	for (size_t i = 0; i < catalogue->n_aliases; i++) {
		const struct gpu_alias *alias = &catalogue->aliases[i];
		char plain[GPU_NAME_SIZE];

		ck_assert(gpu_plain_name(str_of(alias->alias), plain));
		ck_assert_str_eq(alias->alias, plain);
		ck_assert_ptr_null(gpu_card_find(catalogue, str_of(alias->alias)));
		ck_assert_ptr_eq(gpu_alias_find(catalogue, alias->alias), alias);
		ck_assert_ptr_nonnull(alias->names[0]);
		for (const char *const *name = alias->names; *name; name++)
			ck_assert_ptr_nonnull(gpu_card_find(catalogue, str_of(*name)));
	}
}

static void check_same_card(const struct gpu_card *a, const struct gpu_card *b)
{
	ck_assert_str_eq(a->name, b->name);
	ck_assert_uint_eq(a->n_variants, b->n_variants);
	for (size_t i = 0; i < a->n_variants; i++) {
		ck_assert_uint_eq(a->variants[i].memory_gi, b->variants[i].memory_gi);
		ck_assert_str_eq(a->variants[i].interface, b->variants[i].interface);
	}
	ck_assert_str_eq(a->architecture, b->architecture);
	ck_assert_uint_eq(a->compute_capability, b->compute_capability);
	ck_assert_uint_eq(a->cuda_min, b->cuda_min);
	ck_assert_uint_eq(a->cuda_max_major, b->cuda_max_major);
}

// Fails the test when it is refused.
static struct gpu_catalogue read_catalogue(const char *path)
{
	struct gpu_catalogue catalogue;
	struct catalogue_error error;

	ck_assert_msg(catalogue_from_json(&arena, fixture_read(&arena, path), path, &catalogue, &error), "%s:%u:%u: %s", path,
		      error.place.line, error.place.column, error.message);
	check_catalogue(&catalogue);
	return catalogue;
}

START_TEST(test_built_in)
{
	check_catalogue(&builtin_catalogue);
	for (size_t i = 0; i < builtin_catalogue.n_cards; i++) {
		const struct gpu_card *card = &builtin_catalogue.cards[i];

		ck_assert(card->architecture[0] && card->compute_capability && card->cuda_min);
		ck_assert_ptr_eq(gpu_card_find(&builtin_catalogue, str_of(card->name)), card);
		for (size_t j = 0; j < card->n_variants; j++)
			ck_assert(strcmp(card->variants[j].interface, "pcie") == 0 || strcmp(card->variants[j].interface, "sxm") == 0);
	}
	ck_assert_ptr_eq(default_settings.catalogue, &builtin_catalogue);
}
END_TEST

START_TEST(test_find)
{
	static const char *const unknown[] = { "", "A100", "a10", "a1000", "zzz", "mi100", "*" };
	const struct gpu_card *card = gpu_card_find(&builtin_catalogue, STR("a100"));

	ck_assert_uint_eq(gpu_card_least_memory(card), 40);
	ck_assert_uint_eq(gpu_card_most_memory(card), 80);
	ck_assert_uint_eq(card->compute_capability, MILLI_VERSION(8, 0));
	for (size_t i = 0; i < COUNT_OF(unknown); i++)
		ck_assert_ptr_null(gpu_card_find(&builtin_catalogue, str_of(unknown[i])));
	ck_assert_uint_gt(MILLI_VERSION(12, 10), MILLI_VERSION(12, 9));
}
END_TEST

START_TEST(test_plain_name)
{
	static const char *const names[][2] = {
		{ "NVIDIA GeForce RTX-4090", "rtx4090" }, { "a100-80gb", "a10080gb" }, { "Tesla T4", "t4" },
		{ "quadro_p4000", "p4000" },              { "\xC3\xA9 h100", "h100" }, { "l40s", "l40s" },
	};
	static const char *const nothing[] = { "", "*", "nvidia", "--" };
	char plain[GPU_NAME_SIZE], longest[GPU_NAME_SIZE + 1];

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		ck_assert(gpu_plain_name(str_of(names[i][0]), plain));
		ck_assert_str_eq(plain, names[i][1]);
	}
	for (size_t i = 0; i < COUNT_OF(nothing); i++)
		ck_assert(!gpu_plain_name(str_of(nothing[i]), plain));
	memset(longest, 'x', sizeof(longest));
	ck_assert(gpu_plain_name((struct str){ longest, GPU_NAME_SIZE - 1 }, plain));
	ck_assert(!gpu_plain_name((struct str){ longest, GPU_NAME_SIZE }, plain));
}
END_TEST

START_TEST(test_own_form)
{
	struct gpu_catalogue catalogue = read_catalogue("schemas/gpu-catalogue.json");

	ck_assert_str_eq(catalogue.source, builtin_catalogue.source);
	ck_assert_str_eq(catalogue.date, builtin_catalogue.date);
	ck_assert_uint_eq(catalogue.n_cards, builtin_catalogue.n_cards);
	ck_assert_uint_eq(catalogue.n_aliases, builtin_catalogue.n_aliases);
	ck_assert_uint_eq(catalogue.n_others, builtin_catalogue.n_others);
	for (size_t i = 0; i < catalogue.n_cards; i++)
		check_same_card(&catalogue.cards[i], &builtin_catalogue.cards[i]);
	for (size_t i = 0; i < catalogue.n_aliases; i++)
		ck_assert_str_eq(catalogue.aliases[i].alias, builtin_catalogue.aliases[i].alias);
	for (size_t i = 0; i < catalogue.n_others; i++) {
		ck_assert_str_eq(catalogue.others[i].vendor, builtin_catalogue.others[i].vendor);
		check_same_card(&catalogue.others[i].card, &builtin_catalogue.others[i].card);
	}
}
END_TEST

// What the registry does not say is taken from the built-in catalogue, so that both tell the same of a card.
START_TEST(test_registry)
{
	struct gpu_catalogue catalogue = read_catalogue("tests/cli/data/registry.json");
	size_t n_same = 0;

	ck_assert_str_eq(catalogue.source, "tests/cli/data/registry.json");
	ck_assert_str_eq(catalogue.date, "");
	for (size_t i = 0; i < catalogue.n_cards; i++) {
		const struct gpu_card *known = gpu_card_find(&builtin_catalogue, str_of(catalogue.cards[i].name));

		if (!known)
			continue;
		check_same_card(&catalogue.cards[i], known);
		n_same++;
	}
	ck_assert_uint_eq(n_same, 4);
	ck_assert_str_eq(gpu_card_find(&catalogue, STR("l40s"))->architecture, "");
	ck_assert_uint_eq(catalogue.n_others, 1);
	ck_assert_str_eq(catalogue.others[0].vendor, "amd");
	ck_assert_ptr_nonnull(gpu_alias_find(&catalogue, "4090"));
	ck_assert_ptr_null(gpu_alias_find(&catalogue, "a6000"));
}
END_TEST

#define CARD(inside) "{\"cards\": {\"a100\": {" inside "}}}"
#define VARIANT(memory, interface) CARD("\"variants\": [{\"memory\": " memory ", \"interface\": " interface "}]")
#define GOOD "\"variants\": [{\"memory\": \"80Gi\", \"interface\": \"sxm\"}]"
#define MORE(member) "{\"cards\": {\"a100\": {" GOOD "}}, " member "}"
#define DEVICES(devices) "{\"10de\": {\"name\": \"nvidia\", \"devices\": " devices "}}"
#define DEVICE(device) DEVICES("{\"2330\": " device "}")

static const struct {
	const char *text;
	unsigned line, column;
	const char *message; // part of it
} bad[] = {
	{ "", 1, 1, "end of file" },
	{ "\n\n  {", 3, 3, "near" },
	{ "{\"cards\": 1, \"cards\": 2}", 1, 20, "duplicate" },
	{ "[]", 1, 1, "expected an object with \"cards\"" },
	{ "{}", 1, 1, "expected an object with \"cards\"" },
	{ "{\"10de\": 1}", 1, 1, "expected an object with \"cards\"" },
	{ "{\"cards\": 1}", 1, 11, "by name" },
	{ "{\"cards\": {}}", 1, 1, "there is no GPU" },
	{ "{\"cards\":\n {\"a 100\": {}}}", 2, 3, "a name of letters" },
	{ "{\"cards\": {\"a\\u001b\": {}}}", 1, 11, "a name of letters" },
	{ CARD(""), 1, 20, "an object with \"variants\"" },
	{ CARD("\"variants\": []"), 1, 33, "a list with" },
	{ CARD("\"variants\": [1]"), 1, 34, "\"memory\" and \"interface\"" },
	{ CARD("\"variants\": [{\"memory\": \"80Gi\"}]"), 1, 34, "there is no \"interface\"" },
	{ CARD("\"variants\": [{\"memry\": \"80Gi\"}]"), 1, 35, "did you mean \"memory\"?" },
	{ CARD(GOOD ", \"ram\": 1"), 1, 75, "unknown key \"ram\"" },
	{ CARD(GOOD ", \"architecture\": 1"), 1, 91, "expected text" },
	{ CARD(GOOD ", \"architecture\": \"ampere\""), 1, 91, "\"ampere\" is not in \"architectures\"" },
	{ VARIANT("80", "\"sxm\""), 1, 45, "expected text" },
	{ VARIANT("\"80GB\"", "\"sxm\""), 1, 45, "whole Gi" },
	{ VARIANT("\"Gi\"", "\"sxm\""), 1, 45, "whole Gi" },
	{ VARIANT("\"0Gi\"", "\"sxm\""), 1, 45, "whole Gi" },
	{ VARIANT("\"-1Gi\"", "\"sxm\""), 1, 45, "whole Gi" },
	{ VARIANT("\"1048577Gi\"", "\"sxm\""), 1, 45, "whole Gi" },
	{ VARIANT("\"99999999999999999999999Gi\"", "\"sxm\""), 1, 45, "whole Gi" },
	{ VARIANT("1e999", "\"sxm\""), 1, 49, "overflow" },
	{ VARIANT("\"80Gi\"", "\"\""), 1, 66, "interface" },
	{ VARIANT("\"80Gi\"", "null"), 1, 66, "expected text" },
	{ MORE("\"sorce\": 1"), 1, 77, "did you mean \"source\"?" },
	{ MORE("\"source\": 1"), 1, 87, "expected text" },
	{ MORE("\"architectures\": 1"), 1, 94, "expected an object" },
	{ MORE("\"not_requestable\": 1"), 1, 96, "expected an object" },
	{ MORE("\"not_requestable\": {\"amd\": 1}"), 1, 104, "by name" },
	{ MORE("\"aliases\": 1"), 1, 88, "expected an object" },
	{ MORE("\"aliases\": {\"A 100\": [\"a100\"]}"), 1, 89, "lower case" },
	{ MORE("\"aliases\": {\"a100\": [\"a100\"]}"), 1, 89, "own name" },
	{ MORE("\"aliases\": {\"x\": []}"), 1, 94, "a list" },
	{ MORE("\"aliases\": {\"x\": [\"h100\"]}"), 1, 95, "a card in" },
	{ "{\"cards\": {\"a\": {\"architecture\": \"b\", " GOOD "}},\n\"architectures\": {\"b\": 1}}", 2, 24, "an object" },
	{ "{\"cards\": {\"a\": {\"architecture\": \"b\", " GOOD "}},\n\"architectures\": {\"b\": {\"cuda_min\": 12.8}}}", 2, 37, "text" },
	{ "{\"cards\": {\"a\": {\"architecture\": \"b\", " GOOD "}},\n\"architectures\": {\"b\": {\"cuda_min\": \"12\"}}}", 2, 37, "version" },
	{ "{\"cards\": {\"a\": {\"architecture\": \"b\", " GOOD "}},\n\"architectures\": {\"b\": {\"cuda_max_major\": 0}}}", 2, 43, "whole number" },
	{ "{\"cards\": {\"a\": {\"architecture\": \"b\", " GOOD "}},\n\"architectures\": {\"b\": {\"cuda_max\": 1}}}", 2, 25, "unknown key" },
	{ DEVICES("{}"), 1, 1, "there is no GPU" },
	{ DEVICES("[]"), 1, 40, "an object of devices" },
	{ "{\"10de\": {\"devices\": {}}}", 1, 10, "there is no \"name\"" },
	{ "{\"10de\": {\"name\": \"\\n\", \"devices\": {}}}", 1, 19, "vendor" },
	{ "{\"10de\": {\"name\": \"nvidia\", \"devices\": {}}, \"x\": 1}", 1, 50, "an object" },
	{ DEVICE("1"), 1, 49, "\"memory_size\"" },
	{ DEVICE("{}"), 1, 49, "there is no \"name\"" },
	{ DEVICE("{\"name\": \"\"}"), 1, 58, "a name of" },
	{ DEVICE("{\"name\": \"h100\"}"), 1, 49, "there is no \"memory_size\"" },
	{ DEVICE("{\"name\": \"h100\", \"memory_size\": \"80Gi\"}"), 1, 49, "there is no \"interface\"" },
};

START_TEST(test_bad)
{
	struct gpu_catalogue catalogue;
	struct catalogue_error error;

	ck_assert(!catalogue_from_json(&arena, str_of(bad[_i].text), "x", &catalogue, &error));
	ck_assert_msg(strstr(error.message, bad[_i].message) != NULL, "%s\n%s", bad[_i].text, error.message);
	ck_assert_msg(error.place.line == bad[_i].line && error.place.column == bad[_i].column, "%s\n%u:%u: %s", bad[_i].text,
		      error.place.line, error.place.column, error.message);
}
END_TEST

static bool is_read(const struct strbuf *text)
{
	struct gpu_catalogue catalogue;
	struct catalogue_error error;

	return catalogue_from_json(&arena, (struct str){ text->text, text->len }, "x", &catalogue, &error);
}

// Too large, too deep, too many: each is refused, and none of them is slow.
START_TEST(test_huge)
{
	struct strbuf text;

	strbuf_init(&text, &arena);
	for (size_t i = 0; i < 1000000; i++)
		strbuf_putc(&text, '[');
	ck_assert(!is_read(&text));
	text.len = 0;
	strbuf_puts(&text, "{\"cards\": {\"a100\": {\"variants\": [");
	for (size_t i = 0; i < CATALOGUE_MAX_DEVICES + 1; i++)
		strbuf_puts(&text, i ? ",{\"memory\":\"80Gi\",\"interface\":\"sxm\"}" : "{\"memory\":\"80Gi\",\"interface\":\"sxm\"}");
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
	static const char bytes[] = "{}[]\",:\\0129eEGi-+. \n\x80\xC3\xFFtruefalsenull";
	struct str sound = fixture_read(&arena, paths[_i]);
	uint64_t state = 20260616;

	for (int round = 0; round < 5000; round++) {
		struct gpu_catalogue catalogue;
		struct catalogue_error error;
		struct arena own;
		char *text;
		size_t len = sound.len;

		arena_init(&own);
		text = arena_strndup(&own, sound.ptr, sound.len);
		for (uint64_t n = 1 + random_below(&state, 4); n; n--)
			text[random_below(&state, len)] = bytes[random_below(&state, sizeof(bytes) - 1)];
		if (random_below(&state, 8) == 0)
			len = (size_t)random_below(&state, len);
		if (catalogue_from_json(&own, (struct str){ text, len }, "x", &catalogue, &error))
			check_catalogue(&catalogue);
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
	struct catalogue_error error;

	catalogue_from_json(job->arena, job->text, "x", &catalogue, &error);
}

START_TEST(test_no_memory)
{
	static const char *const paths[] = { "tests/cli/data/catalogue.json", "tests/cli/data/registry.json",
					     "tests/cli/data/bad-catalogue.json" };
	struct str text = fixture_read(&arena, paths[_i]);
	bool has_failed = allocation_is_watched();

	json_object_seed(1);
	json_set_alloc_funcs(allocation_malloc, allocation_free);
	for (size_t nth = 0; has_failed; nth++) {
		struct arena own;
		struct job job = { &own, text };
		bool is_done;

		allocation_fail_at(nth);
		arena_init(&own);
		is_done = arena_guard(&own, read_once, &job);
		arena_clear(&own);
		has_failed = allocation_end();
		// jansson takes some failures for mistakes of the text.
		ck_assert_msg(is_done || has_failed, "allocation %zu", nth);
		ck_assert_msg(allocation_n_alive() == 0, "allocation %zu: %ld left over", nth, allocation_n_alive());
	}
}
END_TEST

START_TEST(test_select)
{
	static const struct {
		const char *pattern;
		size_t n_cards;
		const char *first;
	} selections[] = {
		{ "a100", 1, "a100" },   { "A100", 1, "a100" },  { "rtx*90", 3, "rtx3090" }, { "t?", 1, "t4" },
		{ "a6000", 1, "rtxa6000" }, { "RTX 4090", 1, "rtx4090" }, { "l40s", 0, NULL }, { "mi100", 0, NULL },
	};

	ck_assert_uint_eq(catalogue_select(&arena, &builtin_catalogue, NULL).n_cards, builtin_catalogue.n_cards);
	for (size_t i = 0; i < COUNT_OF(selections); i++) {
		struct gpu_selection selection = catalogue_select(&arena, &builtin_catalogue, selections[i].pattern);

		ck_assert_msg(selection.n_cards == selections[i].n_cards, "%s: %zu", selections[i].pattern, selection.n_cards);
		if (selections[i].first)
			ck_assert_str_eq(selection.cards[0]->name, selections[i].first);
	}
	ck_assert_uint_eq(catalogue_select(&arena, &builtin_catalogue, "AMD").n_others, builtin_catalogue.n_others);
	ck_assert_str_eq(catalogue_select(&arena, &builtin_catalogue, "h10x").meant, "h100");
}
END_TEST

START_TEST(test_denoms)
{
	static const struct known_denom rates[] = { { "uakt", "uakt", 0.5e-6 }, { NULL, NULL, 0 } };
	struct settings settings = default_settings;

	ck_assert(denom_usd(&settings, STR("uact")) > 0);
	ck_assert(denom_usd(&settings, STR("uakt")) == 0);
	ck_assert(denom_usd(&settings, STR("ustranger")) == 0);
	settings.rates = rates;
	ck_assert(denom_usd(&settings, STR("uakt")) == 0.5e-6);
	ck_assert(denom_usd(&settings, STR("uact")) > 0);
	ck_assert_ptr_null(denom_find(STR("UAKT")));
	// A month of the price script is one of 30.437 days.
	ck_assert_double_eq_tol(providers.blocks_per_month / providers.blocks_per_hour, 30.437 * 24, 1e-9);
}
END_TEST

Suite *catalogue_suite(void)
{
	Suite *suite = suite_create("catalogue");
	TCase *tcase = tcase_create("catalogue");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_built_in);
	tcase_add_test(tcase, test_find);
	tcase_add_test(tcase, test_plain_name);
	tcase_add_test(tcase, test_own_form);
	tcase_add_test(tcase, test_registry);
	tcase_add_loop_test(tcase, test_bad, 0, COUNT_OF(bad));
	tcase_add_test(tcase, test_huge);
	tcase_add_loop_test(tcase, test_mutants, 0, 2);
	tcase_add_loop_test(tcase, test_no_memory, 0, 3);
	tcase_add_test(tcase, test_select);
	tcase_add_test(tcase, test_denoms);
	suite_add_tcase(suite, tcase);
	return suite;
}
