// SPDX-License-Identifier: Apache-2.0
// In: results of the public API. Out: whether their reports, fixes and limits are the command's.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit/allocation.h"
#include "unit/fixture.h"
#include "unit/linter_fixture.h"

static struct akashlint_result *check(const char *path)
{
	struct akashlint_text text = file_of(path);
	struct akashlint_result *result;

	ck_assert_int_eq(akashlint_check(linter, path, text.text, text.len, &result), AKASHLINT_OK);
	return result;
}

// What the command writes; `command` has its arguments.
static const char *output_of(const char *command)
{
	const char *program = getenv("AKASHLINT");
	const char *line = arena_printf(&arena, "env -u COLUMNS LC_ALL=C.UTF-8 %s %s 2>&1", program, command);
	struct strbuf out;
	FILE *pipe = popen(line, "r");
	char text[4096];
	size_t len;

	ck_assert_ptr_nonnull(pipe);
	out = strbuf_in(&arena);
	while ((len = fread(text, 1, sizeof(text), pipe)) > 0)
		strbuf_add(&out, text, len);
	pclose(pipe);
	return out.text;
}

static void ck_report(struct akashlint_result *result, enum akashlint_report kind, const char *format,
		      const char *command)
{
	const char *text;

	ck_assert_int_eq(akashlint_result_report(result, kind, format, &text), AKASHLINT_OK);
	ck_assert_str_eq(text, output_of(command));
}

START_TEST(test_findings)
{
	struct akashlint_result *result = check("examples/broken.yml");

	ck_report(result, AKASHLINT_FINDINGS, "human", "--no-config examples/broken.yml");
	ck_report(result, AKASHLINT_FINDINGS, "json", "--no-config -f json examples/broken.yml");
	ck_report(result, AKASHLINT_FINDINGS, "sarif", "--no-config -f sarif examples/broken.yml");
	ck_report(result, AKASHLINT_FINDINGS, "rdjsonl", "--no-config -f rdjsonl examples/broken.yml");
	akashlint_result_free(result);
}
END_TEST

START_TEST(test_resources_matches_bids)
{
	struct akashlint_text providers[] = { file_of("examples/bids/providers.json"),
					      file_of("examples/inventories/grpc.json") };
	struct akashlint_text bids = file_of("examples/bids/node.json"),
			      prices = file_of("examples/bids/gpu-prices.json");
	const char *data =
		"--providers examples/bids/providers.json --providers examples/inventories/grpc.json --prices "
		"examples/bids/gpu-prices.json --no-config examples/llm-one-gpu.yml";
	struct akashlint_result *result;
	const char *text;

	ck_assert_int_eq(akashlint_set_providers(linter, providers, 2), AKASHLINT_OK);
	ck_assert_int_eq(akashlint_set_prices(linter, &prices, 1), AKASHLINT_OK);
	result = check("examples/llm-one-gpu.yml");
	ck_report(result, AKASHLINT_RESOURCES, "json",
		  "resources -f json --prices examples/bids/gpu-prices.json --no-config examples/llm-one-gpu.yml");
	ck_report(result, AKASHLINT_RESOURCES, "screening",
		  "resources -f screening --no-config examples/llm-one-gpu.yml");
	ck_report(result, AKASHLINT_MATCHES, "json", arena_printf(&arena, "match -f json %s", data));
	ck_report(result, AKASHLINT_MATCHES, "human", arena_printf(&arena, "match %s", data));
	ck_assert_int_eq(akashlint_result_report(result, AKASHLINT_BIDS, "json", &text), AKASHLINT_NO_DATA);
	ck_assert_ptr_null(text);
	ck_assert_int_eq(akashlint_result_set_bids(result, &bids, NULL, NULL, 0), AKASHLINT_OK);
	ck_report(result, AKASHLINT_BIDS, "json",
		  arena_printf(&arena, "bids --bids examples/bids/node.json -f json %s", data));
	ck_assert_int_eq(akashlint_result_set_bids(result, &bids, "24610377", "rtx*",
						   AKASHLINT_AUDITED_ONLY | AKASHLINT_AUDITED_FIRST),
			 AKASHLINT_OK);
	ck_report(
		result, AKASHLINT_BIDS, "json",
		arena_printf(
			&arena,
			"bids --bids examples/bids/node.json --dseq 24610377 --model 'rtx*' --audited --order audited "
			"-f json %s",
			data));
	akashlint_result_free(result);
}
END_TEST

