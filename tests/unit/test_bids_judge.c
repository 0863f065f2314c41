// SPDX-License-Identifier: Apache-2.0
// In: bids with one thing changed, and in any order. Out: whether they are judged by what they offer, and the best is
// first.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "policy/policy.h"
#include "property.h"
#include "unit/bid_fixture.h"

Suite *bids_judge_suite(void);

enum { SHUFFLES = 300, MOST_BIDS = 24 };

static uint64_t state = 15;

// One bid of which everything fits but what is put there instead.
static const char template[] =
	"{\"bids\": [{\"bid\": {\"id\": {\"owner\": \"o\", \"provider\": \"p\", \"dseq\": 7, \"gseq\": 1, \"oseq\": 1},"
	"\"state\": \"open\", \"price\": {\"denom\": \"uact\", \"amount\": %s},\"resources_offer\": [{\"resources\": "
	"{\"id\": 1,"
	"\"cpu\": {\"units\": {\"val\": \"8000\"}}, \"memory\": {\"quantity\": {\"val\": \"%s\"}}, \"storage\": ["
	"{\"name\": \"default\", \"quantity\": {\"val\": \"21474836480\"}}, {\"name\": \"models\", \"quantity\": "
	"{\"val\": "
	"\"64424509440\"}, \"attributes\": [{\"key\": \"class\", \"value\": \"%s\"}]}], \"gpu\": {\"units\": {\"val\": "
	"\"1\"}, "
	"\"attributes\": [%s]}}, \"count\": 1}]}}]}";

static struct judged_bids judge_one(const char *amount, const char *memory, const char *class_name, const char *gpus)
{
	struct bid_list *list = arena_alloc(&bid_fixture.arena, sizeof(*list));

	*list = read_bids(str_of(arena_printf(&bid_fixture.arena, template, amount, memory, class_name, gpus)));
	return judge_bids(list);
}

static const char enough[] = "34359738368",
		  rtx4090[] = "{\"key\": \"vendor/nvidia/model/rtx4090\", \"value\": \"true\"}";

static const struct {
	const char *amount, *requirement, *message;
} amounts[] = {
	{ "\"2000\"", NULL, NULL },
	{ "2000", NULL, NULL },
	{ "2e3", NULL, NULL },
	{ "\"0.000000000000000001\"", NULL, NULL },
	{ "\"2000.000000000000000001\"", "price",
	  "2000.000000000000000001 uact per block is above the SDL's ceiling of 2000" },
	{ "0", "price", "zero" },
	{ "\"0.00\"", "price", "zero" },
	{ "-1", "price", "negative" },
	{ "\"x\"", "price", "not a number" },
	{ "{}", "price", "no price" },
	{ "null", "price", "no price" },
	{ "1e400", "price", "not a number" },
	{ "99999999999999999999999999999999999999999999999999999999999999999999999999999999", "price", "too large" },
	{ "\"1.0000000000000000001\"", "price", "18 decimals" },
};

START_TEST(test_amounts)
{
	struct judged_bids all = judge_one(amounts[_i].amount, enough, "beta3", rtx4090);
	const struct judged_bid *bid = &all.items[0];

	ck_assert_uint_eq(bid->n_reasons, amounts[_i].requirement ? 1 : 0);
	ck_assert_uint_eq(bid->rank, amounts[_i].requirement ? 0 : 1);
	if (bid->n_reasons == 0)
		return;
	ck_assert_str_eq(bid->reasons[0].requirement, amounts[_i].requirement);
	ck_assert_msg(strstr(bid->reasons[0].message, amounts[_i].message) != NULL, "%s", bid->reasons[0].message);
}
END_TEST

#define KEY(key) "{\"key\": \"vendor/" key "\", \"value\": \"true\"}"

