// SPDX-License-Identifier: Apache-2.0
// In: services that are joined across nodes, and inventories. Out: whether they are placed as a provider does it.
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/guard.h"
#include "lint.h"
#include "match/match_all.h"
#include "sdl/name.h"
#include "unit/fixture.h"

Suite *match_interconnect_suite(void);

static struct fixture fixture;

static void set_up(void)
{
	arena_init(&fixture.arena);
}

static void tear_down(void)
{
	arena_clear(&fixture.arena);
}

// Two services: replicas, attributes of the CPU and interconnect of each; attributes of the placement.
static const char sdl_format[] =
	"version: \"2.0\"\nservices:\n  a: {image: nginx:1.27.4, expose: [{port: 80, to: [{global: true}]}]}\n"
	"  b: {image: nginx:1.27.4, expose: [{port: 81, to: [{global: true}]}]}\nprofiles:\n  compute:\n"
	"    a: {resources: {cpu: {units: 1%s}, memory: {size: 1Gi}, storage: {size: 1Gi},\n"
	"      gpu: {units: 4, attributes: {vendor: {nvidia: []}%s}}}}\n"
	"    b: {resources: {cpu: {units: 1}, memory: {size: 1Gi}, storage: {size: 1Gi},\n"
	"      gpu: {units: 4, attributes: {vendor: {nvidia: []}%s}}}}\n"
	"  placement:\n    p:\n      attributes: {capabilities/gpu-interconnect: \"true\"%s}\n"
	"      pricing: {a: {denom: uact, amount: 100}, b: {denom: uact, amount: 100}}\n"
	"deployment:\n  a: {p: {profile: a, count: %d}}\n  b: {p: {profile: b, count: %d}}\n";

#define AUTO ", interconnect: []"
#define GROUP(name) ", interconnect: {group: " name "}"
#define PIN(fabric) ", capabilities/gpu-interconnect/fabric/" fabric ": \"true\""

// A node: name, CPU architecture, resource name, fabric, prefixes, allocatable and allocated handles, model of 8 GPUs.
#define CARD(model) "{'vendor':'nvidia','name':'" model "'}"
#define FOUR(model) CARD(model) "," CARD(model) "," CARD(model) "," CARD(model)
// clang-format off
#define NODE(name, arch, resource, fabric, prefixes, handles, used, model)                                            \
	"{'name':'" name "','capabilities':{'interconnect_resource_name':'" resource "','interconnect_fabric':'" fabric \
	"','nccl_hca_prefixes':[" prefixes "]},'resources':{'cpu':{'quantity':{'allocatable':'64'},'info':[{'arch':'"   \
	arch "'}]},'memory':{'quantity':{'allocatable':'99Gi'}},'gpu':{'quantity':{'allocatable':'8'},'info':["         \
	FOUR(model) "," FOUR(model) "]},'ephemeral_storage':{'allocatable':'99Gi'},'gpu_interconnect':{'allocatable':'" \
	handles "','allocated':'" used "'}}}"
// clang-format on
#define IB(name) NODE(name, "x86_64", "rdma/ib", "infiniband", "'mlx5'", "63", "0", "h100")
#define ROCE(name) NODE(name, "x86_64", "rdma/eth", "roce", "'mlx5'", "63", "0", "h100")
#define ARCH(name, arch) NODE(name, arch, "", "", "", "0", "0", "h100")
#define PLAIN(name) ARCH(name, "")
#define OF(name, resource, prefixes) NODE(name, "", resource, "roce", prefixes, "63", "0", "h100")
#define HANDLES(free, used) NODE("n1", "", "r", "roce", "", free, used, "h100")

