// SPDX-License-Identifier: Apache-2.0
// In: calls of the public API that set something. Out: whether checks follow it, and a call that fails changes nothing.
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "unit/fixture.h"
#include "unit/linter_fixture.h"

static struct akashlint_text text_of(const char *name, const char *text)
{
	return (struct akashlint_text){ name, text, strlen(text) };
}

// Whether the rule reports something in the file, which is checked under this name.
static bool has_as(const char *path, const char *name, const char *rule)
{
	struct akashlint_text text = file_of(path);
	const struct akashlint_diagnostic *found;
	struct akashlint_result *result;
	bool has = false;

	ck_assert_int_eq(akashlint_check(linter, name, text.text, text.len, &result), AKASHLINT_OK);
	for (size_t i = 0; (found = akashlint_result_get(result, i)); i++)
		has |= strcmp(found->rule, rule) == 0;
	akashlint_result_free(result);
	return has;
}

static bool has(const char *path, const char *rule)
{
	return has_as(path, path, rule);
}

static bool has_failed(const char *path)
{
	struct akashlint_text text = file_of(path);
	struct akashlint_result *result;
	bool failed;

	ck_assert_int_eq(akashlint_check(linter, NULL, text.text, text.len, &result), AKASHLINT_OK);
	failed = akashlint_result_has_failed(result);
	akashlint_result_free(result);
	return failed;
}

static void set_config(const char *name, const char *config)
{
	struct akashlint_text text = text_of(name, config);

	ck_assert_msg(akashlint_set_config(linter, &text) == AKASHLINT_OK, "%s", akashlint_error(linter));
	ck_assert_str_eq(akashlint_error(linter), "");
}

static void ck_error(enum akashlint_status status, const char *error)
{
	ck_assert_int_eq(status, AKASHLINT_INVALID);
	ck_assert_str_eq(akashlint_error(linter), error);
}

static const char odd[] = "examples/rules/gpu-units-odd.bad.yml";

START_TEST(test_levels)
{
	ck_assert(has(odd, "gpu-units-odd"));
	ck_assert_int_eq(akashlint_set_level(linter, "gpu-units-o*", AKASHLINT_OFF), AKASHLINT_OK);
	ck_assert(!has(odd, "gpu-units-odd"));
	ck_error(akashlint_set_level(linter, "gpu-units-od", AKASHLINT_ERROR),
		 "unknown rule \"gpu-units-od\"; did you mean \"gpu-units-odd\"?");
	ck_error(akashlint_set_level(linter, "gpu-units-odd", AKASHLINT_NEVER), "4 is not the level of a rule");
	ck_assert(!has(odd, "gpu-units-odd"));
	ck_assert_int_eq(akashlint_enable(linter, "gpu-units-odd"), AKASHLINT_OK);
	ck_assert_str_eq(akashlint_error(linter), "");
	ck_assert(has(odd, "gpu-units-odd"));
	ck_error(akashlint_enable(linter, "a\nb"), "unknown rule \"a\\nb\"");
	ck_assert(!has_failed(odd));
	akashlint_set_level(linter, "gpu-units-odd", AKASHLINT_ERROR);
	ck_assert(has_failed(odd));
	akashlint_set_fail_on(linter, AKASHLINT_NEVER);
	ck_assert(!has_failed(odd));
	// What was set goes on top of a selection.
	ck_assert(has("examples/broken.yml", "gpu-vendor-ignored"));
	ck_assert_int_eq(akashlint_select(linter, "port-*"), AKASHLINT_OK);
	ck_assert(!has("examples/broken.yml", "gpu-vendor-ignored"));
	ck_assert(has(odd, "gpu-units-odd"));
}
END_TEST