START_TEST(test_what_there_is_not)
{
	struct akashlint_text bids = { "bids.json", "{]", 2 };
	struct akashlint_result *result = check("examples/web-app.yml");
	const char *text = "";

	ck_assert_int_eq(akashlint_result_report(result, AKASHLINT_MATCHES, "json", &text), AKASHLINT_NO_DATA);
	ck_assert_int_eq(akashlint_result_report(result, AKASHLINT_FINDINGS, "screening", &text), AKASHLINT_INVALID);
	ck_assert_ptr_null(text);
	ck_assert_str_eq(akashlint_result_error(result), "this report has no such format");
	ck_assert_int_eq(akashlint_result_report(result, (enum akashlint_report)9, "json", &text), AKASHLINT_INVALID);
	ck_assert_int_eq(akashlint_result_set_bids(result, &bids, NULL, NULL, 0), AKASHLINT_INVALID);
	ck_assert_ptr_nonnull(strstr(akashlint_result_error(result), "bids.json:1:2: "));
	akashlint_result_free(result);
	result = check("examples/broken.yml");
	ck_assert_int_eq(akashlint_result_report(result, AKASHLINT_RESOURCES, "json", &text), AKASHLINT_REJECTED);
	akashlint_result_free(result);
}
END_TEST

START_TEST(test_fixes)
{
	struct akashlint_text sdl = file_of("examples/broken.yml");
	struct akashlint_result *result = check("examples/broken.yml");
	const struct akashlint_diagnostic *found;
	const char *text, *diff;
	size_t n_fixes = 0, n_related = 0, n, len;

	for (size_t i = 0; (found = akashlint_result_get(result, i)); i++) {
		n_fixes += found->fix != NULL;
		n_related += found->n_related;
		if (!found->fix || found->fix->is_unsafe)
			continue;
		ck_assert_uint_eq(found->fix->n_edits, 1);
		ck_assert_str_eq(found->fix->edits[0].text, "32Gi");
		ck_assert_uint_eq(found->fix->edits[0].len, 4);
		ck_assert_uint_eq(found->fix->edits[0].span.line, 23);
	}
	ck_assert_uint_eq(n_fixes, 3);
	ck_assert_uint_eq(n_related, 1);
	ck_assert_int_eq(akashlint_result_fix(result, false, &text, &len, &n), AKASHLINT_OK);
	ck_assert_uint_eq(n, 1);
	ck_assert_uint_eq(len, strlen(text));
	ck_assert_ptr_nonnull(strstr(text, "size: 32Gi"));
	ck_assert_str_eq(text, output_of("--no-config --fix -f gcc -o /dev/null - < examples/broken.yml"));
	ck_assert_int_eq(akashlint_result_fix(result, true, &text, NULL, NULL), AKASHLINT_OK);
	ck_assert_str_eq(text, output_of("--no-config --unsafe-fixes -f gcc -o /dev/null - < examples/broken.yml"));
	ck_assert_int_eq(akashlint_result_diff(result, true, &diff), AKASHLINT_OK);
	ck_assert_str_eq(diff, output_of("--no-config -q --unsafe-fixes --diff examples/broken.yml"));
	akashlint_result_free(result);
	// Without fixes of findings the text can be fixed all the same.
	akashlint_set_fixes(linter, false);
	result = check("examples/broken.yml");
	for (size_t i = 0; (found = akashlint_result_get(result, i)); i++)
		ck_assert_ptr_null(found->fix);
	ck_assert_int_eq(akashlint_result_fix(result, false, &text, &len, &n), AKASHLINT_OK);
	ck_assert_uint_eq(n, 1);
	akashlint_result_free(result);
	akashlint_set_fixes(linter, true);
	// Nothing to fix: the text as it is, and no difference.
	result = check("examples/web-app.yml");
	sdl = file_of("examples/web-app.yml");
	ck_assert_int_eq(akashlint_result_fix(result, true, &text, &len, &n), AKASHLINT_OK);
	ck_assert_uint_eq(n, 0);
	ck_assert(len == sdl.len && memcmp(text, sdl.text, len) == 0);
	ck_assert_int_eq(akashlint_result_diff(result, true, &diff), AKASHLINT_OK);
	ck_assert_str_eq(diff, "");
	akashlint_result_free(result);
}
END_TEST

