// SPDX-License-Identifier: Apache-2.0
// In: deployments and inventories. Out: whether the one change that is advised is the best, and does what it promises.
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "match/match.h"
#include "match/match_all.h"
#include "match/pack_nodes.h"
#include "property.h"
#include "unit/fixture.h"

Suite *advice_suite(void);

static struct fixture fixture;

static void set_up(void)
{
	arena_init(&fixture.arena);
}

static void tear_down(void)
{
	arena_clear(&fixture.arena);
}

// Two services, the first of which varies: memory, storage, GPUs, models, replicas; and the placement.
static const char sdl_format[] =
	"version: \"2.0\"\nservices:\n  a:\n    image: nginx:1.27.4\n    expose: [{port: 80, to: [{global: true}]}]\n"
	"    params: {storage: {data: {mount: /data}}}\n  b:\n    image: nginx:1.27.4\n"
	"    expose: [{port: 81, to: [{global: true}]}]\nprofiles:\n  compute:\n"
	"    a: {resources: {cpu: {units: %s}, memory: {size: %s}, storage: [{size: 1Gi}, {name: data, size: %s,"
	" attributes: {persistent: true, class: beta3}}],\n      gpu: {units: %d, attributes: {vendor: {nvidia: "
	"[%s]}}}}}\n"
	"    b: {resources: {cpu: {units: 1}, memory: {size: 1Gi}, storage: {size: 1Gi}}}\n"
	"  placement:\n    p:\n      %s\n      pricing: {a: {denom: uact, amount: 100}, b: {denom: uact, amount: "
	"100}}\n"
	"deployment:\n  a: {p: {profile: a, count: %d}}\n  b: {p: {profile: b, count: 1}}\n";

// A provider of one node: name, CPU, memory, free GPUs, four cards of a model, ram and interface, class and size of its
// pool.
#define CARD(model, ram, interface)                                                                                    \
	"{'vendor':'nvidia','name':'" model "','memory_size':'" ram "','interface':'" interface "'}"
#define CARDS(model, ram, interface)                                                                                   \
	CARD(model, ram, interface)                                                                                    \
	"," CARD(model, ram, interface) "," CARD(model, ram, interface) "," CARD(model, ram, interface)
#define NODE(cpu, memory, gpus, cards, class)                                                                          \
	"'nodes':[{'name':'n','capabilities':{'storage_classes':['" class "']},'resources':{'cpu':{'quantity':{'"      \
									  "allocatable':'" cpu                         \
									  "'}},'memory':{'quantity':{'allocatable':"   \
									  "'" memory "'}},'gpu':{'quantity':{'"        \
									  "allocatable':'" gpus "'},'info':[" cards    \
									  "]},'ephemeral_storage':{'allocatable':'"    \
									  "99Gi'}}}]"
#define POOL(class, size) "'storage':[{'info':{'class':'" class "'},'quantity':{'allocatable':'" size "'}}]"
#define A100 CARDS("a100", "80Gi", "SXM4")
#define BIG "{" NODE("64", "256Gi", "4", A100, "beta3") "," POOL("beta3", "1Ti") "}"
#define BIG_WITH(cards) "{" NODE("64", "256Gi", "4", cards, "beta3") "," POOL("beta3", "1Ti") "}"
#define SMALL(memory) "{" NODE("64", memory, "4", A100, "beta3") "," POOL("beta3", "1Ti") "}"
#define EU                                                                                                             \
	"'attributes':[{'key':'region','value':'eu'},{'key':'capabilities/gpu/vendor/nvidia/model/"                    \
	"a100','value':'true'},"                                                                                       \
	"{'key':'capabilities/storage/1/class','value':'beta3'},{'key':'capabilities/storage/1/"                       \
	"persistent','value':'true'}]"
#define IN_EU "{" EU "," NODE("64", "256Gi", "4", A100, "beta3") "," POOL("beta3", "1Ti") "}"
#define TOTALS                                                                                                         \
	"{'owner':'t','stats':{'cpu':{'available':64000},'memory':{'available':53687091200},'gpu':{'available':8},"    \
	"'storage':{'total':{'available':999999999999}}},'gpuModels':[{'vendor':'nvidia','model':'a100','ram':'80Gi'}" \
	"]}"

