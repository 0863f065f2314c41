// SPDX-License-Identifier: Apache-2.0
// In: cpu of compute profiles. Out: whether keys and architectures are read as the network and Akash Console do.
#include <check.h>
#include <stdio.h>

#include "diag/rule.h"
#include "sdl/map.h"
#include "unit/fixture.h"

Suite *cpu_suite(void);

enum { BOTH = REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE, NETWORK = REJECTED_BY_NETWORK, CONSOLE = REJECTED_BY_CONSOLE };

static const struct {
	const char *cpu, *rule;
	unsigned deployed, unused; // REJECTED_BY_* in a profile that is deployed, and in one that is not
} cases[] = {
	{ "{units: 2, attributes: {arch: amd64}}", NULL, 0, 0 },
	{ "{units: 2, attributes: {arch: \"arm64\"}}", NULL, 0, 0 },
	{ "{units: 2, attributes: {arch: !!binary YW1kNjQ=}}", NULL, CONSOLE, CONSOLE },
	{ "{units: 2, attributes: {arch: x86_64}}", "cpu-arch-unknown", BOTH, BOTH },
	{ "{units: 2, attributes: {arch: AMD64}}", "cpu-arch-unknown", BOTH, BOTH },
	{ "{units: 2, attributes: {arch: \"amd64 \"}}", "cpu-arch-unknown", BOTH, BOTH },
	{ "{units: 2, attributes: {arch: ~}}", "cpu-arch-unknown", BOTH, BOTH },
	{ "{units: 2, attributes: {arch: \"\"}}", "cpu-arch-unknown", BOTH, BOTH },
	{ "{units: 2, attributes: {arch: 64}}", "cpu-arch-unknown", BOTH, BOTH },
	{ "{units: 2, attributes: {arch: [amd64]}}", "wrong-type", BOTH, BOTH },
	{ "{units: 2, attributes: {arch: amd64, arch: amd64}}", "cpu-attribute-duplicate", BOTH, CONSOLE },
	{ "{units: 2, attributes: {vendor: intel}}", "cpu-attribute-unknown", BOTH, BOTH },
	{ "{units: 2, attributes: {<<: {arch: amd64}}}", "cpu-attribute-unknown", NETWORK, NETWORK },
	{ "{units: 2, attributes: {}}", NULL, 0, 0 },
	{ "{units: 2, attributes: ~}", NULL, CONSOLE, CONSOLE },
	{ "{units: 2, attributes: amd64}", NULL, CONSOLE, CONSOLE },
	{ "{units: 2, attributes: [arch]}", NULL, CONSOLE, CONSOLE },
	{ "{units: 2, attributes: [arch, amd64]}", NULL, CONSOLE, CONSOLE },
	{ "{units: 2, attributes: [arch, amd64, foo]}", NULL, CONSOLE, CONSOLE },
	{ "{units: 2, attributes: [foo, amd64]}", "cpu-attribute-unknown", BOTH, BOTH },
	{ "{units: 2, units: 3}", NULL, CONSOLE, CONSOLE },
	{ "{units: 2, units: ~}", NULL, CONSOLE, CONSOLE },
	{ "{units: none, units: 2}", "cpu-units-invalid", BOTH, BOTH },
	{ "{units: 2, units: none}", "cpu-units-invalid", BOTH, BOTH },
	{ "{units: 0, units: 2}", NULL, CONSOLE, CONSOLE },
	{ "{units: 2, units: 0}", "cpu-units-range", BOTH, CONSOLE },
	{ "{units: 2, attributes: {arch: amd64}, attributes: {arch: arm64}}", NULL, CONSOLE, CONSOLE },
	{ "{units: 2, attributes: {arch: x86_64}, attributes: {arch: arm64}}", "cpu-arch-unknown", BOTH, BOTH },
	{ "{units: 2, attributes: {arch: amd64, arch: arm64}, attributes: ~}", NULL, CONSOLE, CONSOLE },
	{ "{units: 2, arch: arm64}", "cpu-unknown-field", BOTH, BOTH },
	{ "{units: 2, cores: 4}", "cpu-unknown-field", BOTH, BOTH },
	{ "{Units: 2}", "cpu-unknown-field", BOTH, BOTH },
	{ "{units: 2, \"\": 1}", "cpu-unknown-field", BOTH, BOTH },
	{ "{units: 2, ~: 1}", "cpu-unknown-field", BOTH, BOTH },
	{ "{units: 2, x-note: 1}", "cpu-unknown-field", BOTH, BOTH },
	{ "{<<: {units: 2}}", "cpu-unknown-field", NETWORK, NETWORK },
	{ "{<<: [], units: 2}", "cpu-unknown-field", NETWORK, NETWORK },
	{ "2", "cpu-missing", BOTH, CONSOLE },
	{ "[]", "cpu-missing", BOTH, CONSOLE },
	{ "{}", "cpu-missing", BOTH, CONSOLE },
	{ "~", "cpu-missing", BOTH, CONSOLE },
	{ "[units, 2]", NULL, CONSOLE, CONSOLE },
	{ "[units, 2, attributes, {arch: amd64}]", NULL, CONSOLE, CONSOLE },
	{ "[units]", "cpu-odd-list", BOTH, BOTH },
	{ "[units, 2, units]", "cpu-odd-list", BOTH, BOTH },
	{ "[units, 2, foo]", "cpu-unknown-field", BOTH, BOTH },
	{ "!!null {units: 2}", "yaml-tag", BOTH, BOTH },
};

