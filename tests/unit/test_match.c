// SPDX-License-Identifier: Apache-2.0
// In: amounts, inventories and deployments. Out: whether they are read and placed as a provider does it.
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/guard.h"
#include "match/kube_quantity.h"
#include "match/match_all.h"
#include "match/match_steps.h"
#include "property.h"
#include "unit/allocation.h"
#include "unit/fixture.h"

Suite *match_suite(void);

static struct fixture fixture;

static void set_up(void)
{
	arena_init(&fixture.arena);
}

static void tear_down(void)
{
	arena_clear(&fixture.arena);
}

#define MOST INT64_MAX

static const struct {
	const char *text;
	int64_t value, milli;
} quantities[] = {
	{ "0", 0, 0 },
	{ "126", 126, 126000 },
	{ "12475m", 13, 12475 },
	{ "0.5", 1, 500 },
	{ ".5", 1, 500 },
	{ "5.", 5, 5000 },
	{ "1n", 1, 1 },
	{ "1u", 1, 1 },
	{ "1000001u", 2, 1001 },
	{ "0.0000000001", 1, 1 },
	{ "1e-99", 1, 1 },
	{ "998Mi", 1046478848, 1046478848000 },
	{ "1.5Gi", 1610612736, 1610612736000 },
	{ "0.1Ki", 103, 102400 },
	{ "1k", 1000, 1000000 },
	{ "2M", 2000000, 2000000000 },
	{ "1E", 1000000000000000000, MOST },
	{ "1e3", 1000, 1000000 },
	{ "1E3", 1000, 1000000 },
	{ "1.5e+1", 15, 15000 },
	{ "7Ei", 8070450532247928832, MOST },
	{ "8Ei", MOST, MOST },
	{ "9223372036854775807", MOST, MOST },
	{ "99999999999999999999999", MOST, MOST },
	{ "1e400", MOST, MOST },
	{ "0e400", 0, 0 },
	{ "0.99999999999", 1, 1000 },
	{ "-1", -1, -1000 },
	{ "-0.5", -1, -500 },
	{ "-1500m", -2, -1500 },
	{ "+3", 3, 3000 },
};

START_TEST(test_quantity)
{
	struct kube_quantity quantity;

	ck_assert_msg(kube_quantity_from_str(str_of(quantities[_i].text), &quantity), "%s", quantities[_i].text);
	ck_assert_int_eq(kube_quantity_value(quantity), quantities[_i].value);
	ck_assert_int_eq(kube_quantity_milli(quantity), quantities[_i].milli);
}
END_TEST

static const char *const no_quantities[] = {
	"",      " ",     "-",   ".",    "1 ",    " 1",  "1K",  "1ki", "1kB", "1GB",           "e3",  "1e", "1e+",
	"1e1.5", "1.2.3", "--1", "0x10", "1_000", "NaN", "Inf", "1mi", "Gi",  "1e99999999999", "1iG",
};

START_TEST(test_no_quantity)
{
	struct kube_quantity quantity;

	ck_assert_msg(!kube_quantity_from_str(str_of(no_quantities[_i]), &quantity), "%s", no_quantities[_i]);
}
END_TEST

// Thousandths are the same text with an "m"; a sum is undone by a difference; any text is read or refused.
START_TEST(test_quantity_properties)
{
	uint64_t state = 20261122;

	for (int i = 0; i < 100000; i++) {
		int64_t number = (int64_t)(random_number(&state) >> 2) / 1000;
		struct kube_quantity a, b, c;
		char text[64];

		snprintf(text, sizeof(text), "%lldm", (long long)number);
		expect(kube_quantity_from_str(str_of(text), &a) && kube_quantity_milli(a) == number, "%s", text);
		expect(kube_quantity_value(a) == number / 1000 + (number % 1000 != 0), "%s", text);
		snprintf(text, sizeof(text), "%lld.%09u", (long long)number,
			 (unsigned)random_below(&state, 1000000000));
		expect(kube_quantity_from_str(str_of(text), &b), "%s", text);
		c = kube_quantity_sub(kube_quantity_sub(a, b), a);
		expect(c.whole == kube_quantity_sub(kube_quantity_of(0), b).whole, "%s", text);
		expect(c.nano == kube_quantity_sub(kube_quantity_of(0), b).nano, "%s", text);
		random_text(&state, "0159.-+eEinumkMGTP", 12, text);
		if (kube_quantity_from_str(str_of(text), &a))
			expect(a.nano < 1000000000 && (text[0] == '-' || a.whole >= 0), "%s", text);
	}
}
END_TEST