static const struct {
	const char *inventory; // with ' for "
	const char *cpu, *memory, *storage;
	int gpus;
	const char *models, *placement;
	int count;
	size_t n_fitting, n_would_fit;
	const char *text; // or "": none
} cases[] = {
	{ BIG, "4", "64Gi", "10Gi", 1, "{model: a100}", "", 1, 1, 1, "" },
	// hardware
	{ BIG, "4", "64Gi", "10Gi", 1, "{model: h100}", "", 1, 0, 1, "model a100 added to the GPUs of \"a\"" },
	{ BIG "," BIG_WITH(CARDS("t4", "16Gi", "PCIe")) "," BIG, "4", "64Gi", "10Gi", 1, "{model: h100}", "", 1, 0, 2,
	  "model a100 added to the GPUs of \"a\"" },
	{ BIG, "4", "64Gi", "10Gi", 1, "{model: a100, ram: 40Gi}", "", 1, 0, 1,
	  "ram 80Gi instead of 40Gi for model a100 of \"a\"" },
	{ BIG "," BIG_WITH(CARDS("a100", "64Gi", "SXM4")), "4", "64Gi", "10Gi", 1, "{model: a100, ram: 40Gi}", "", 1, 0,
	  2, "any memory instead of 40Gi for model a100 of \"a\"" },
	{ BIG, "4", "64Gi", "10Gi", 1, "{model: a100, interface: pcie}", "", 1, 0, 1,
	  "any interface instead of pcie for model a100 of \"a\"" },
	{ "{" NODE("64", "256Gi", "4", A100, "beta2") "," POOL("beta2", "1Ti") "}", "4", "64Gi", "10Gi", 1,
	  "{model: a100}", "", 1, 0, 1, "class beta2 instead of beta3 for volume \"data\" of \"a\"" },
	// amounts: the smallest cut that lets in as many, with room for the other service
	{ SMALL("57Gi"), "4", "64Gi", "10Gi", 1, "{model: a100}", "", 1, 0, 1,
	  "56Gi of memory instead of 64Gi for \"a\"" },
	{ SMALL("56Gi"), "4", "64Gi", "10Gi", 1, "{model: a100}", "", 1, 0, 1,
	  "52Gi of memory instead of 64Gi for \"a\"" },
	{ SMALL("56Gi") "," SMALL("50Gi"), "4", "64Gi", "10Gi", 1, "{model: a100}", "", 1, 0, 2,
	  "48Gi of memory instead of 64Gi for \"a\"" },
	{ SMALL("60Gi") "," SMALL("50Gi") "," SMALL("49Gi"), "4", "64Gi", "10Gi", 1, "{model: a100}", "", 1, 0, 3,
	  "48Gi of memory instead of 64Gi for \"a\"" },
	{ SMALL("20Gi"), "4", "64Gi", "10Gi", 1, "{model: a100}", "", 1, 0, 0, "" },
	{ BIG, "100", "64Gi", "10Gi", 1, "{model: a100}", "", 1, 0, 1, "60 CPUs instead of 100 for \"a\"" },
	{ BIG, "4", "64Gi", "1.5Ti", 1, "{model: a100}", "", 1, 0, 1,
	  "1Ti instead of 1.5Ti for volume \"data\" of \"a\"" },
	{ BIG, "4", "16Gi", "10Gi", 6, "{model: a100}", "", 1, 0, 1, "4 GPUs instead of 6 for \"a\"" },
	{ BIG, "4", "16Gi", "10Gi", 1, "{model: a100}", "", 6, 0, 1, "4 replicas instead of 6 for \"a\"" },
	{ TOTALS, "4", "64Gi", "10Gi", 1, "{model: a100}", "", 1, 0, 1, "48Gi of memory instead of 64Gi for \"a\"" },
	// what is asked of providers
	{ IN_EU, "4", "64Gi", "10Gi", 1, "{model: a100}", "attributes: {region: us}", 1, 0, 1,
	  "no attribute \"region=us\"" },
	{ "{'owner':'o'," EU "," NODE("64", "256Gi", "4", A100,
				      "beta3") "," POOL("beta3", "1Ti") "},{'owner':'o','auditor':'x','attributes':[]}",
	  "4", "64Gi", "10Gi", 1, "{model: a100}", "signedBy: {allOf: [x, y]}", 1, 0, 1, "no signature of y" },
	{ "{'owner':'o'," EU "," NODE("64", "256Gi", "4", A100,
				      "beta3") "," POOL("beta3", "1Ti") "},{'owner':'o','auditor':'x','attributes':[]}",
	  "4", "64Gi", "10Gi", 1, "{model: a100}", "signedBy: {anyOf: [y, z]}", 1, 0, 1, "no signature of anyOf" },
	// two things at once are in the way
	{ SMALL("50Gi"), "4", "64Gi", "10Gi", 1, "{model: h100}", "", 1, 0, 0, "" },
};

