// SPDX-License-Identifier: Apache-2.0
// In: the built-in GPU catalogue, and sound catalogues in files. Out: whether each is read for what it is.
#include <check.h>
#include <string.h>

#include "catalogue/catalogue_from_json.h"
#include "catalogue/catalogue_select.h"
#include "catalogue/providers.h"
#include "lint.h"
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
	struct json_fault error;

	ck_assert_msg(catalogue_from_json(&arena, fixture_read(&arena, path), path, &catalogue, &error), "%s:%u:%u: %s",
		      path, error.place.line, error.place.column, error.message);
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
			ck_assert(strcmp(card->variants[j].interface, "pcie") == 0 ||
				  strcmp(card->variants[j].interface, "sxm") == 0);
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
	ck_assert_uint_eq(gpu_card_find(&builtin_catalogue, STR("a40"))->compute_capability, MILLI_VERSION(8, 6));
	ck_assert_uint_eq(gpu_card_find(&builtin_catalogue, STR("p40"))->compute_capability, MILLI_VERSION(6, 1));
	for (size_t i = 0; i < COUNT_OF(unknown); i++)
		ck_assert_ptr_null(gpu_card_find(&builtin_catalogue, str_of(unknown[i])));
	ck_assert_uint_gt(MILLI_VERSION(12, 10), MILLI_VERSION(12, 9));
}
END_TEST

START_TEST(test_plain_name)
{
	static const char *const names[][2] = {
		{ "NVIDIA GeForce RTX-4090", "rtx4090" },
		{ "a100-80gb", "a10080gb" },
		{ "Tesla T4", "t4" },
		{ "quadro_p4000", "p4000" },
		{ "\xC3\xA9 h100", "h100" },
		{ "l40s", "l40s" },
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

START_TEST(test_select)
{
	static const struct {
		const char *pattern;
		size_t n_cards;
		const char *first;
	} selections[] = {
		{ "a100", 1, "a100" }, { "A100", 1, "a100" },      { "rtx*90", 3, "rtx3090" },
		{ "t?", 1, "t4" },     { "a6000", 1, "rtxa6000" }, { "RTX 4090", 1, "rtx4090" },
		{ "l40s", 0, NULL },   { "mi100", 0, NULL },
	};

	ck_assert_uint_eq(catalogue_select(&arena, &builtin_catalogue, NULL).n_cards, builtin_catalogue.n_cards);
	for (size_t i = 0; i < COUNT_OF(selections); i++) {
		struct gpu_selection selection = catalogue_select(&arena, &builtin_catalogue, selections[i].pattern);

		ck_assert_msg(selection.n_cards == selections[i].n_cards, "%s: %zu", selections[i].pattern,
			      selection.n_cards);
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
	tcase_add_test(tcase, test_select);
	tcase_add_test(tcase, test_denoms);
	suite_add_tcase(suite, tcase);
	return suite;
}