// The SDL asks for rtx4090, rtx3090 or rtxa6000. `has`: cards of the provider, as an inventory has them.
static const struct {
	const char *offered, *has;
	bool fits, is_unknown;
	const char *model;
} cards[] = {
	{ KEY("nvidia/model/rtx4090"), "", true, false, "rtx4090" },
	{ KEY("nvidia/model/rtx2080ti"), "", false, false, "rtx2080ti" },
	{ KEY("amd/model/rtx4090"), "", false, false, "rtx4090" },
	{ KEY("nvidia/model/*"), "", true, true, "" },
	{ "", "", true, true, "" },
	{ KEY("nvidia/model/rtx4090") "," KEY("nvidia/model/rtx3090"), "", true, true, "" },
	{ KEY("nvidia/model/rtx4090") "," KEY("nvidia/model/h100"), "", true, true, "rtx4090" },
	{ "", "rtx3090", true, false, "rtx3090" },
	{ "", "rtx3090 h100", true, true, "rtx3090" },
	{ "", "h100", false, false, "h100" },
	{ "", "rtx3090 rtx4090", true, true, "" },
	{ KEY("nvidia/model/rtx4090") "," KEY("nvidia/model/rtx3090"), "rtx3090", true, false, "rtx3090" },
	{ KEY("nvidia/model/rtx4090") "," KEY("nvidia/model/rtx3090"), "h100", false, false, "" },
	// The only key names a model: the bid is believed.
	{ KEY("nvidia/model/rtx4090"), "h100", true, false, "rtx4090" },
	{ KEY("nvidia/model/rtx4090/interface/SXM5/ram/24Gi"), "", true, false, "rtx4090" },
	{ KEY("nvidia/nothing"), "", false, false, "" },
};

START_TEST(test_cards)
{
	struct judged_bids all;
	const struct judged_bid *bid;
	struct strbuf inventory;

	inventory = strbuf_in(&bid_fixture.arena);
	strbuf_puts(&inventory, "[{\"owner\": \"p\", \"gpuModels\": [");
	for (const char *at = cards[_i].has; *at; at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");

		strbuf_printf(
			&inventory,
			"%s{\"vendor\": \"nvidia\", \"model\": \"%.*s\", \"ram\": \"24Gi\", \"interface\": \"PCIe\"}",
			at == cards[_i].has ? "" : ",", (int)len, at);
		at += len;
	}
	strbuf_puts(&inventory, "]}]");
	use_inventory(inventory.text);
	all = judge_one("5", enough, "beta3", cards[_i].offered);
	bid = &all.items[0];
	ck_assert_msg((bid->n_reasons == 0) == cards[_i].fits, "%d: %s", _i,
		      bid->n_reasons ? bid->reasons[0].message : "");
	ck_assert_int_eq(bid->is_gpu_unknown, cards[_i].is_unknown);
	ck_assert_uint_eq(bid->n_gpus, 1);
	ck_assert_msg(str_is(bid->gpus[0].model, cards[_i].model), "%d: %.*s", _i, (int)bid->gpus[0].model.len,
		      bid->gpus[0].model.ptr);
}
END_TEST

START_TEST(test_sizes)
{
	static const struct {
		const char *memory, *class_name, *requirement;
	} sizes[] = {
		{ "34359738368", "beta3", "" },
		{ "MzQzNTk3MzgzNjg=", "beta3", "" }, // base64 of the digits
		{ "99999999999999999999999", "beta3", "" },
		{ "34359738367", "beta3", "memory" },
		{ "-1", "beta3", "memory" },
		{ "", "beta3", "memory" },
		{ "34359738368", "beta2", "storage" },
		{ "34359738368", "", "storage" },
	};

	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		struct judged_bids all = judge_one("5", sizes[i].memory, sizes[i].class_name, rtx4090);

		ck_assert_str_eq(all.items[0].n_reasons ? all.items[0].reasons[0].requirement : "",
				 sizes[i].requirement);
		ck_assert_int_eq(all.is_other_version, all.items[0].n_reasons > 0);
	}
}
END_TEST

static const char *pick(const char *const *words, size_t n)
{
	return words[random_below(&state, n)];
}

#define PICK(words) pick(words, COUNT_OF(words))

