// SPDX-License-Identifier: Apache-2.0
// In: inventories, and what is taken for one. Out: whether they are read, or what is said of them.
#include <check.h>
#include <string.h>

#include "match/inventory.h"
#include "unit/fixture.h"

Suite *inventory_suite(void);

static struct arena arena;

static void set_up(void)
{
	arena_init(&arena);
}

static void tear_down(void)
{
	arena_clear(&arena);
}

#define NODES(nodes) "{\"cluster\": {\"inventory\": {\"cluster\": {\"nodes\": " nodes "}}}}"
#define CPU(amount) NODES("[{\"resources\": {\"cpu\": {\"quantity\": {\"allocatable\": " amount "}}}}]")

static const struct bad_json bad[] = {
	{ "", 1, 1, "end of file" },
	{ "\n  {", 2, 4, "near" },
	{ "1", 1, 1, "near" },
	{ "{}", 1, 1, "a provider inventory" },
	{ "[1]", 1, 2, "an object that describes a provider" },
	{ "[null]", 1, 2, "an object that describes a provider" },
	{ "{\"a\": 1}", 1, 1, "a provider inventory" },
	{ "{\"a\": {\"b\": {\"c\": {\"d\": {\"e\": {\"nodes\": []}}}}}}", 1, 31, "too deep" },
	{ "{\"nodes\": {}}", 1, 11, "a list" },
	{ "{\"nodes\": [1]}", 1, 12, "a node" },
	{ "{\"nodes\": [],\n \"storage\": [1]}", 2, 14, "storage" },
	{ NODES("1"), 1, 49, "a list" },
	{ CPU("\"1 core\""), 1, 101, "an amount" },
	{ CPU("true"), 1, 101, "an amount" },
	{ CPU("{\"string\": \"x\"}"), 1, 112, "an amount" },
	{ NODES("[{\"name\": 1}]"), 1, 59, "text" },
	{ NODES("[{\"resources\": []}]"), 1, 64, "an object" },
	{ NODES("[{\"resources\": {\"gpu\": {\"info\": [1]}}}]"), 1, 82, "a GPU" },
	{ "{\"attributes\": 1}", 1, 16, "a list" },
	{ "{\"attributes\": [{\"key\": 1}]}", 1, 25, "text" },
	{ "{\"gpuModels\": [1]}", 1, 16, "a GPU" },
	{ "{\"stats\": 1}", 1, 11, "an object" },
	{ "{\"gpus\": {\"details\": {\"nvidia\": 1}}}", 1, 33, "a list" },
	{ "{\"availability\": {}, \"models\": [1]}", 1, 33, "a GPU" },
	{ "{\"availability\": {}, \"models\": [{\"availability\": {\"available\": \"x\"}}]}", 1, 64, "an amount" },
	// what is something else is called by its name
	{ "{\"bids\": []}", 1, 1, "these are bids" },
	{ "{\"data\": [{\"bid\": {}}]}", 1, 11, "these are bids" },
	{ "[{\"bid\": {}, \"escrow_account\": {}}]", 1, 2, "akashlint bids --bids" },
	{ "{\"requirements\": {}, \"resources\": []}", 1, 1, "a request for bid screening" },
	{ "[{\"date\": \"x\", \"totalGpus\": 1, \"leasedGpus\": 1}]", 1, 2, "use /v1/gpu or" },
	{ "[{\"name\": \"nvidia\", \"displayName\": \"NVIDIA\", \"models\": []}]", 1, 2, "/v1/gpu-models" },
	{ "{\"price\": 0.5, \"marketCap\": 1}", 1, 1, "--prices" },
	{ "{\"error\": \"BAD_REQUEST\", \"message\": \"no \\u001b[1m\"}", 1, 1, "from a server: \"no \\x1b[1m\"" },
	{ "{\"code\": 5, \"message\": \"not found\", \"details\": []}", 1, 1, "from a server: \"not found\"" },
	{ "{\"matches\": [], \"advice\": []}", 1, 1, "akashlint match" },
	{ "providers:\n- owner: akash1x\n", 1, 1, "-o json" },
};