static const struct {
	const char *pattern, *text;
	bool matches;
} paths[] = {
	{ "a", "a", true },
	{ "a", "ab", false },
	{ "*", "abc", true },
	{ "*", "a/b", false },
	{ "a/*", "a/b", true },
	{ "a/*", "a/b/c", false },
	{ "a/*/c", "a/b/c", true },
	{ "*c", "abcbc", true },
	{ "a*b*", "axxbyy", true },
	{ "?", "a", true },
	{ "?", "/", false },
	{ "", "", true },
	{ "", "a", false },
	{ "a*", "a", true },
	{ "vendor/nvidia/model/*", "vendor/nvidia/model/a100", true },
	{ "vendor/nvidia/model/*", "vendor/nvidia/model/a100/ram/80Gi", false },
};

START_TEST(test_path)
{
	ck_assert_msg(path_matches(str_of(paths[_i].pattern), str_of(paths[_i].text)) == paths[_i].matches, "%s %s",
		      paths[_i].pattern, paths[_i].text);
	// A pattern ends where its length says, whatever follows.
	ck_assert(!path_matches(str_slice(STR("ab"), 0, 1), STR("ab")));
	ck_assert(!path_matches(str_slice(STR("a*"), 0, 1), STR("ab")));
	ck_assert(!path_matches(str_slice(STR("a?"), 0, 1), STR("ab")));
}
END_TEST

// A deployment of one service; %s: what it asks for.
static const char sdl_format[] =
	"version: \"2.0\"\nservices:\n  a:\n    image: nginx:1.27.4\n    expose:\n      - port: 80\n        to:\n"
	"          - global: true\n    params: {storage: {default: {mount: /data}}}\nprofiles:\n  compute:\n    a:\n      resources:\n        cpu: {units: 1}\n"
	"        memory: {size: %s}\n        storage: {size: 1Gi%s}\n        gpu: {units: %d, attributes: {vendor: {nvidia: [%s]}}}\n"
	"  placement:\n    p:\n      pricing:\n        a: {denom: uact, amount: 100}\n"
	"deployment:\n  a:\n    p: {profile: a, count: %d}\n";

#define QUANTITY(key, free) "\"" key "\": {\"quantity\": {\"allocatable\": \"" free "\"}}"
#define CARDS(free, cards) "\"gpu\": {\"quantity\": {\"allocatable\": \"" free "\"}, \"info\": [" cards "]}"
#define CARD(name, memory, interface)                                                                                  \
	"{\"vendor\": \"nvidia\", \"name\": \"" name "\", \"memory_size\": \"" memory                                  \
	"\", \"interface\": \"" interface "\"}"
#define NODE(name, memory, free, cards)                                                                                \
	"{\"name\": \"" name "\", \"capabilities\": {\"storage_classes\": [\"beta3\"]}, \"resources\": {"              \
	"\"ephemeral_storage\": {\"allocatable\": \"10Gi\"}, " QUANTITY("cpu", "8") ", " QUANTITY(                     \
		"memory", memory) ", " CARDS(free, cards) "}}"
#define LIST(nodes)                                                                                                    \
	"{\"nodes\": [" nodes                                                                                          \
	"], \"storage\": [{\"info\": {\"class\": \"beta3\"}, \"quantity\": {\"allocatable\": \"2Gi\"}}]}"
#define A100(memory) CARD("a100", memory, "SXM4")
#define H100 CARD("h100", "80Gi", "SXM5")
#define PERSISTENT ", attributes: {persistent: true, class: beta3}"