// Few values, so that many of them are the same.
static const char *random_bid(struct arena *arena)
{
	static const char *const providers[] = { "a", "b", "c", "d" }, *const owners[] = { "x", "y" };
	static const char *const dseqs[] = { "7", "8" }, *const states[] = { "open", "open", "open", "closed" };
	static const char *const amounts_[] = { "5", "5.000", "6", "100001" }, *const denoms[] = { "uact", "uact",
												   "uakt" };
	static const char *const models[] = { "rtx4090", "rtx4090", "rtx3090", "*", "h100" };
	static const char *const heights[] = { "1", "2", "\"\"", "9" };
	char offer[256] = "[]";

	if (random_below(&state, 4))
		snprintf(offer, sizeof(offer),
			 "[{\"resources\": {\"id\": 1, \"cpu\": {\"units\": {\"val\": \"9000\"}}, \"memory\": "
			 "{\"quantity\": {\"val\": "
			 "\"%s\"}}, \"gpu\": {\"units\": {\"val\": \"1\"}, \"attributes\": [{\"key\": "
			 "\"vendor/nvidia/model/%s\", "
			 "\"value\": \"true\"}]}}, \"count\": 1}]",
			 enough, PICK(models));
	return arena_printf(
		arena,
		"{\"bid\": {\"id\": {\"owner\": \"%s\", \"provider\": \"%s\", \"dseq\": \"%s\", \"gseq\": %d, "
		"\"oseq\": %d}, "
		"\"state\": \"%s\", \"price\": {\"denom\": \"%s\", \"amount\": \"%s\"}, \"created_at\": %s, "
		"\"resources_offer\": %s}}",
		PICK(owners), PICK(providers), PICK(dseqs), random_below(&state, 8) ? 1 : 2,
		(int)random_below(&state, 2) + 1, PICK(states), PICK(denoms), PICK(amounts_), PICK(heights), offer);
}

static const char *join(const char *const *bids, size_t n)
{
	struct strbuf out;

	out = strbuf_in(&bid_fixture.arena);
	for (size_t i = 0; i < n; i++)
		strbuf_printf(&out, "%s%s", i ? ",\n" : "[", bids[i]);
	strbuf_puts(&out, n ? "]" : "[]");
	return out.text;
}