static const struct {
	const char *nodes; // with ' for "
	const char *cpu, *a, *b, *attributes;
	int n_a, n_b;
	bool fits;
	const char *message; // part of a reason
} cases[] = {
	// A node of its own for each replica of a group, of whatever service.
	{ IB("n1") "," IB("n2"), "", AUTO, "", "", 2, 1, true, "" },
	{ IB("n1"), "", AUTO, "", "", 2, 1, false, "n1: 8 × h100, a replica of the interconnect group auto is on it" },
	{ IB("n1"), "", "", "", "", 1, 1, true, "" },
	{ IB("n1"), "", AUTO, AUTO, "", 1, 1, false, "each needs its own node" },
	{ IB("n1") "," IB("n2"), "", AUTO, AUTO, "", 1, 1, true, "" },
	{ IB("n1"), "", GROUP("x"), GROUP("y"), "", 1, 1, true, "" },
	{ IB("n1") "," IB("n2"), "", GROUP("x"), GROUP("y"), "", 2, 2, true, "" },
	{ IB("n1") "," IB("n2"), "", GROUP("x"), GROUP("x"), "", 2, 1, false, "interconnect group x" },
	// A node that names both, and the fabric that the placement insists on.
	{ PLAIN("n1") "," IB("n2"), "", AUTO, "", "", 1, 1, true, "" },
	{ PLAIN("n1"), "", AUTO, "", "", 1, 1, false, "n1: 8 × h100, no GPU interconnect" },
	{ PLAIN("n1") "," IB("n2"), "", AUTO, "", "", 3, 1, false,
	  "1 of its nodes has the interconnect, and 3 replicas" },
	{ NODE("n1", "", "rdma/ib", "", "", "63", "0", "h100"), "", AUTO, "", "", 1, 1, false, "no GPU interconnect" },
	{ NODE("n1", "", "", "roce", "", "63", "0", "h100"), "", AUTO, "", "", 1, 1, false, "no GPU interconnect" },
	{ IB("n1"), "", AUTO, "", PIN("infiniband"), 1, 1, true, "" },
	{ IB("n1"), "", AUTO, "", PIN("roce"), 1, 1, false, "its interconnect is infiniband, not roce" },
	{ IB("n1"), "", AUTO, "", PIN("roce") PIN("infiniband"), 1, 1, true, "" },
	{ IB("n1"), "", AUTO, "", PIN("other"), 1, 1, true, "" },
	{ IB("n1"), "", AUTO, "", ", capabilities/gpu-interconnect/fabric/roce: \"false\"", 1, 1, true, "" },
	{ PLAIN("n1"), "", "", "", PIN("roce"), 1, 1, true, "" },
	// One handle for each GPU.
	{ HANDLES("63", "59"), "", AUTO, "", "", 1, 1, true, "" },
	{ HANDLES("63", "60"), "", AUTO, "", "", 1, 1, false, "interconnect handles short by 1" },
	{ HANDLES("-1", "0"), "", AUTO, "", "", 1, 1, false, "interconnect handles short by 4" },
	{ HANDLES("4", "-5"), "", AUTO, "", "", 1, 1, true, "" },
	{ HANDLES("7", "0"), "", GROUP("x"), GROUP("y"), "", 1, 1, false, "handles short by 1" },
	// All replicas of a service get the same, or the provider gives up, whatever comes later.
	{ IB("n1") "," ROCE("n2"), "", AUTO, "", "", 2, 1, false,
	  "stops at n2 (roce as rdma/eth on mlx5), which differs from n1" },
	{ IB("n1") "," ROCE("n2") "," IB("n3"), "", AUTO, "", "", 2, 1, false, "in another order" },
	{ IB("n1") "," ROCE("n2") "," IB("n3"), "", AUTO, "", PIN("infiniband"), 2, 1, true, "" },
	{ IB("n1") "," ROCE("n2"), "", AUTO, AUTO, "", 1, 1, true, "" },
	{ OF("n1", "r", "'x','y'") "," OF("n2", "r", "'y','x'"), "", AUTO, "", "", 2, 1, false, "on x, y" },
	{ OF("n1", "r", "'x'") "," OF("n2", "r", "'x','y'"), "", AUTO, "", "", 2, 1, false, "stops at n2" },
	{ OF("n1", "r", "") "," OF("n2", "s", ""), "", AUTO, "", "", 2, 1, false, "stops at n2" },
	{ IB("n1") "," NODE("n2", "", "rdma/ib", "infiniband", "'mlx5'", "63", "0", "a100") "," IB("n3"), "", AUTO, "",
	  "", 2, 1, true, "" },
	// A name that is no label.
	{ IB("n1"), "", GROUP("\"a b\""), "", "", 1, 1, false, "interconnect group \"a b\"" },
	// The CPU: nothing reported is amd64.
	{ ARCH("n1", ""), ", attributes: {arch: amd64}", "", "", "", 1, 1, true, "" },
	{ ARCH("n1", "AARCH64"), "", "", "", "", 1, 1, false, "its CPU is arm64, not amd64" },
	{ ARCH("n1", "x86-64"), ", attributes: {arch: arm64}", "", "", "", 1, 1, false, "its CPU is amd64, not arm64" },
	{ ARCH("n1", "arm64") "," ARCH("n2", "AMD64"), ", attributes: {arch: arm64}", "", "", "", 1, 1, true, "" },
	{ ARCH("n1", "riscv64"), "", "", "", "", 1, 1, false, "its CPU is riscv64" },
};