static const struct {
	const char *inventory;
	const char *memory, *storage;
	int gpus;
	const char *models;
	int count;
	bool fits;
	const char *message; // part of the first reason
} quirks[] = {
	// The first node with CPU and GPUs enough says which model it is.
	{ LIST(NODE("a", "8Gi", "1", A100("80Gi")) "," NODE("b", "512Gi", "1", H100)), "64Gi", "", 1, "", 1, false,
	  "another order" },
	{ LIST(NODE("b", "512Gi", "1", H100) "," NODE("a", "8Gi", "1", A100("80Gi"))), "64Gi", "", 1, "", 1, true, "" },
	{ LIST(NODE("a", "8Gi", "1", A100("80Gi")) "," NODE("b", "512Gi", "1", H100)), "64Gi", "", 1, "{model: h100}",
	  1, true, "" },
	{ LIST(NODE("a", "8Gi", "1", A100("80Gi")) "," NODE("b", "512Gi", "1", A100("40Gi"))), "64Gi", "", 1, "", 1,
	  true, "" },
	// The last entry for a model counts.
	{ LIST(NODE("a", "8Gi", "1", A100("40Gi"))), "1Gi", "", 1, "{model: a100, ram: 40Gi}, {model: a100, ram: 80Gi}",
	  1, false, "its a100 has 40Gi, not 80Gi" },
	{ LIST(NODE("a", "8Gi", "1", A100("80Gi"))), "1Gi", "", 1, "{model: a100, ram: 40Gi}, {model: a100, ram: 80Gi}",
	  1, true, "" },
	{ LIST(NODE("a", "8Gi", "1", A100("40Gi"))), "1Gi", "", 1, "{model: a100}, {model: a100, ram: 80Gi}", 1, false,
	  "1 × a100 40Gi" },
	// Names are compared as they are, interfaces in lower case and without their number.
	{ LIST(NODE("a", "8Gi", "1", A100("80Gi"))), "1Gi", "", 1, "{model: a100, interface: sxm}", 1, true, "" },
	{ LIST(NODE("a", "8Gi", "1", A100("80Gi"))), "1Gi", "", 1, "{model: a100, interface: pcie}", 1, false,
	  "its a100 is SXM4, not pcie" },
	{ LIST(NODE("a", "8Gi", "1", A100("80Gi"))), "1Gi", "", 1, "{model: A100}", 1, false,
	  "its a100 is not in your list" },
	// Cards in use count when models are looked at, and not when they are taken.
	{ LIST(NODE("a", "8Gi", "1", A100("80Gi") "," A100("80Gi"))), "1Gi", "", 2, "{model: a100}", 1, false,
	  "GPUs short by 1" },
	{ LIST(NODE("a", "8Gi", "2", A100("80Gi") "," H100)), "1Gi", "", 2, "{model: a100}, {model: h100}", 1, true,
	  "" },
	{ LIST(NODE("a", "8Gi", "2", A100("80Gi") "," H100)), "1Gi", "", 2, "{model: a100}", 1, false,
	  "1 of its GPUs is suitable, not 2" },
	{ LIST(NODE("a", "8Gi", "0", "")), "1Gi", "", 1, "", 1, false, "no GPU" },
	{ LIST(NODE("a", "8Gi", "0", "")), "1Gi", "", 1, "{model: a/b}", 1, false, "no GPU" },
	{ LIST(NODE("a", "8Gi", "1", A100("80Gi"))), "1Gi", "", 1, "{model: a/b}", 1, false,
	  "a model that providers can't read" },
	// Equally near: in the provider's order.
	{ LIST(NODE("a", "8Gi", "1", H100) "," NODE("b", "8Gi", "0", "")), "1Gi", "", 1, "{model: a/b}", 1, false,
	  "a model that providers can't read" },
	{ LIST(NODE("a", "8Gi", "1", H100) "," NODE("b", "8Gi", "0", "")), "1Gi", "", 1, "{model: a100}", 1, false,
	  "its h100 is not in your list" },
	{ LIST(NODE("a", "8Gi", "0", "") "," NODE("b", "8Gi", "1", H100)), "1Gi", "", 1, "{model: a100}", 1, false,
	  "no GPU" },
	// It is nearer than one that is short of half the GPUs and of most of the memory.
	{ LIST(NODE("b", "8Gi", "1", A100("80Gi") "," A100("80Gi")) "," NODE("a", "512Gi", "0", "")), "64Gi", "", 2,
	  "{model: a100}", 1, false, "no GPU" },
	// All replicas or none.
	{ LIST(NODE("a", "8Gi", "4", A100("80Gi"))), "3Gi", "", 1, "", 2, true, "" },
	{ LIST(NODE("a", "8Gi", "4", A100("80Gi"))), "3Gi", "", 1, "", 3, false,
	  "memory short by 1Gi (a, replica 3 of 3)" },
	// What the cluster lacks no node can help with.
	{ LIST(NODE("a", "8Gi", "4", A100("80Gi"))), "1Gi", PERSISTENT, 1, "", 2, true, "" },
	{ LIST(NODE("a", "8Gi", "4", A100("80Gi"))), "1Gi", PERSISTENT, 1, "", 3, false,
	  "storage of class beta3 short by 1Gi" },
	// What is below 0 counts as 0.
	{ LIST(NODE("a", "-1", "4", A100("80Gi"))), "1Gi", "", 1, "", 1, false, "memory short by 1Gi" },
	{ LIST(NODE("a", "8Gi", "-1", A100("80Gi"))), "1Gi", "", 1, "", 1, false, "GPUs short by 1" },
	{ "{\"nodes\": []}", "1Gi", "", 1, "", 1, false, "no node" },
};

