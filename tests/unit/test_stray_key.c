// SPDX-License-Identifier: Apache-2.0
// In: SDLs with one thing out of place or misnamed. Out: whether that alone is reported, and what was meant.
#include <check.h>
#include <string.h>

#include "base/arena.h"
#include "diag/rule.h"
#include "fix/fix_run.h"
#include "unit/fixture.h"

#define DISK "        storage:\n          size: 1Gi\n"
#define PRICE "web: {denom: uact, amount: 1000}"

static const struct {
	const char *before, *after; // parts of the sound SDL, and what is there instead
	const char *rule, *help;
	bool is_fixed;
} strays[] = {
	// one step too far to the left, or to the right
	{ "        memory:\n          size: 512Mi\n        storage:\n          size: 1Gi\n",
	  "        memory:\n          size: 512Mi\n      storage:\n        size: 1Gi\n", "misplaced-key",
	  "indent it under \"resources:\"", true },
	{ "      count: 1\n", "    count: 1\n", "misplaced-key", "indent it under \"anywhere:\"", true },
	{ "deployment:\n  web:\n    anywhere:\n      profile: web\n      count: 1\n",
	  "  deployment:\n    web:\n      anywhere:\n        profile: web\n        count: 1\n", "misplaced-key",
	  "move it to the left, to the first column", true },
	{ "        storage:\n          size: 1Gi\n", "          storage:\n            size: 1Gi\n", "misplaced-key",
	  "move it to the left, to the column of \"memory:\"", true },
	// far from its place
	{ "      count: 1\n", "", "group-cpu-range", "add \"count: 1\", or the number of replicas that you need",
	  false },
	{ "    image: nginx:1.27.4\n", "    image: nginx:1.27.4\n    gpu: 1\n", "misplaced-key",
	  "move it to profiles.compute.web.resources: \"gpu: {units: 1, attributes: {vendor: {nvidia: []}}}\"", false },
	{ "    image: nginx:1.27.4\n", "    image: nginx:1.27.4\n    mount: /data\n", "misplaced-key",
	  "write \"params: {storage: {VOLUME: {mount: /data}}}\" in its place", false },
	// a level that is missing
	{ "        to:\n          - global: true\n", "        global: true\n", "misplaced-key",
	  "write \"to: [{global: true}]\" in its place", false },
	{ "      resources:\n        cpu:\n          units: 0.5\n        memory:\n          size: 512Mi\n        storage:\n"
	  "          size: 1Gi\n",
	  "      cpu:\n        units: 0.5\n      memory:\n        size: 512Mi\n      storage:\n        size: 1Gi\n",
	  "misplaced-key", "write \"resources:\" above, and indent these under it", false },
	{ "    anywhere:\n      pricing:\n        web:\n          denom: uact\n          amount: 1000\n",
	  "      pricing:\n        web:\n          denom: uact\n          amount: 1000\n", "misplaced-key",
	  "write the name of the placement above, such as \"anywhere:\", and indent what belongs to it", false },
	{ "        web:\n          denom: uact\n          amount: 1000\n",
	  "        web:\n        denom: uact\n        amount: 1000\n", "misplaced-key", "indent them under \"web:\"",
	  false },
	// a dash too many
	{ "          units: 0.5", "          - units: 0.5", "cpu-unknown-field", "remove the dash before \"units:\"",
	  true },
	{ "          size: 512Mi", "          - size: 512Mi", "wrong-type", "remove the dash before \"size:\"", true },
	{ "          units: 0.5", "          units 0.5", "cpu-missing", "write \"units: 0.5\" under \"cpu:\", indented",
	  true },
	// another name
	{ "    image:", "    imgae:", "misnamed-key", "did you mean \"image\"?", true },
	{ "          units: 0.5", "          cores: 0.5", "cpu-unknown-field", "write \"units\"", true },
	{ "      count: 1", "      replicas: 1", "misnamed-key", "write \"count\"", true },
	{ "      - port: 80\n        to:\n          - global: true\n",
	  "      - port: 80\n        too:\n          - global: true\n", "misnamed-key", "did you mean \"to\"?", true },
	{ "    expose:\n      - port: 80\n        to:\n          - global: true\n", "    ports:\n      - \"8080:80\"\n",
	  "misnamed-key", "write \"expose: [{port: 80, as: 8080, to: [{global: true}]}]\"", true },
	{ "    image: nginx:1.27.4\n", "    image: nginx:1.27.4\n    environment:\n      MODE: prod\n      A: ''\n",
	  "misnamed-key", "write \"env: [MODE=prod, A=]\"", true },
	// a typo of what fits here by half, and of what fits elsewhere only
	{ DISK, DISK "        gpuu: {attributes: {a: b}, pricing: {" PRICE "}}\n", "misnamed-key",
	  "did you mean \"gpu\"?", false },
	{ DISK, DISK "        gpuu: {attributes: {a: b}, pricing: {" PRICE "}, signedBy: {anyOf: [a]}}\n",
	  "misplaced-key", "move it to profiles.placement", false },
	{ DISK, DISK "        GPU: {attributes: {a: b}, pricing: {" PRICE "}, signedBy: {anyOf: [a]}}\n",
	  "misnamed-key", "did you mean \"gpu\"?", false },
	// no meaning at all
	{ "    image: nginx:1.27.4\n", "    image: nginx:1.27.4\n    colour: red\n", "unknown-key",
	  "remove it; the keys here are image, command, args, env, expose, dependencies, params and credentials",
	  false },
	// what YAML and types leave empty
	{ "          size: 512Mi", "          size: *none", "yaml-alias-unknown",
	  "define it above with &none, or put the value in quotes if it is text", false },
	{ "        memory:\n          size: 512Mi\n", "        memory: 512Mi\n", "wrong-type",
	  "write \"size: 512Mi\" under \"memory:\", indented", true },
	{ "          - global: true\n", "          - global\n", "wrong-type", "write \"- global: true\"", true },
	{ "deployment:\n", "---\ndeployment:\n", "yaml-multiple-documents",
	  "remove this line: the SDL goes on below it", true },
	// a line that is lost
	{ "deployment:\n", "", "misplaced-key", "write \"deployment:\" on a line of its own above it", false },
	{ "  placement:\n", "", "misplaced-key", "write \"placement:\" on a line of its own above it", false },
	{ "      pricing:\n        "
	  "web:\n          denom: uact\n          amount: 1000\n",
	  "      attributes: {}\n", "deployment-pricing-missing",
	  "write \"pricing: {web: {denom: uact, amount: 10000}}\" below \"anywhere:\"", false },
	// what belongs to a placement
	{ "      resources:\n", "      attributes:\n        host: akash\n      resources:\n", "misplaced-key",
	  "move it to profiles.placement.anywhere", false },
	{ "      pricing:\n", "      nodeSelector:\n        host: akash\n      pricing:\n", "misnamed-key",
	  "write \"attributes:\"", false },
};