static struct inventory read_inventory(const char *nodes)
{
	char *text = arena_printf(&fixture.arena, "{'name': 'p', 'nodes': [%s]}", nodes);
	struct inventory inventory = { 0 };
	struct json_fault error;

	for (char *c = text; *c; c++)
		*c = *c == '\'' ? '"' : *c;
	ck_assert_msg(inventory_from_json(&fixture.arena, str_of(text), "x", &inventory, &error), "%s: %s", text,
		      error.message);
	return inventory;
}

static struct matches match_case(const char *sdl, const char *nodes)
{
	struct inventory inventory;
	struct resources resources;

	arena_clear(&fixture.arena);
	fixture_lint(&fixture, str_of(sdl));
	ck_assert_msg(fixture.run.sdl && !fixture.run.is_rejected, "%s", sdl);
	inventory = read_inventory(nodes);
	resources = resources_from_sdl(&fixture.arena, fixture.run.sdl);
	return match_all(&fixture.arena, &resources, &inventory);
}

static bool has_reason(const struct match *match, const char *part)
{
	for (size_t i = 0; i < match->n_reasons; i++) {
		const struct reason *reason = &match->reasons[i];
		const char *node = reason->node ? reason->node : "";

		if (strstr(arena_printf(&fixture.arena, "%s: %s", node, reason->message), part))
			return true;
	}
	return false;
}

START_TEST(test_case)
{
	struct matches matches;
	char sdl[4096];

	snprintf(sdl, sizeof(sdl), sdl_format, cases[_i].cpu, cases[_i].a, cases[_i].b, cases[_i].attributes,
		 cases[_i].n_a, cases[_i].n_b);
	matches = match_case(sdl, cases[_i].nodes);
	ck_assert_msg(matches.items[0].fits == cases[_i].fits, "%s\n%s", cases[_i].nodes,
		      cases[_i].fits ? matches.items[0].reasons[0].message : "");
	if (!cases[_i].fits)
		ck_assert_msg(has_reason(&matches.items[0], cases[_i].message), "%s",
			      matches.items[0].reasons[0].message);
}
END_TEST

static const struct {
	const char *nodes, *cpu, *a, *attributes;
	int n_a;
	const char *text; // of the change that is advised
} changes[] = {
	{ PLAIN("n1"), "", AUTO, "", 1, "no interconnect for the GPUs of \"a\"" },
	{ IB("n1"), "", AUTO, PIN("roce"), 1, "no attribute \"capabilities/gpu-interconnect/fabric/roce=true\"" },
	{ IB("n1") "," IB("n2"), "", AUTO, "", 4, "2 replicas instead of 4 for \"a\"" },
	{ IB("n1") "," ROCE("n2") "," IB("n3"), "", AUTO, "", 2,
	  "the attribute \"capabilities/gpu-interconnect/fabric/infiniband=true\" added" },
	{ IB("n1"), ", attributes: {arch: arm64}", "", "", 1, "amd64 instead of arm64 for the CPU of \"a\"" },
};