START_TEST(test_config)
{
	struct akashlint_text broken = text_of("repo/.akashlint.yml", "rulse: {}\nfail-on: sometimes\n");

	set_config("repo/.akashlint.yml",
		   "fail-on: info\nrules: {gpu-units-odd: off}\nexclude: [templates, '*.draft.yml']\n"
		   "paths: [{path: live/*, rules: {gpu-units-odd: error}}]\n");
	ck_assert(!has(odd, "gpu-units-odd"));
	ck_assert(has_as(odd, "repo/live/a.yml", "gpu-units-odd"));
	ck_assert(!has_as(odd, "elsewhere/live/a.yml", "gpu-units-odd"));
	ck_assert(akashlint_is_excluded(linter, "repo/templates/a.yml"));
	ck_assert(akashlint_is_excluded(linter, "repo/a/b.draft.yml"));
	ck_assert(!akashlint_is_excluded(linter, "repo/a/b.yml"));
	ck_error(akashlint_set_config(linter, &broken),
		 "repo/.akashlint.yml:1:1: unknown key \"rulse\"; did you mean \"rules\"?\n"
		 "repo/.akashlint.yml:2:10: expected info, warning, error or never, not the text \"sometimes\"");
	ck_assert(!has(odd, "gpu-units-odd"));
	// What is set wins, before or after.
	akashlint_enable(linter, "gpu-units-odd");
	ck_assert(has(odd, "gpu-units-odd"));
	ck_assert_int_eq(akashlint_set_config(linter, NULL), AKASHLINT_OK);
	ck_assert(!akashlint_is_excluded(linter, "repo/templates/a.yml"));
}
END_TEST

START_TEST(test_strict)
{
	set_config(".akashlint.yml", "exclude: [templates]\nrules: {gpu-units-odd: off, env-*: off}\nfail-on: never\n");
	ck_assert_int_eq(akashlint_set_strict(linter, true), AKASHLINT_OK);
	ck_assert(has(odd, "gpu-units-odd"));
	ck_assert(!akashlint_is_excluded(linter, "templates/a.yml"));
	ck_assert(has_failed("examples/broken.yml"));
	ck_assert_int_eq(akashlint_set_strict(linter, false), AKASHLINT_OK);
	ck_assert(!has(odd, "gpu-units-odd"));
	ck_assert(!has_failed("examples/broken.yml"));
}
END_TEST

START_TEST(test_inline)
{
	static const char sdl[] = "version: \"9\" # akashlint: ignore[*] a test\n";
	struct akashlint_result *result;
	size_t n;

	ck_assert_int_eq(akashlint_check(linter, NULL, sdl, strlen(sdl), &result), AKASHLINT_OK);
	n = akashlint_result_count(result);
	ck_assert(!akashlint_result_is_accepted(result));
	akashlint_result_free(result);
	akashlint_set_inline(linter, false);
	ck_assert_int_eq(akashlint_check(linter, NULL, sdl, strlen(sdl), &result), AKASHLINT_OK);
	ck_assert_uint_gt(akashlint_result_count(result), n);
	akashlint_result_free(result);
}
END_TEST

START_TEST(test_target)
{
	static const char path[] = "examples/rules/console-required.bad.yml";

	ck_assert(!has_failed(path));
	set_config(".akashlint.yml", "target: console\n");
	ck_assert(has_failed(path));
	akashlint_set_target(linter, AKASHLINT_TARGET_NETWORK);
	ck_assert(!has_failed(path));
	akashlint_set_target(linter, AKASHLINT_TARGET_CONSOLE);
	ck_assert(has_failed(path));
}
END_TEST

START_TEST(test_policy)
{
	struct akashlint_text policy = file_of("examples/rules/policy.json");
	struct akashlint_text broken = text_of("p\n.json", "{\n \"version\": 2}");

	ck_assert(!has("examples/rules/policy-gpu-model.bad.yml", "policy-gpu-model"));
	ck_assert_int_eq(akashlint_set_policy(linter, &policy), AKASHLINT_OK);
	ck_assert(has("examples/rules/policy-gpu-model.bad.yml", "policy-gpu-model"));
	ck_assert(!has("examples/rules/policy-gpu-model.good.yml", "policy-gpu-model"));
	// Exceptions are for names, and end.
	ck_assert(!has_as("examples/rules/gpu-vendor-ignored.bad.yml", "policy-gpu-vendor.bad.yml",
			  "gpu-vendor-ignored"));
	ck_assert(has("examples/rules/gpu-vendor-ignored.bad.yml", "gpu-vendor-ignored"));
	ck_assert(has("examples/rules/policy-exception-expired.bad.yml", "policy-exception-expired") ||
		  has_as("examples/rules/policy-exception-expired.bad.yml", "policy-exception-expired.bad.yml",
			 "policy-exception-expired"));
	ck_assert_int_eq(akashlint_set_policy(linter, &broken), AKASHLINT_INVALID);
	ck_assert_ptr_nonnull(strstr(akashlint_error(linter), "p\\n.json:2:"));
	ck_assert(has("examples/rules/policy-gpu-model.bad.yml", "policy-gpu-model"));
	ck_assert_int_eq(akashlint_set_policy(linter, NULL), AKASHLINT_OK);
	ck_assert(!has("examples/rules/policy-gpu-model.bad.yml", "policy-gpu-model"));
}
END_TEST