static struct matches match_text(const char *sdl, struct str text)
{
	struct inventory inventory = { 0 };
	struct json_fault error;
	struct resources resources;

	fixture_lint(&fixture, str_of(sdl));
	ck_assert_msg(fixture.run.sdl && !fixture.run.is_rejected, "%s", sdl);
	ck_assert_msg(inventory_from_json(&fixture.arena, text, "x", &inventory, &error), "%s", text.ptr);
	resources = resources_from_sdl(&fixture.arena, fixture.run.sdl);
	return match_all(&fixture.arena, &resources, &inventory);
}

START_TEST(test_quirk)
{
	struct matches matches;
	char sdl[2048];

	snprintf(sdl, sizeof(sdl), sdl_format, quirks[_i].memory, quirks[_i].storage, quirks[_i].gpus,
		 quirks[_i].models, quirks[_i].count);
	arena_clear(&fixture.arena);
	matches = match_text(sdl, str_of(quirks[_i].inventory));
	ck_assert_uint_eq(matches.n, 1);
	ck_assert_msg(matches.items[0].fits == quirks[_i].fits, "%s\n%s", quirks[_i].inventory,
		      quirks[_i].fits ? matches.items[0].reasons[0].message : "");
	ck_assert(matches.has_homeless == !quirks[_i].fits);
	if (!quirks[_i].fits)
		ck_assert_msg(strstr(matches.items[0].reasons[0].message, quirks[_i].message) != NULL, "%s",
			      matches.items[0].reasons[0].message);
}
END_TEST

static const struct {
	const char *provider, *sdl_window;
	bool fits;
	const char *said; // part of the reason, or what is not known
} notices[] = {
	{ "\"reclamationWindow\": 86400, ", "24h", true, "" },
	{ "\"reclamationWindow\": 86400, ", "24h1s", false,
	  "it gives 24h of notice before it reclaims a lease, and you request 24h1s" },
	{ "\"reclamationWindow\": 0, ", "1h", false, "it gives 0s" },
	{ "\"reclamationWindow\": null, ", "1h", true, "reclamation" },
	{ "", "1h", true, "reclamation" },
	{ "\"reclamationWindow\": 1e300, ", "720h", true, "" },
};