START_TEST(test_bad)
{
	struct inventory inventory = { 0 };
	struct json_fault error;

	ck_assert_msg(!inventory_from_json(&arena, str_of(bad[_i].text), "x", &inventory, &error), "%s", bad[_i].text);
	fixture_check_fault(&bad[_i], &error);
}
END_TEST

// jansson would take a hundred bytes for each value.
START_TEST(test_too_many)
{
	enum { MOST = 4000000 };
	const char signs[] = ",[{";
	char *text = arena_alloc(&arena, MOST + 2);
	struct inventory inventory = { 0 };
	struct json_fault error;

	for (const char *sign = signs; *sign; sign++) {
		memset(text, *sign, MOST + 1);
		text[MOST + 1] = '\0';
		ck_assert(!inventory_from_json(&arena, str_of(text), "x", &inventory, &error));
		ck_assert_msg(strstr(error.message, "too large") != NULL, "%c: %s", *sign, error.message);
		text[MOST] = '\0';
		ck_assert(!inventory_from_json(&arena, str_of(text), "x", &inventory, &error));
		ck_assert_msg(strstr(error.message, "too large") == NULL, "%c: %s", *sign, error.message);
	}
}
END_TEST

// What the chain, auditors and Console tell of one provider is put together by its address.
START_TEST(test_joined)
{
	static const char *const texts[] = {
		"{\"provider\": {\"owner\": \"o\", \"host_uri\": \"h\", \"attributes\": [{\"key\": \"r\", \"value\": \"1\"}]}}",
		"[{\"owner\": \"o\", \"auditor\": \"x\", \"attributes\": [{\"key\": \"r\", \"value\": \"1\"}]}]",
		"{\"owner\": \"o\", \"nodes\": []}",
	};
	struct inventory inventory = { 0 };
	struct json_fault error;

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		ck_assert(inventory_from_json(&arena, str_of(texts[i]), "x", &inventory, &error));
	ck_assert_uint_eq(inventory.n_providers, 1);
	ck_assert(str_is(inventory.providers[0]->name, "h"));
	ck_assert(inventory.providers[0]->has_nodes && inventory.providers[0]->has_signatures);
	ck_assert_uint_eq(inventory.providers[0]->attributes.n, 1);
	ck_assert_uint_eq(inventory.providers[0]->signatures[0].attributes.n, 1);
}
END_TEST

// A prediction names providers, and /v1/gpu-prices how many GPUs are free in all.
START_TEST(test_console_answers)
{
	static const char *const texts[] = {
		"{\"providers\": [{\"owner\": \"o\", \"hostUri\": \"h\", \"isAudited\": true, \"incidents\": [{\"downtimeSeconds\": 6048}]}]}",
		"{\"availability\": {}, \"models\": [{\"vendor\": \"nvidia\", \"model\": \"a100\", \"ram\": \"80Gi\", \"interface\": \"SXM4\","
		"\"availability\": {\"total\": 40, \"available\": 12}, \"price\": null}]}",
	};
	struct inventory inventory = { 0 };
	struct json_fault error;

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		ck_assert(inventory_from_json(&arena, str_of(texts[i]), "x", &inventory, &error));
	ck_assert_uint_eq(inventory.n_providers, 2);
	ck_assert(inventory.providers[0]->is_predicted && inventory.providers[0]->is_audited);
	ck_assert(inventory.providers[0]->uptime > 0.9899 && inventory.providers[0]->uptime < 0.9901);
	ck_assert(inventory.providers[1]->is_network && inventory.providers[1]->n_offers == 1);
	ck_assert_int_eq(inventory.providers[1]->offers[0].units.free, 12);
}
END_TEST

Suite *inventory_suite(void)
{
	Suite *suite = suite_create("inventory");
	TCase *tcase = tcase_create("inventory");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, test_bad, 0, COUNT_OF(bad));
	tcase_add_test(tcase, test_too_many);
	tcase_add_test(tcase, test_joined);
	tcase_add_test(tcase, test_console_answers);
	suite_add_tcase(suite, tcase);
	return suite;
}