static const char *read_file(void *context, const char *name, struct akashlint_file *file)
{
	struct akashlint_text text;

	strcat(context, name);
	strcat(context, " ");
	if (strcmp(name, "repo/none.json") == 0)
		return "not\nfor you";
	if (strcmp(name, "repo/nothing.json") == 0)
		return NULL;
	if (strcmp(name, "repo/policies/strict.json") == 0) {
		const char extending[] = "{\"version\": 1, \"extends\": [\"../base.json\"]}";

		akashlint_file_put(file, extending, strlen(extending));
		return NULL;
	}
	text = file_of(strcmp(name, "/gpus.json") == 0 ? "schemas/gpu-catalogue.json" : "examples/rules/policy.json");
	akashlint_file_put(file, text.text, text.len);
	return NULL;
}

START_TEST(test_reader)
{
	struct akashlint_text config =
		text_of("repo/.akashlint.yml", "policy: policies/strict.json\ngpus: /gpus.json\n");
	struct akashlint_text none = text_of("repo/.akashlint.yml", "policy: none.json\n");
	struct akashlint_text nothing = text_of("repo/.akashlint.yml", "gpus: nothing.json\n");
	char names[200] = "";

	ck_error(akashlint_set_config(linter, &config),
		 "repo/.akashlint.yml:1:9: can't read repo/policies/strict.json: there is no reader for files");
	akashlint_set_reader(linter, read_file, names);
	ck_assert_msg(akashlint_set_config(linter, &config) == AKASHLINT_OK, "%s", akashlint_error(linter));
	ck_assert_str_eq(names, "repo/policies/strict.json repo/policies/../base.json /gpus.json ");
	ck_assert(has("examples/rules/policy-gpu-model.bad.yml", "policy-gpu-model"));
	ck_error(akashlint_set_config(linter, &none),
		 "repo/.akashlint.yml:1:9: can't read repo/none.json: not\\nfor you");
	ck_error(akashlint_set_config(linter, &nothing),
		 "repo/.akashlint.yml:1:7: can't read repo/nothing.json: not read");
	ck_assert(has("examples/rules/policy-gpu-model.bad.yml", "policy-gpu-model"));
	// A strict check takes no catalogue of the configuration's.
	names[0] = '\0';
	akashlint_set_strict(linter, true);
	ck_assert_int_eq(akashlint_set_config(linter, &config), AKASHLINT_OK);
	ck_assert_ptr_null(strstr(names, "gpus"));
}
END_TEST

START_TEST(test_gpus)
{
	struct akashlint_text gpus =
		text_of("gpus.json", "{\"10de\": {\"name\": \"nvidia\", \"devices\": {\"2684\": {\"name\": "
				     "\"zx9\", \"interface\": \"pcie\", \"memory_size\": \"24Gi\"}}}}");
	struct akashlint_text broken = text_of("gpus.json", "[");

	ck_assert(!has("examples/llm-one-gpu.yml", "gpu-model-unknown"));
	ck_assert_msg(akashlint_set_gpus(linter, &gpus) == AKASHLINT_OK, "%s", akashlint_error(linter));
	ck_assert(has("examples/llm-one-gpu.yml", "gpu-model-unknown"));
	ck_assert_int_eq(akashlint_set_gpus(linter, &broken), AKASHLINT_INVALID);
	ck_assert(has("examples/llm-one-gpu.yml", "gpu-model-unknown"));
	ck_assert_int_eq(akashlint_set_gpus(linter, NULL), AKASHLINT_OK);
	ck_assert(!has("examples/llm-one-gpu.yml", "gpu-model-unknown"));
}
END_TEST