START_TEST(test_notice)
{
	char *sdl = arena_printf(&fixture.arena, "version: \"2.1\"%s\nreclamation: {min_window: %s}\n",
				 strchr(sound_sdl, 10), notices[_i].sdl_window);
	char *inventory = arena_printf(&fixture.arena, "{%s\"owner\": \"o\", %s", notices[_i].provider,
				       LIST(NODE("a", "8Gi", "0", "")) + 1);
	struct matches matches = match_text(sdl, str_of(inventory));
	const struct match *match = &matches.items[0];

	ck_assert(match->fits == notices[_i].fits);
	if (!match->fits)
		ck_assert_msg(strstr(match->reasons[0].message, notices[_i].said) != NULL, "%s",
			      match->reasons[0].message);
	else if (*notices[_i].said)
		ck_assert_str_eq(match->unknown[0], notices[_i].said);
	else
		ck_assert_uint_eq(match->n_unknown, 0);
}
END_TEST

static const char *const files[] = {
	"tests/cli/data/inventories/grpc.json",    "tests/cli/data/inventories/status.json",
	"tests/cli/data/inventories/chain.json",   "tests/cli/data/inventories/metrics.json",
	"tests/cli/data/inventories/network.json", "tests/cli/data/inventories/console.json",
};

// Files with a few other bytes: whatever comes of it, it can be matched or it is an error with a place.
START_TEST(test_mutants)
{
	struct str sound;
	struct resources resources;
	uint64_t state = 20261122;
	char sdl[2048];

	snprintf(sdl, sizeof(sdl), sdl_format, "1Gi", PERSISTENT, 1, "", 3);
	arena_clear(&fixture.arena);
	fixture_lint(&fixture, str_of(sdl));
	sound = fixture_read(&fixture.arena, files[_i]);
	resources = resources_from_sdl(&fixture.arena, fixture.run.sdl);
	for (int round = 0; round < 3000; round++) {
		struct inventory inventory = { 0 };
		struct json_fault error;
		size_t len;
		struct arena own;
		char *text;

		arena_init(&own);
		text = arena_strndup(&own, sound.ptr, sound.len);
		len = random_damage(&state, text, sound.len);
		if (inventory_from_json(&own, (struct str){ text, len }, "x", &inventory, &error))
			match_all(&own, &resources, &inventory);
		else
			ck_assert(error.message && error.place.line >= 1 && error.place.column >= 1);
		arena_clear(&own);
	}
}
END_TEST

struct job {
	struct arena *arena;
	struct str text;
	const struct resources *resources;
};

static void match_once(void *context)
{
	struct job *job = context;
	struct inventory inventory = { 0 };
	struct json_fault error;

	if (inventory_from_json(job->arena, job->text, "x", &inventory, &error))
		match_all(job->arena, job->resources, &inventory);
}

START_TEST(test_no_memory)
{
	struct resources resources;
	struct arena own;
	struct job job = { .arena = &own, .resources = &resources };

	arena_clear(&fixture.arena);
	fixture_lint(&fixture, str_of(sound_sdl));
	job.text = fixture_read(&fixture.arena, files[_i]);
	resources = resources_from_sdl(&fixture.arena, fixture.run.sdl);
	// Not jansson's own: it stops the program where its buffer for a long text can't grow.
	allocation_fail_each_in(&own, MAY_DO_WITHOUT, match_once, &job);
}
END_TEST

Suite *match_suite(void)
{
	Suite *suite = suite_create("match");
	TCase *tcase = tcase_create("match");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, test_quantity, 0, COUNT_OF(quantities));
	tcase_add_loop_test(tcase, test_no_quantity, 0, COUNT_OF(no_quantities));
	tcase_add_test(tcase, test_quantity_properties);
	tcase_add_loop_test(tcase, test_path, 0, COUNT_OF(paths));
	tcase_add_loop_test(tcase, test_quirk, 0, COUNT_OF(quirks));
	tcase_add_loop_test(tcase, test_notice, 0, COUNT_OF(notices));
	tcase_add_loop_test(tcase, test_mutants, 0, COUNT_OF(files));
	tcase_add_loop_test(tcase, test_no_memory, 0, COUNT_OF(files));
	suite_add_tcase(suite, tcase);
	return suite;
}