START_TEST(test_utf16)
{
	static const char text[] = "\xFF\xFEv\0e\0r\0s\0i\0o\0n\0:\0 \0002\0";
	struct akashlint_result *result;
	const char *fixed, *diff;
	size_t len, n;

	ck_assert_int_eq(akashlint_check(linter, NULL, text, sizeof(text) - 1, &result), AKASHLINT_OK);
	ck_assert_int_eq(akashlint_result_fix(result, true, &fixed, &len, &n), AKASHLINT_OK);
	ck_assert_uint_eq(n, 0);
	ck_assert(len == sizeof(text) - 1 && memcmp(fixed, text, len) == 0);
	ck_assert_int_eq(akashlint_result_diff(result, true, &diff), AKASHLINT_OK);
	ck_assert_str_eq(diff, "");
	akashlint_result_free(result);
}
END_TEST

START_TEST(test_dropped)
{
	struct akashlint_result *result;
	struct strbuf text;

	text = strbuf_in(&arena);
	for (int i = 0; i < 1500; i++)
		strbuf_printf(&text, "key%d: 1\n", i);
	ck_assert_int_eq(akashlint_check(linter, NULL, text.text, text.len, &result), AKASHLINT_OK);
	ck_assert_uint_ge(akashlint_result_count(result), 1000);
	ck_assert_uint_ge(akashlint_result_n_dropped(result), 400);
	akashlint_result_free(result);
}
END_TEST

// A text that takes long, and much.
static struct str long_text(void)
{
	struct strbuf text;

	text = strbuf_in(&arena);
	strbuf_puts(&text, "version: \"2.0\"\nservices:\n");
	for (int i = 0; i < 20000; i++)
		strbuf_printf(&text, "  s%d: {image: nginx:1.27.4, expose: [{port: 80, to: [{global: true}]}]}\n", i);
	return (struct str){ text.text, text.len };
}

START_TEST(test_limits)
{
	struct str text = long_text();
	struct akashlint_result *result = (struct akashlint_result *)&linter;

	akashlint_set_limits(linter, 4 << 20, 0);
	ck_assert_int_eq(akashlint_check(linter, NULL, text.ptr, text.len, &result), AKASHLINT_MEMORY_LIMIT);
	ck_assert_ptr_null(result);
	akashlint_set_limits(linter, 0, 1);
	ck_assert_int_eq(akashlint_check(linter, NULL, text.ptr, text.len, &result), AKASHLINT_TIME_LIMIT);
	ck_assert_ptr_null(result);
	// A usual file is within them.
	akashlint_set_limits(linter, 4 << 20, 10000);
	akashlint_result_free(check("examples/broken.yml"));
}
END_TEST

START_TEST(test_limit_of_a_report)
{
	struct akashlint_result *result;
	struct str text = long_text();
	const char *report;
	size_t n;

	ck_assert_int_eq(akashlint_check(linter, NULL, text.ptr, text.len, &result), AKASHLINT_OK);
	akashlint_result_free(result);
	akashlint_set_limits(linter, 768 << 10, 0);
	result = check("examples/broken.yml");
	n = akashlint_result_count(result);
	ck_assert_uint_eq(n, 5);
	// Each call has the limit anew; the result keeps its findings when one is over it.
	while (akashlint_result_fix(result, true, &report, NULL, NULL) == AKASHLINT_OK)
		akashlint_result_report(result, AKASHLINT_FINDINGS, "sarif", &report);
	ck_assert_ptr_null(report);
	ck_assert_int_eq(akashlint_result_report(result, AKASHLINT_FINDINGS, "human", &report), AKASHLINT_MEMORY_LIMIT);
	ck_assert_str_eq(akashlint_result_get(result, n - 1)->rule, "deployment-pricing-missing");
	akashlint_result_free(result);
}
END_TEST

