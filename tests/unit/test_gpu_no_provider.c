// SPDX-License-Identifier: Apache-2.0
// In: GPU requests and inventories. Out: whether there is a warning where no provider can answer, and nowhere else.
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/guard.h"
#include "lint.h"
#include "match/inventory.h"
#include "unit/fixture.h"

Suite *gpu_no_provider_suite(void);

// %s: a comment, units, models, replicas. CPU and memory are more than anybody has.
static const char sdl_format[] =
	"version: \"2.0\"\nservices:\n  a:\n    image: nginx:1.27.4\n    expose: [{port: 80, to: [{global: true}]}]\n"
	"profiles:\n  compute:\n    a:\n      resources:\n        cpu: {units: 256}\n        memory: {size: 1Ti}\n     "
	"   storage: {size: 1Gi}\n"
	"        # %s\n        gpu: {units: %d, attributes: {vendor: {nvidia: [%s]}}}\n  placement:\n    p:\n      "
	"attributes: {region: nowhere}\n"
	"      pricing: {a: {denom: uact, amount: 100}}\ndeployment:\n  a: {p: {profile: a, count: %d}}\n";

#define CARD(model, ram) "{'vendor':'nvidia','name':'" model "','memory_size':'" ram "','interface':'PCIe'}"
#define NODE(free, cards)                                                                                              \
	"{'name':'n','resources':{'cpu':{'quantity':{'allocatable':'8'}},'gpu':{'quantity':{'allocatable':'" free      \
	"'},'info':[" cards "]}}}"
#define NODES(nodes) "{'nodes':[" nodes "],'storage':[]}"
#define TWO_T4 CARD("t4", "16Gi") "," CARD("t4", "16Gi")
#define METRICS(gpus)                                                                                                  \
	"{'cluster':{'inventory':{'available':{'nodes':[{'name':'n','available':{'cpu':1000,'gpu':" gpus               \
	",'memory':1}}]}}}}"

static const struct {
	const char *inventory, *comment;
	int units;
	const char *models;
	int count;
	const char *message; // parts of the message and the help, or NULL: no warning
	const char *help;
} cases[] = {
	// CPU, memory and attributes are not looked at
	{ NODES(NODE("2", TWO_T4)), "", 1, "{model: t4}", 1, NULL, NULL },
	{ NODES(NODE("2", TWO_T4)), "", 1, "", 2, NULL, NULL },
	{ NODES(NODE("2", TWO_T4)), "", 1, "{model: h100}", 1,
	  "\"1 × h100\"; nearest is n of \"x\": 2 × t4 16Gi, its t4 is not in your list",
	  "add \"- model: t4\" to the list: then 1 of 1 can" },
	{ NODES(NODE("2", TWO_T4)), "akashlint: ignore[gpu-no-provider] later", 1, "{model: h100}", 1, NULL, NULL },
	{ NODES(NODE("2", TWO_T4)), "", 4, "{model: t4}", 1, "4 × t4", "write units: 2" },
	{ NODES(NODE("2", TWO_T4)), "", 3, "{model: t4}", 1, "2 of its GPUs are suitable, not 3", "write units: 2" },
	{ NODES(NODE("1", TWO_T4)), "", 2, "{model: t4}", 1, "GPUs short by 1", "write units: 1" },
	{ NODES(NODE("2", TWO_T4)), "", 1, "{model: t4}", 3, "for each of 3 replicas", "write count: 2" },
	{ NODES(NODE("2", TWO_T4)), "", 1, "{model: t4, ram: 32Gi}", 1, "1 × t4 32Gi", "write ram: 16Gi for t4" },
	{ NODES(NODE("2", TWO_T4)), "", 1, "{model: t4, interface: sxm}", 1, "1 × t4 sxm", "remove interface for t4" },
	{ NODES(NODE("0", "")), "", 1, "", 1, "1 × any GPU", "akashlint match" },
	// two small nodes for two replicas, and for one that wants all of it
	{ NODES(NODE("1", TWO_T4) "," NODE("1", TWO_T4)), "", 1, "{model: t4}", 2, NULL, NULL },
	{ NODES(NODE("1", TWO_T4) "," NODE("1", TWO_T4)), "", 2, "{model: t4}", 1, "GPUs short by 1", "units: 1" },
	// the first node may lack CPU, so that the request is not narrowed to its model
	{ NODES(NODE("1", CARD("t4", "16Gi")) "," NODE("2", CARD("l4", "24Gi") "," CARD("l4", "24Gi"))), "", 1,
	  "{model: t4}, {model: l4}", 2, NULL, NULL },
	// more is taken than there is
	{ NODES("{'name':'n','resources':{'gpu':{'quantity':{'allocatable':'1','allocated':'3'},'info':[" TWO_T4
		"]}}}"),
	  "", 1, "{model: t4}", 1, "GPUs short by 1", "akashlint match" },
	// another one can
	{ NODES(NODE("0", "")) "," NODES(NODE("1", CARD("h100", "80Gi"))), "", 1, "{model: h100}", 1, NULL, NULL },
	// what is not told does not count
	{ METRICS("4"), "", 1, "{model: h100}", 1, NULL, NULL },
	{ METRICS("0"), "", 1, "{model: h100}", 1, "GPUs short by 1", "akashlint match" },
	{ "{'owner':'o','attributes':[{'key':'capabilities/gpu/vendor/nvidia/model/h100','value':'true'}]}", "", 1,
	  "{model: h100}", 1, NULL, NULL },
	{ "{'owner':'o','attributes':[]}", "", 1, "{model: h100}", 1, "it declares no attribute", "akashlint match" },
	{ "{'owner':'o','gpuModels':[{'vendor':'nvidia','model':'h100','ram':'80Gi'}]}", "", 8, "{model: h100}", 1,
	  NULL, NULL },
	{ "{'owner':'o','gpuModels':[{'vendor':'nvidia','model':'h100','ram':'80Gi'}]}", "", 8, "{model: a100}", 1,
	  "its h100 is not in your list", "h100" },
	{ "{'owner':'o','stats':{'gpu':{'available':8}}}", "", 8, "{model: a100}", 1, NULL, NULL },
	{ "{'owner':'o','isOnline':false,'stats':{'gpu':{'available':8}}}", "", 8, "{model: a100}", 1, "it is offline",
	  "akashlint match" },
};