START_TEST(test_advice)
{
	struct matches matches;
	char sdl[4096];

	snprintf(sdl, sizeof(sdl), sdl_format, changes[_i].cpu, changes[_i].a, "", changes[_i].attributes,
		 changes[_i].n_a, 1);
	matches = match_case(sdl, changes[_i].nodes);
	ck_assert_msg(matches.advice[0].has_change, "%s", changes[_i].nodes);
	ck_assert_str_eq(change_text(&fixture.arena, &matches.advice[0].change), changes[_i].text);
}
END_TEST

static const struct {
	const char *nodes, *a, *b, *attributes;
	int n_a, n_b;
	const char *message; // "": no finding
} requests[] = {
	{ IB("n1") "," IB("n2"), AUTO, AUTO, "", 1, 1, "" },
	{ IB("n1") "," IB("n2"), AUTO, AUTO, "", 2, 1, "\"4 × any GPU\" on 3 nodes with an interconnect" },
	{ IB("n1") "," IB("n2"), AUTO, "", PIN("roce"), 1, 1, "on 1 node with an interconnect" },
	{ IB("n1") "," ROCE("n2") "," IB("n3"), AUTO, "", "", 2, 1, "" },
	{ IB("n1") "," ROCE("n2"), AUTO, "", "", 2, 1, "on 2 nodes" },
	{ ARCH("n1", "arm64"), "", "", "", 1, 1, "its CPU is arm64" },
};

struct job {
	const char *sdl, *nodes;
};

static void lint_with_providers(void *context)
{
	struct job *job = context;
	struct settings settings = default_settings;
	struct inventory inventory = read_inventory(job->nodes);

	settings.inventory = &inventory;
	lint(&fixture.run, &fixture.arena, &settings, "x.yml", str_of(job->sdl));
}

START_TEST(test_rule)
{
	const char *found = "";
	char sdl[4096];
	struct job job = { sdl, requests[_i].nodes };

	snprintf(sdl, sizeof(sdl), sdl_format, "", requests[_i].a, requests[_i].b, requests[_i].attributes,
		 requests[_i].n_a, requests[_i].n_b);
	ck_assert(arena_guard(&fixture.arena, lint_with_providers, &job));
	for (size_t i = 0; i < fixture.run.diags.n; i++)
		if (strcmp(fixture.run.diags.items[i]->rule->id, "gpu-no-provider") == 0)
			found = fixture.run.diags.items[i]->message;
	ck_assert_msg(*requests[_i].message ? strstr(found, requests[_i].message) != NULL : !*found, "%s", found);
}
END_TEST

START_TEST(test_label)
{
	char text[66] = "";

	ck_assert(is_label_value(STR("a")) && is_label_value(STR("A-_.9")));
	ck_assert(!is_label_value(STR("")) && !is_label_value(STR("-a")) && !is_label_value(STR("a.")) &&
		  !is_label_value(STR("a b")) && !is_label_value(STR("\xC3\xA9")));
	memset(text, 'a', 64);
	ck_assert(is_label_value((struct str){ text, 63 }) && !is_label_value((struct str){ text, 64 }));
}
END_TEST

Suite *match_interconnect_suite(void)
{
	Suite *suite = suite_create("match_interconnect");
	TCase *tcase = tcase_create("match_interconnect");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, test_case, 0, COUNT_OF(cases));
	tcase_add_loop_test(tcase, test_advice, 0, COUNT_OF(changes));
	tcase_add_loop_test(tcase, test_rule, 0, COUNT_OF(requests));
	tcase_add_test(tcase, test_label);
	suite_add_tcase(suite, tcase);
	return suite;
}