struct data {
	struct akashlint_text sdl, policy, config, gpus, providers, prices, bids;
};

static const char *give_policy(void *context, const char *name, struct akashlint_file *file)
{
	const struct data *data = context;

	(void)name;
	akashlint_file_put(file, data->policy.text, data->policy.len);
	return NULL;
}

// A status of each call that can fail; the first that is not OK.
static enum akashlint_status use(struct akashlint *own, const struct data *data, struct akashlint_result **result)
{
	enum akashlint_status status;
	const char *text;

	akashlint_set_reader(own, give_policy, (void *)data);
	if ((status = akashlint_set_level(own, "gpu-*", AKASHLINT_INFO)) || (status = akashlint_enable(own, "*")) ||
	    (status = akashlint_set_rate(own, "uakt", 0.5)) || (status = akashlint_set_strict(own, true)) ||
	    (status = akashlint_set_config(own, &data->config)) || (status = akashlint_set_gpus(own, &data->gpus)) ||
	    (status = akashlint_set_providers(own, &data->providers, 1)) ||
	    (status = akashlint_set_prices(own, &data->prices, 1)) ||
	    (status = akashlint_check(own, "sdl.yml", data->sdl.text, data->sdl.len, result)) ||
	    (status = akashlint_result_fix(*result, true, &text, NULL, NULL)) ||
	    (status = akashlint_result_diff(*result, true, &text)) ||
	    (status = akashlint_result_set_bids(*result, &data->bids, "24610377", "*", 0)) ||
	    (status = akashlint_result_report(*result, AKASHLINT_RESOURCES, "json", &text)) ||
	    (status = akashlint_result_report(*result, AKASHLINT_MATCHES, "json", &text)) ||
	    (status = akashlint_result_report(*result, AKASHLINT_BIDS, "json", &text)))
		return status;
	return AKASHLINT_OK;
}

// True when there was memory enough. Asserts nothing: Check allocates too.
static bool use_once(void *context)
{
	const struct data *data = context;
	struct akashlint *own = akashlint_new();
	struct akashlint_result *result = NULL;
	enum akashlint_status status;

	if (!own)
		return false;
	status = use(own, data, &result);
	akashlint_result_free(result);
	akashlint_free(own);
	// jansson takes some of its own failures for invalid JSON.
	return status == AKASHLINT_OK;
}

START_TEST(test_memory)
{
	static const char gpus[] = "{\"10de\": {\"name\": \"nvidia\", \"devices\": {\"2684\": {\"name\": \"rtx4090\", "
				   "\"interface\": \"pcie\", \"memory_size\": \"24Gi\"}}}}";
	static const char config[] = "rules: {gpu-any-model: error}\npolicy: policy.json\n"
				     "paths: [{path: '*', rules: {env-*: off}}]\n";
	struct data data = {
		.sdl = file_of("examples/llm-one-gpu.yml"),
		.policy = file_of("examples/rules/policy.json"),
		.config = { ".akashlint.yml", config, sizeof(config) - 1 },
		.gpus = { "gpus.json", gpus, sizeof(gpus) - 1 },
		.providers = file_of("examples/bids/providers.json"),
		.prices = file_of("examples/bids/gpu-prices.json"),
		.bids = file_of("examples/bids/one.json"),
	};

	allocation_watch_jansson();
	ck_assert(use_once(&data));
	allocation_fail_each(MAY_DO_WITHOUT, use_once, &data);
}
END_TEST

Suite *library_reports_suite(void)
{
	Suite *suite = suite_create("library_reports");
	TCase *tcase = tcase_create("library_reports");

	tcase_add_checked_fixture(tcase, linter_set_up, linter_tear_down);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, test_findings);
	tcase_add_test(tcase, test_resources_matches_bids);
	tcase_add_test(tcase, test_what_there_is_not);
	tcase_add_test(tcase, test_fixes);
	tcase_add_test(tcase, test_utf16);
	tcase_add_test(tcase, test_dropped);
	tcase_add_test(tcase, test_limits);
	tcase_add_test(tcase, test_limit_of_a_report);
	tcase_add_test(tcase, test_memory);
	suite_add_tcase(suite, tcase);
	return suite;
}