static struct resources lint(const char *cpu, const char *memory, const char *storage, int gpus, const char *models,
			     const char *placement, int count)
{
	static char sdl[4096]; // the names in it live on

	snprintf(sdl, sizeof(sdl), sdl_format, cpu, memory, storage, gpus, models, placement, count);
	arena_clear(&fixture.arena);
	fixture_lint(&fixture, str_of(sdl));
	ck_assert_msg(fixture.run.sdl && !fixture.run.is_rejected, "%s", sdl);
	return resources_from_sdl(&fixture.arena, fixture.run.sdl);
}

static struct inventory read_inventory(const char *items)
{
	char *text = arena_printf(&fixture.arena, "{\"providers\": [%s]}", items);
	struct inventory inventory = { 0 };
	struct json_fault error;

	for (char *c = text; *c; c++)
		if (*c == '\'')
			*c = '"';
	ck_assert_msg(inventory_from_json(&fixture.arena, str_of(text), "x", &inventory, &error), "%s: %s", text,
		      error.message);
	return inventory;
}

START_TEST(test_advice)
{
	struct resources resources = lint(cases[_i].cpu, cases[_i].memory, cases[_i].storage, cases[_i].gpus,
					  cases[_i].models, cases[_i].placement, cases[_i].count);
	struct inventory inventory = read_inventory(cases[_i].inventory);
	struct matches matches = match_all(&fixture.arena, &resources, &inventory);
	const struct advice *advice = &matches.advice[0];
	const char *text = advice->has_change ? change_text(&fixture.arena, &advice->change) : "";

	ck_assert_msg(strcmp(text, cases[_i].text) == 0, "expected: %s\ngot: %s", cases[_i].text, text);
	ck_assert_uint_eq(advice->n_fitting, cases[_i].n_fitting);
	if (advice->has_change)
		ck_assert_uint_eq(advice->n_would_fit, cases[_i].n_would_fit);
}
END_TEST

static const char *const some_models[] = { "{model: a100}", "{model: h100}", "{model: a100, ram: 40Gi}",
					   "{model: t4}, {model: h100}", "" };
static const char *const some_providers[] = {
	BIG,
	BIG_WITH(CARDS("t4", "16Gi", "PCIe")),
	SMALL("57Gi"),
	SMALL("33Gi"),
	IN_EU,
	TOTALS,
	"{" NODE("3", "256Gi", "2", A100, "beta2") "," POOL("beta2", "1Ti") "}",
	BIG_WITH(CARD("t4", "16Gi", "PCIe") "," CARD("a100", "80Gi", "SXM4") "," CARD("h100", "80Gi", "SXM5")),
};

// The number that is promised is that of the providers that fit when the change is made; asked briefly or at length.
START_TEST(test_promise)
{
	uint64_t state = 20261122;

	for (int round = 0; round < 300; round++) {
		char list[8192] = "";
		struct resources resources;
		struct inventory inventory;
		struct matches matches;
		struct demand demand;
		struct packing packing;
		size_t n_fit = 0;

		resources = lint(
			random_below(&state, 2) ? "4" : "8", random_below(&state, 2) ? "64Gi" : "16Gi", "10Gi",
			1 + (int)random_below(&state, 6), some_models[random_below(&state, COUNT_OF(some_models))],
			random_below(&state, 4) ? "" : "attributes: {region: eu}", 1 + (int)random_below(&state, 3));
		for (uint64_t n = 1 + random_below(&state, 6); n; n--)
			snprintf(list + strlen(list), sizeof(list) - strlen(list), "%s%s", *list ? "," : "",
				 some_providers[random_below(&state, COUNT_OF(some_providers))]);
		inventory = read_inventory(list);
		matches = match_all(&fixture.arena, &resources, &inventory);
		demand = demand_from_group(&fixture.arena, resources.groups[0]);
		packing = packing_for(&fixture.arena, &inventory, demand.n_units);
		for (size_t i = 0; i < matches.n; i++)
			expect(provider_fits(&packing, &demand, inventory.providers[i]) == matches.items[i].fits,
			       "round %d", round);
		if (!matches.advice[0].has_change)
			continue;
		demand = demand_changed(&fixture.arena, &demand, &matches.advice[0].change);
		for (size_t i = 0; i < inventory.n_providers; i++) {
			struct match match;

			match_demand(&fixture.arena, &packing, &demand, inventory.providers[i], &match);
			n_fit += match.fits;
		}
		expect(n_fit == matches.advice[0].n_would_fit && n_fit > matches.advice[0].n_fitting, "round %d: %zu",
		       round, n_fit);
	}
}
END_TEST

Suite *advice_suite(void)
{
	Suite *suite = suite_create("advice");
	TCase *tcase = tcase_create("advice");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, test_advice, 0, COUNT_OF(cases));
	tcase_add_test(tcase, test_promise);
	suite_add_tcase(suite, tcase);
	return suite;
}