struct job {
	struct fixture *fixture;
	const char *sdl, *inventory;
};

static void work(void *context)
{
	struct job *job = context;
	struct arena *arena = &job->fixture->arena;
	char *text = arena_printf(arena, "[%s]", job->inventory);
	struct inventory inventory = { 0 };
	struct settings settings = default_settings;
	struct json_fault error;

	for (char *c = text; *c; c++)
		if (*c == '\'')
			*c = '"';
	ck_assert_msg(inventory_from_json(arena, str_of(text), "x", &inventory, &error), "%s: %s", text, error.message);
	if (inventory.n_providers == 1)
		inventory.providers[0]->name = STR("x");
	settings.inventory = &inventory;
	lint(&job->fixture->run, arena, &settings, "x.yml", str_of(job->sdl));
}

START_TEST(test_case)
{
	struct fixture fixture;
	struct job job = { .fixture = &fixture, .inventory = cases[_i].inventory };
	const struct diag *found = NULL;
	char sdl[4096];

	snprintf(sdl, sizeof(sdl), sdl_format, cases[_i].comment, cases[_i].units, cases[_i].models, cases[_i].count);
	job.sdl = sdl;
	arena_init(&fixture.arena);
	ck_assert(arena_guard(&fixture.arena, work, &job));
	ck_assert_msg(fixture.run.sdl && !fixture.run.is_rejected, "%s", sdl);
	for (size_t i = 0; i < fixture.run.diags.n; i++) {
		ck_assert_str_ne(fixture.run.diags.items[i]->rule->id, "suppression-unused");
		if (strcmp(fixture.run.diags.items[i]->rule->id, "gpu-no-provider") == 0)
			found = fixture.run.diags.items[i];
	}
	ck_assert_msg(!found == !cases[_i].message, "%s: %s", cases[_i].inventory,
		      found ? found->message : "nothing is found");
	if (found) {
		ck_assert_msg(strstr(found->message, cases[_i].message) != NULL, "%s", found->message);
		ck_assert_msg(strstr(found->help, cases[_i].help) != NULL, "%s", found->help);
	}
	arena_clear(&fixture.arena);
}
END_TEST

// Without providers nobody can say whether a comment that silences the rule is unused.
START_TEST(test_without_providers)
{
	struct fixture fixture;
	char sdl[4096];

	snprintf(sdl, sizeof(sdl), sdl_format, "akashlint: ignore[gpu-no-provider] later", 1, "{model: h100}", 1);
	fixture_lint(&fixture, str_of(sdl));
	ck_assert(!fixture_has(&fixture, "gpu-no-provider") && !fixture_has(&fixture, "suppression-unused"));
	fixture_clear(&fixture);
}
END_TEST

Suite *gpu_no_provider_suite(void)
{
	Suite *suite = suite_create("gpu_no_provider");
	TCase *tcase = tcase_create("gpu_no_provider");

	tcase_add_loop_test(tcase, test_case, 0, COUNT_OF(cases));
	tcase_add_test(tcase, test_without_providers);
	suite_add_tcase(suite, tcase);
	return suite;
}
