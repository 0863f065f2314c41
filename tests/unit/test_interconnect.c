// SPDX-License-Identifier: Apache-2.0
// In: interconnects of GPUs. Out: whether they are read as the network and Akash Console do, and what is said of them.
#include <check.h>
#include <stdio.h>

#include "sdl/map.h"
#include "sdl/name.h"
#include "unit/fixture.h"

Suite *interconnect_suite(void);

enum { BOTH = REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE, NETWORK = REJECTED_BY_NETWORK, CONSOLE = REJECTED_BY_CONSOLE };

static const char attribute[] = "attributes: {capabilities/gpu-interconnect: \"true\"}";

static void lint_gpus(struct fixture *fixture, const char *a, const char *b, const char *placement, const char *env)
{
	static char text[4000];

	snprintf(text, sizeof(text),
		 "version: \"2.0\"\nservices:\n"
		 "  a: {image: \"nginx:1.27.4\", env: [%s], expose: [{port: 80, to: [{global: true}]}]}\n"
		 "  b: {image: \"nginx:1.27.4\"}\nprofiles:\n  compute:\n"
		 "    a: {resources: {cpu: {units: 8}, memory: {size: 64Gi}, storage: {size: 9Gi}, gpu: %s}}\n"
		 "    b: {resources: {cpu: {units: 8}, memory: {size: 64Gi}, storage: {size: 9Gi}, gpu: %s}}\n"
		 "  placement:\n    dc:\n      %s\n      pricing:\n        a: {denom: uact, amount: 200000}\n"
		 "        b: {denom: uact, amount: 200000}\n"
		 "deployment:\n  a: {dc: {profile: a, count: 1}}\n  b: {dc: {profile: b, count: 1}}\n",
		 env, a, b, placement);
	fixture_lint(fixture, str_of(text));
}

static void check_gpus(const char *a, const char *b, const char *placement, unsigned rejected_by, const char *rule)
{
	struct fixture fixture;

	lint_gpus(&fixture, a, b, placement, "");
	ck_assert_msg(fixture_rejected_by(&fixture) == rejected_by, "%s, %s, %s: %u", a, b, placement,
		      fixture_rejected_by(&fixture));
	ck_assert_msg(!rule || fixture_has(&fixture, rule), "%s, %s, %s", a, b, placement);
	fixture_check_invariants(&fixture);
	fixture_clear(&fixture);
}

#define WITH(value) "{units: 1, attributes: {vendor: {nvidia: [{model: h100}]}, interconnect: " value "}}"
#define PLAIN "{units: 1, attributes: {vendor: {nvidia: [{model: h100}]}}}"