static void shuffle(const char **bids, size_t n)
{
	for (size_t i = n; i > 1; i--) {
		size_t j = random_below(&state, i);
		const char *bid = bids[j];

		bids[j] = bids[i - 1];
		bids[i - 1] = bid;
	}
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// Those that fit in the order of their ranks, then the others, sorted: these are as in the file.
static const char *outcome_of(const char *text)
{
	struct bid_list *list = arena_alloc(&bid_fixture.arena, sizeof(*list));
	const char **others = NULL;
	size_t n_others = 0, cap_others = 0, rank = 0;
	struct judged_bids all;
	struct strbuf out;

	*list = read_bids(str_of(text));
	all = judge_bids(list);
	out = strbuf_in(&bid_fixture.arena);
	for (size_t i = 0; i < all.n; i++) {
		const struct judged_bid *bid = &all.items[i];
		struct strbuf line;

		line = strbuf_in(&bid_fixture.arena);
		print_bid(&line, bid);
		expect((bid->rank > 0) == (bid->n_reasons == 0),
		       "a bid that is ruled out has a rank, or one that fits has none");
		rank = i && all.items[i - 1].bid->gseq != bid->bid->gseq ? 0 : rank;
		expect(bid->rank == 0 || bid->rank == rank + 1,
		       "a rank is left out, or comes after a bid that is ruled out");
		rank = bid->rank ? bid->rank : SIZE_MAX - 1;
		if (bid->rank)
			strbuf_puts(&out, line.text);
		else
			ARENA_PUSH(&bid_fixture.arena, others, n_others, cap_others) = line.text;
	}
	if (n_others)
		qsort(others, n_others, sizeof(*others), by_text);
	for (size_t i = 0; i < n_others; i++)
		strbuf_puts(&out, others[i]);
	return out.text;
}

START_TEST(test_order_of_file)
{
	use_inventory("[{\"owner\": \"a\", \"isAudited\": true, \"stats\": {}}, {\"owner\": \"b\", \"uptime7d\": 0.5, "
		      "\"stats\": {}}]");
	for (int round = 0; round < SHUFFLES; round++) {
		const char *bids[MOST_BIDS], *expected;
		size_t n = random_below(&state, MOST_BIDS + 1);

		for (size_t i = 0; i < n; i++)
			bids[i] = random_bid(&bid_fixture.arena);
		expected = outcome_of(join(bids, n));
		for (int i = 0; i < 3; i++) {
			shuffle(bids, n);
			expect(strcmp(outcome_of(join(bids, n)), expected) == 0,
			       "round %d: the order of the file matters", round);
		}
	}
}
END_TEST

START_TEST(test_policy)
{
	static const struct {
		const char *policy, *message;
	} policies[] = {
		{ "{\"version\": 1, \"pricing\": {\"denoms\": [\"uakt\"]}}", "denomination" },
		{ "{\"version\": 1, \"pricing\": {\"denoms\": [\"uact\"]}}", NULL },
		{ "{\"version\": 1, \"pricing\": {\"max_per_gpu_hour_usd\": \"0.001\"}}", "per GPU hour" },
		{ "{\"version\": 1, \"pricing\": {\"max_per_gpu_hour_usd\": \"0.003\"}}", NULL },
		{ "{\"version\": 1, \"pricing\": {\"max_deployment_month_usd\": \"2\"}}", "per month" },
		{ "{\"version\": 1, \"pricing\": {\"max_per_block\": {\"uact\": \"4\"}}}",
		  "above the policy's limit of 4 uact" },
		{ "{\"version\": 1, \"pricing\": {\"max_per_block\": {\"uact\": \"5\"}}}", NULL },
		{ "{\"version\": 1, \"pricing\": {\"max_per_block\": {\"uakt\": \"5\"}}}", "no price limit" },
		{ "{\"version\": 1, \"placement\": {\"require_signed_by\": {\"any_of\": "
		  "[\"akash1365yvmc4s7awdyj3n2sav7xfx76adc6dnmlx63\"]}}}",
		  "signature" },
	};

	for (size_t i = 0; i < COUNT_OF(policies); i++) {
		struct settings settings = *bid_fixture.run.settings;
		const struct settings *before = bid_fixture.run.settings;
		struct policy policy;
		struct json_fault error;
		struct judged_bids all;

		ck_assert_msg(
			policy_from_json(&bid_fixture.arena, NULL, "p", str_of(policies[i].policy), &policy, &error),
			"%s: %s", policies[i].policy, error.message);
		settings.policy = &policy;
		settings.levels = policy.levels;
		bid_fixture.run.settings = &settings;
		all = judge_one("5", enough, "beta3", rtx4090);
		bid_fixture.run.settings = before;
		ck_assert_msg((all.items[0].n_reasons > 0) == (policies[i].message != NULL), "%s", policies[i].policy);
		if (policies[i].message)
			ck_assert_msg(strstr(all.items[0].reasons[0].message, policies[i].message) != NULL, "%s",
				      all.items[0].reasons[0].message);
	}
}
END_TEST

Suite *bids_judge_suite(void)
{
	Suite *suite = suite_create("bids_judge");
	TCase *tcase = tcase_create("bids_judge");

	tcase_add_checked_fixture(tcase, bid_fixture_begin, bid_fixture_end);
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, test_amounts, 0, (int)COUNT_OF(amounts));
	tcase_add_loop_test(tcase, test_cards, 0, (int)COUNT_OF(cards));
	tcase_add_test(tcase, test_sizes);
	tcase_add_test(tcase, test_order_of_file);
	tcase_add_test(tcase, test_policy);
	suite_add_tcase(suite, tcase);
	return suite;
}