START_TEST(test_stray)
{
	struct fixture fixture;
	struct fixed fixed;
	struct arena arena;

	arena_init(&arena);
	fixture_lint(&fixture, str_of(sound_sdl_with(&arena, strays[_i].before, strays[_i].after)));
	fixture_check_invariants(&fixture);
	ck_assert_uint_eq(fixture.run.diags.n, 1);
	ck_assert_str_eq(fixture.run.diags.items[0]->rule->id, strays[_i].rule);
	ck_assert_str_eq(fixture.run.diags.items[0]->help, strays[_i].help);
	withdraw_fixes(&fixture.run);
	ck_assert_int_eq(fixture.run.diags.items[0]->fix != NULL, strays[_i].is_fixed);
	if (strays[_i].is_fixed) {
		fix_run(&fixture.run, true, &fixed);
		ck_assert_uint_eq(fixture.run.diags.n, 0);
	}
	fixture_clear(&fixture);
	arena_clear(&arena);
}
END_TEST

// The finding that is left says for all that follow from it who refuses the SDL, and how bad that is.
START_TEST(test_marks)
{
	struct fixture fixture;
	struct arena arena;

	arena_init(&arena);
	fixture_lint(&fixture, str_of(sound_sdl_with(&arena, "    image:", "    imgae:")));
	ck_assert_uint_eq(fixture.run.diags.n, 1);
	ck_assert_uint_eq(fixture.run.diags.items[0]->rejected_by, REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE);
	ck_assert_int_eq(fixture.run.diags.items[0]->severity, SEVERITY_ERROR);
	fixture_clear(&fixture);
	arena_clear(&arena);
}
END_TEST

// One that a comment silences hides nothing.
START_TEST(test_silenced_cause)
{
	struct fixture fixture;
	struct arena arena;

	arena_init(&arena);
	fixture_lint(&fixture,
		     str_of(sound_sdl_with(&arena, "    image: nginx:1.27.4",
					   "    imgae: nginx # akashlint: ignore[misnamed-key] to see what comes")));
	ck_assert(fixture_has(&fixture, "service-image-missing"));
	fixture_clear(&fixture);
	arena_clear(&arena);
}
END_TEST

Suite *stray_key_suite(void)
{
	Suite *suite = suite_create("stray_key");
	TCase *tcase = tcase_create("core");

	tcase_add_loop_test(tcase, test_stray, 0, COUNT_OF(strays));
	tcase_add_test(tcase, test_marks);
	tcase_add_test(tcase, test_silenced_cause);
	suite_add_tcase(suite, tcase);
	return suite;
}