// Shape, names and units; what is refused is refused with any placement.
static const struct {
	const char *gpu, *rule;
	unsigned rejected_by;
} shapes[] = {
	{ WITH("[]"), NULL, 0 },
	{ WITH("!!seq []"), NULL, 0 },
	{ WITH("!!null []"), NULL, CONSOLE },
	{ WITH("[~]"), "gpu-interconnect-shape", BOTH },
	{ WITH("[\"\"]"), "gpu-interconnect-shape", BOTH },
	{ WITH("[a, b]"), "gpu-interconnect-shape", BOTH },
	{ WITH("{group: a}"), NULL, 0 },
	{ WITH("{\"group\": \"a\"}"), NULL, 0 },
	{ WITH("{group: Auto}"), NULL, 0 },
	{ WITH("{group: \" auto\"}"), NULL, 0 },
	{ WITH("{group: auto}"), "gpu-interconnect-reserved", BOTH },
	{ WITH("{group: !!str auto}"), "gpu-interconnect-reserved", BOTH },
	{ WITH("{group: 7}"), NULL, CONSOLE },
	{ WITH("{group: true}"), NULL, CONSOLE },
	{ WITH("{group: 2026-01-01}"), NULL, CONSOLE },
	{ WITH("{group: !!binary YQ==}"), NULL, CONSOLE },
	{ WITH("{group: !!binary YXV0bw==}"), "gpu-interconnect-reserved", BOTH },
	{ WITH("{group: ~}"), "gpu-interconnect-shape", BOTH },
	{ WITH("{group: \"\"}"), "gpu-interconnect-shape", BOTH },
	{ WITH("{group: [a]}"), "wrong-type", BOTH },
	{ WITH("{group: {a: b}}"), "wrong-type", BOTH },
	{ WITH("{}"), "gpu-interconnect-shape", BOTH },
	{ WITH("{name: a}"), "gpu-interconnect-shape", BOTH },
	{ WITH("{group: a, size: 4}"), "unknown-key", CONSOLE },
	{ WITH("{group: a, group: b}"), "yaml-duplicate-key", BOTH },
	{ WITH("{<<: {group: a}}"), NULL, 0 },
	{ WITH("{<<: {group: auto}}"), "gpu-interconnect-reserved", BOTH },
	{ WITH("~"), "gpu-interconnect-shape", BOTH },
	{ WITH("true"), "gpu-interconnect-shape", BOTH },
	{ WITH("false"), "gpu-interconnect-shape", BOTH },
	{ WITH("auto"), "gpu-interconnect-shape", BOTH },
	{ WITH("\"[]\""), "gpu-interconnect-shape", BOTH },
	{ WITH("&x []"), NULL, 0 },
	// The key twice: each is checked, and the last one counts.
	{ WITH("[], interconnect: {group: a}"), NULL, CONSOLE },
	{ WITH("~, interconnect: []"), "gpu-interconnect-shape", BOTH },
	{ WITH("[], interconnect: ~"), "gpu-interconnect-shape", BOTH },
	// Other places and names.
	{ "{units: 1, attributes: {interconnect: []}}", "gpu-vendor-missing", BOTH },
	{ "{units: 1, attributes: {interconnect: [], vendor: {nvidia: }}}", NULL, 0 },
	{ "{units: 1, attributes: {vendor: {nvidia: }, rdma: []}}", "gpu-unknown-attribute", BOTH },
	{ "{units: 1, attributes: {vendor: {nvidia: }, Interconnect: []}}", "gpu-unknown-attribute", BOTH },
	{ "{units: 1, interconnect: [], attributes: {vendor: {nvidia: }}}", "gpu-unknown-field", BOTH },
	{ "{units: 1, attributes: {vendor: {nvidia: , interconnect: []}}}", "gpu-vendor-ignored", CONSOLE },
	{ "{units: 1, attributes: {vendor: {nvidia: }, <<: {interconnect: []}}}", "gpu-unknown-attribute", NETWORK },
	{ "{units: 1, attributes: [vendor, {nvidia: }, interconnect, []]}", NULL, CONSOLE },
	{ "{units: 1, attributes: [vendor, {nvidia: }, interconnect]}", "gpu-odd-list", BOTH },
	// Units, in any profile.
	{ "{units: 0, attributes: {vendor: {nvidia: }, interconnect: []}}", "gpu-zero-units-with-attributes", BOTH },
	{ "{units: ~, attributes: {vendor: {nvidia: }, interconnect: []}}", "gpu-zero-units-with-attributes", BOTH },
	{ "{attributes: {vendor: {nvidia: }, interconnect: {group: a}}}", "gpu-zero-units-with-attributes", BOTH },
	// What goes on the chain as it stands.
	{ "{units: 1, attributes: !!null [{key: interconnect/group, value: a}]}", NULL, CONSOLE },
	{ "{units: 0, attributes: !!null [{key: interconnect/group, value: a}]}", "gpu-zero-units-with-attributes",
	  BOTH },
};

START_TEST(test_shape)
{
	check_gpus(shapes[_i].gpu, PLAIN, attribute, shapes[_i].rejected_by, shapes[_i].rule);
}
END_TEST

// The network looks at the node itself: an alias is refused in this one place, and Console follows it.
START_TEST(test_aliases)
{
	check_gpus(WITH("&g {group: a}"), WITH("*g"), attribute, NETWORK, "gpu-interconnect-shape");
	check_gpus(WITH("&g []"), WITH("*g"), attribute, NETWORK, "gpu-interconnect-shape");
	check_gpus(WITH("&g []"), WITH("*g"), "attributes: {}", BOTH, "gpu-interconnect-shape");
	check_gpus(WITH("{group: &g a}"), WITH("{group: *g}"), attribute, 0, NULL);
	check_gpus("&g " WITH("[]"), "*g", attribute, 0, NULL);
	check_gpus("{units: 1, attributes: &g {vendor: {nvidia: }, interconnect: []}}", "{units: 2, attributes: *g}",
		   attribute, 0, NULL);
}
END_TEST

static const struct {
	const char *placement, *rule;
	unsigned rejected_by;
} placements[] = {
	{ "attributes: {capabilities/gpu-interconnect: true}", NULL, 0 },
	{ "attributes: {capabilities/gpu-interconnect: \"true\"}", NULL, 0 },
	{ "attributes: {capabilities/gpu-interconnect: !!str true}", NULL, 0 },
	{ "attributes: {capabilities/gpu-interconnect: True}", "gpu-interconnect-placement", NETWORK },
	{ "attributes: {capabilities/gpu-interconnect: TRUE}", "gpu-interconnect-placement", NETWORK },
	{ "attributes: {capabilities/gpu-interconnect: \"True\"}", "gpu-interconnect-placement", BOTH },
	{ "attributes: {capabilities/gpu-interconnect: yes}", "gpu-interconnect-placement", BOTH },
	{ "attributes: {capabilities/gpu-interconnect: 1}", "gpu-interconnect-placement", BOTH },
	{ "attributes: {capabilities/gpu-interconnect: \"\"}", "gpu-interconnect-placement", BOTH },
	{ "attributes: {capabilities/gpu-interconnect: \"true \"}", "gpu-interconnect-placement", BOTH },
	{ "attributes: {capabilities/gpu-interconnect: ~}", "gpu-interconnect-placement", BOTH },
	{ "attributes: {capabilities/gpu-interconnect: [true]}", "wrong-type", BOTH },
	{ "attributes: {capabilities/gpu_interconnect: true}", "gpu-interconnect-placement", BOTH },
	{ "attributes: {capabilities/gpu-interconnect/fabric/roce: true}", "gpu-interconnect-placement", BOTH },
	{ "attributes: {<<: {capabilities/gpu-interconnect: true}}", NULL, 0 },
	{ "attributes: {}", "gpu-interconnect-placement", BOTH },
	{ "attributes: ~", "gpu-interconnect-placement", BOTH },
	{ "attributes: {capabilities/gpu-interconnect: true, capabilities/gpu-interconnect/fabric/roce: true, "
	  "capabilities/gpu-interconnect/fabric/infiniband: true}",
	  "gpu-interconnect-two-fabrics", 0 },
};