START_TEST(test_providers_and_prices)
{
	struct akashlint_text providers[] = { file_of("examples/rules/providers.json"),
					      file_of("examples/inventories/grpc.json"), text_of("empty", "[]") };
	struct akashlint_text prices = file_of("examples/rules/prices.json"), broken = text_of("prices", "{}");

	ck_assert(!has("examples/rules/gpu-no-provider.bad.yml", "gpu-no-provider"));
	ck_assert_int_eq(akashlint_set_providers(linter, providers, 1), AKASHLINT_OK);
	ck_assert(has("examples/rules/gpu-no-provider.bad.yml", "gpu-no-provider"));
	ck_assert_int_eq(akashlint_set_providers(linter, providers, 2), AKASHLINT_OK);
	ck_assert_int_eq(akashlint_set_providers(linter, providers, 3), AKASHLINT_INVALID);
	ck_assert_ptr_nonnull(strstr(akashlint_error(linter), "empty: "));
	ck_assert_int_eq(akashlint_set_providers(linter, NULL, 0), AKASHLINT_OK);
	ck_assert(!has("examples/rules/gpu-no-provider.bad.yml", "gpu-no-provider"));
	ck_assert(!has("examples/rules/price-below-offers.bad.yml", "price-below-offers"));
	ck_assert_int_eq(akashlint_set_prices(linter, &prices, 1), AKASHLINT_OK);
	ck_assert(has("examples/rules/price-below-offers.bad.yml", "price-below-offers"));
	ck_assert_int_eq(akashlint_set_prices(linter, &broken, 1), AKASHLINT_INVALID);
	ck_assert_int_eq(akashlint_set_prices(linter, NULL, 0), AKASHLINT_OK);
	ck_assert(!has("examples/rules/price-below-offers.bad.yml", "price-below-offers"));
}
END_TEST

START_TEST(test_rate)
{
	struct akashlint_text sdl = file_of("examples/web-app.yml");
	struct akashlint_result *result;
	const char *report;

	ck_assert_int_eq(akashlint_set_rate(linter, "", 1), AKASHLINT_INVALID);
	ck_assert_int_eq(akashlint_set_rate(linter, "uact", -1), AKASHLINT_INVALID);
	ck_assert_int_eq(akashlint_set_rate(linter, "uact", NAN), AKASHLINT_INVALID);
	ck_assert_int_eq(akashlint_set_rate(linter, "uact", INFINITY), AKASHLINT_INVALID);
	// The last one counts.
	ck_assert_int_eq(akashlint_set_rate(linter, "uact", 1), AKASHLINT_OK);
	ck_assert_int_eq(akashlint_set_rate(linter, "uact", 1000), AKASHLINT_OK);
	ck_assert_int_eq(akashlint_check(linter, NULL, sdl.text, sdl.len, &result), AKASHLINT_OK);
	ck_assert_int_eq(akashlint_result_report(result, AKASHLINT_RESOURCES, "human", &report), AKASHLINT_OK);
	ck_assert_ptr_nonnull(strstr(report, "web price ceiling: $5.89 per hour"));
	akashlint_result_free(result);
}
END_TEST

START_TEST(test_rules)
{
	size_t n = 0;

	for (const char *rule; (rule = akashlint_rule(n)); n++) {
		ck_assert_ptr_nonnull(akashlint_rule_summary(rule));
		ck_assert_ptr_nonnull(akashlint_rule_why(rule));
		ck_assert_ptr_nonnull(akashlint_rule_fix(rule));
	}
	ck_assert_uint_gt(n, 100);
	ck_assert_ptr_null(akashlint_rule_summary("none"));
	ck_assert_ptr_null(akashlint_rule_why("none"));
	ck_assert_ptr_null(akashlint_rule_fix("none"));
}
END_TEST

Suite *library_settings_suite(void)
{
	Suite *suite = suite_create("library_settings");
	TCase *tcase = tcase_create("library_settings");

	tcase_add_checked_fixture(tcase, linter_set_up, linter_tear_down);
	tcase_add_test(tcase, test_levels);
	tcase_add_test(tcase, test_config);
	tcase_add_test(tcase, test_strict);
	tcase_add_test(tcase, test_inline);
	tcase_add_test(tcase, test_target);
	tcase_add_test(tcase, test_policy);
	tcase_add_test(tcase, test_reader);
	tcase_add_test(tcase, test_gpus);
	tcase_add_test(tcase, test_providers_and_prices);
	tcase_add_test(tcase, test_rate);
	tcase_add_test(tcase, test_rules);
	suite_add_tcase(suite, tcase);
	return suite;
}