static void lint_cpu(struct fixture *fixture, const char *deployed, const char *unused)
{
	static char text[2000];

	snprintf(
		text, sizeof(text),
		"version: \"2.0\"\nservices:\n  web:\n    image: nginx:1.27.4\n    expose: [{port: 80, to: [{global: true}]}]\n"
		"profiles:\n  compute:\n    web:\n      resources:\n        cpu: %s\n        memory: {size: 1Gi}\n"
		"        storage: {size: 1Gi}\n    other:\n      resources:\n        cpu: %s\n        memory: {size: 1Gi}\n"
		"        storage: {size: 1Gi}\n  placement:\n    dc:\n      pricing:\n"
		"        web: {denom: uact, amount: 1000}\ndeployment:\n  web:\n    dc: {profile: web, count: 1}\n",
		deployed, unused);
	fixture_lint(fixture, str_of(text));
}

static void check_case(const char *deployed, const char *unused, unsigned rejected_by, const char *rule)
{
	struct fixture fixture;

	lint_cpu(&fixture, deployed, unused);
	ck_assert_msg(fixture_rejected_by(&fixture) == rejected_by, "%s, %s: %u", deployed, unused,
		      fixture_rejected_by(&fixture));
	ck_assert_msg(!rule || fixture_has(&fixture, rule), "%s, %s", deployed, unused);
	fixture_check_invariants(&fixture);
	fixture_clear(&fixture);
}

START_TEST(test_cpu)
{
	bool is_decoded = cases[_i].unused & REJECTED_BY_NETWORK;

	check_case(cases[_i].cpu, "{units: 1}", cases[_i].deployed, cases[_i].rule);
	check_case("{units: 1}", cases[_i].cpu, cases[_i].unused, is_decoded ? cases[_i].rule : NULL);
}
END_TEST

// An alias does as a value, and counts by its name as a key.
START_TEST(test_aliases)
{
	check_case("&c {units: 2}", "*c", 0, NULL);
	check_case("{units: &u 2}", "{units: *u}", 0, NULL);
	check_case("{&units units: 2}", "{*units : 3}", 0, NULL);
	check_case("{&u units: 2}", "{*u : 3}", REJECTED_BY_NETWORK, "cpu-unknown-field");
	check_case("{units: 2, attributes: {arch: &a arm64}}", "{units: 2, attributes: {arch: *a}}", 0, NULL);
	check_case("{units: 2, attributes: &a {arch: arm64}}", "{units: 2, attributes: *a}", 0, NULL);
}
END_TEST

static uint64_t units_of(const char *cpu)
{
	struct fixture fixture;
	uint64_t units;

	lint_cpu(&fixture, cpu, "{units: 1}");
	units = ((const struct sdl_compute *)sdl_map_find(&fixture.run.sdl->computes, STR("web")))->cpu.units.value;
	fixture_clear(&fixture);
	return units;
}

START_TEST(test_last_wins)
{
	ck_assert_uint_eq(units_of("{units: 2, units: 3}"), 3000);
	ck_assert_uint_eq(units_of("{units: 2, units: ~}"), 2000);
	ck_assert_uint_eq(units_of("{units: ~, units: 3}"), 3000);
}
END_TEST

START_TEST(test_arch)
{
	static const struct {
		const char *cpu, *help;
		bool is_fixed;
	} archs[] = {
		{ "{units: 2, arch: aarch64}", "write \"attributes: {arch: arm64}\"", true },
		{ "{arch: arm64, units: 2}", "write \"attributes: {arch: arm64}\"", true },
		{ "{units: 2, arch: vax}", "write \"attributes: {arch: amd64}\"", false },
		{ "[units, 2, arch, arm64]", "write \"attributes: {arch: arm64}\"", false },
		{ "[units, 2, arch]", "write \"attributes: {arch: amd64}\"", false },
		{ "{arch: arm64, units: 2, attributes: {}}", "move it under \"attributes\"", false },
	};

	for (size_t i = 0; i < COUNT_OF(archs); i++) {
		struct fixture fixture;

		lint_cpu(&fixture, archs[i].cpu, "{units: 1}");
		ck_assert_str_eq(fixture.run.diags.items[0]->rule->id, "cpu-unknown-field");
		ck_assert_str_eq(fixture.run.diags.items[0]->help, archs[i].help);
		ck_assert_msg((fixture.run.diags.items[0]->fix != NULL) == archs[i].is_fixed, "%s", archs[i].cpu);
		fixture_clear(&fixture);
	}
}
END_TEST

Suite *cpu_suite(void)
{
	Suite *suite = suite_create("cpu");
	TCase *tcase = tcase_create("cpu");

	tcase_add_loop_test(tcase, test_cpu, 0, (int)(sizeof(cases) / sizeof(cases[0])));
	tcase_add_test(tcase, test_aliases);
	tcase_add_test(tcase, test_last_wins);
	tcase_add_test(tcase, test_arch);
	suite_add_tcase(suite, tcase);
	return suite;
}