START_TEST(test_placement)
{
	check_gpus(WITH("[]"), PLAIN, placements[_i].placement, placements[_i].rejected_by, placements[_i].rule);
	check_gpus(WITH("{group: a}"), WITH("{group: b}"), placements[_i].placement, placements[_i].rejected_by,
		   placements[_i].rule);
}
END_TEST

START_TEST(test_forms)
{
	struct fixture fixture;

	check_gpus(WITH("[]"), WITH("{group: a}"), attribute, BOTH, "gpu-interconnect-mixed");
	check_gpus(WITH("{group: a}"), WITH("[]"), attribute, BOTH, "gpu-interconnect-mixed");
	check_gpus(WITH("{group: a}"), WITH("{group: b}"), attribute, 0, "gpu-interconnect-alone");
	check_gpus(PLAIN, WITH("[]"), attribute, 0, "gpu-interconnect-alone");
	lint_gpus(&fixture, WITH("[]"), WITH("[]"), attribute, "");
	ck_assert(!fixture_has(&fixture, "gpu-interconnect-alone") &&
		  !fixture_has(&fixture, "placement-gpu-attribute"));
	fixture_clear(&fixture);
}
END_TEST

START_TEST(test_env)
{
	static const struct {
		const char *env;
		bool is_off;
	} envs[] = { { "NCCL_IB_DISABLE=1", true },
		     { "NCCL_IB_DISABLE=0", false },
		     { "NCCL_IB_DISABLE", false },
		     { "NCCL_IB_DISABLE=", false },
		     { "XNCCL_IB_DISABLE=1", false } };

	for (size_t i = 0; i < sizeof(envs) / sizeof(envs[0]); i++) {
		struct fixture fixture;

		lint_gpus(&fixture, WITH("[]"), PLAIN, attribute, envs[i].env);
		ck_assert_msg(fixture_has(&fixture, "gpu-interconnect-disabled") == envs[i].is_off, "%s", envs[i].env);
		fixture_clear(&fixture);
		lint_gpus(&fixture, PLAIN, PLAIN, attribute, envs[i].env);
		ck_assert(!fixture_has(&fixture, "gpu-interconnect-disabled"));
		fixture_clear(&fixture);
	}
}
END_TEST

START_TEST(test_label)
{
	static const char *const good[] = { "a", "A1", "a.b_c-d", "0",
					    "a23456789012345678901234567890123456789012345678901234567890123" };
	static const char *const bad[] = {
		"",  "-a",  "a-",    ".a",       "a.",
		"_", "a b", " auto", "\xC3\xA9", "a234567890123456789012345678901234567890123456789012345678901234"
	};

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		ck_assert_msg(is_label_value(str_of(good[i])), "%s", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(!is_label_value(str_of(bad[i])), "%s", bad[i]);
}
END_TEST

// A second `attributes` replaces the first, with its models and its interconnect.
START_TEST(test_last_attributes)
{
	struct fixture fixture;
	const struct sdl_compute *compute;

	lint_gpus(&fixture,
		  "{units: 1, attributes: {vendor: {nvidia: [{model: h100}]}, interconnect: []}, "
		  "attributes: {vendor: {nvidia: }}}",
		  PLAIN, "attributes: {}", "");
	compute = sdl_map_find(&fixture.run.sdl->computes, STR("a"));
	ck_assert_uint_eq(compute->gpu.n_models, 0);
	ck_assert_uint_eq(compute->gpu.interconnect.group.text.len, 0);
	ck_assert(!fixture_has(&fixture, "gpu-interconnect-placement"));
	fixture_clear(&fixture);
}
END_TEST

Suite *interconnect_suite(void)
{
	Suite *suite = suite_create("interconnect");
	TCase *tcase = tcase_create("interconnect");

	tcase_add_loop_test(tcase, test_shape, 0, (int)(sizeof(shapes) / sizeof(shapes[0])));
	tcase_add_test(tcase, test_aliases);
	tcase_add_loop_test(tcase, test_placement, 0, (int)(sizeof(placements) / sizeof(placements[0])));
	tcase_add_test(tcase, test_forms);
	tcase_add_test(tcase, test_env);
	tcase_add_test(tcase, test_label);
	tcase_add_test(tcase, test_last_attributes);
	suite_add_tcase(suite, tcase);
	return suite;
}
