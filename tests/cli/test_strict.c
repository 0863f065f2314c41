// SPDX-License-Identifier: Apache-2.0
// In: a repository that tries to silence its gate. Out: whether --strict lets it.
#include <check.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/sandbox.h"
#include "unit/fixture.h"

static const char warned[] = "examples/rules/gpu-model-unknown.bad.yml";

static void write_at(const char *name, const char *text)
{
	write_file(sandbox, name, text);
}

static void copy(const char *from, const char *name, const char *first_line)
{
	struct arena arena;
	struct strbuf text;
	struct str bytes;

	arena_init(&arena);
	bytes = fixture_read(&arena, from);
	text = strbuf_in(&arena);
	strbuf_puts(&text, first_line);
	strbuf_add(&text, bytes.ptr, bytes.len);
	write_at(name, text.text);
	arena_clear(&arena);
}

static void set_up(void)
{
	sandbox_set_up();
	ck_assert_int_eq(mkdir(sandbox_path(".git"), 0755), 0);
	ck_assert_int_eq(mkdir(sandbox_path("sdl"), 0755), 0);
	copy(warned, "sdl/gpu.yml", "");
}

// What is found without any configuration is found with it, and not without --strict.
static void check_silenced(const char *config)
{
	write_at(".akashlint.yml", config);
	check_status("--fail-on warning --no-config sdl", 1);
	check_status("--fail-on warning --strict sdl", 1);
}

START_TEST(test_levels)
{
	check_silenced("rules: {gpu-*: off}\n");
	check_status("--fail-on warning sdl", 0);
	check_silenced("rules: {gpu-*: info}\n");
	check_status("--fail-on warning sdl", 0);
	check_silenced("paths: [{path: 'sdl/*', rules: {'*': off}}]\n");
	check_status("--fail-on warning sdl", 0);
	check_silenced("rules: {gpu-*: error}\n");
	check_status("--strict sdl", 1);
	check_status("--strict --disable gpu-* sdl", 0);
}
END_TEST

// For Akash Console the denomination is a warning only.
START_TEST(test_target)
{
	copy("examples/rules/price-denom-not-accepted.bad.yml", "sdl/gpu.yml", "");
	write_at(".akashlint.yml", "target: console\n");
	check_status("sdl", 0);
	check_status("--strict sdl", 1);
	check_status("--strict --target console sdl", 0);
}
END_TEST

START_TEST(test_fail_on)
{
	write_at(".akashlint.yml", "fail-on: never\nrules: {gpu-*: error}\n");
	check_status("sdl", 0);
	check_status("--strict sdl", 1);
	write_at(".akashlint.yml", "fail-on: warning\n");
	check_status("--strict sdl", 1);
	check_status("--strict --fail-on never sdl", 1);
}
END_TEST

START_TEST(test_excluded)
{
	check_silenced("exclude: sdl/gpu.yml\n");
	check_silenced("exclude: ['*']\n");
}
END_TEST

START_TEST(test_comment)
{
	copy(warned, "sdl/gpu.yml", "# akashlint: ignore-file[*] -- it is fine\n");
	check_status("--fail-on warning sdl", 0);
	check_status("--fail-on warning --strict sdl", 1);
}
END_TEST

START_TEST(test_policy)
{
	write_at("policy.json", "{\"version\": 1, \"rules\": {\"gpu-*\": {\"level\": \"off\"}}}");
	check_silenced("policy: policy.json\n");
	check_status("--fail-on warning sdl", 0);
	// The command line is trusted.
	check_status("--fail-on warning --strict --policy policy.json sdl", 0);
}
END_TEST

START_TEST(test_catalogue)
{
	copy("schemas/gpu-catalogue.json", "gpus.json", "");
	write_at(".akashlint.yml", "gpus: gpus.json\n");
	check_status("--fail-on warning --strict sdl", 1);
}
END_TEST

static void check_refused(const char *name)
{
	char config[64];

	snprintf(config, sizeof(config), "policy: %s\n", name);
	write_at(".akashlint.yml", config);
	check_says("sdl", "can't use this policy");
}

START_TEST(test_own_files)
{
	ck_assert_int_eq(mkfifo(sandbox_path("pipe"), 0600), 0);
	ck_assert_int_eq(symlink("/dev/null", sandbox_path("device")), 0);
	ck_assert_int_eq(symlink("/etc/passwd", sandbox_path("link.json")), 0);
	check_refused("pipe");
	check_refused("device");
	check_refused("link.json");
	check_refused("/etc/passwd");
	check_refused("../../etc/passwd");
	write_at("policy.json", "{\"version\": 1, \"extends\": [\"link.json\"]}");
	check_refused("policy.json");
	check_says("sdl", "outside the repository");
	ck_assert_int_eq(unlink(sandbox_path(".akashlint.yml")), 0);
	ck_assert_int_eq(mkfifo(sandbox_path(".akashlint.yml"), 0600), 0);
	check_says("sdl", "not a regular file");
}
END_TEST

// Little of what can't be parsed is shown.
START_TEST(test_secrets)
{
	write_at("policy.json", "{\"version\": secretofmorethansxt}");
	check_says("--policy policy.json sdl", "near 'secretofmorethan…'");
	write_at(".akashlint.yml", "fail-on: secret_of_more_than_sixteen_bytes\n");
	check_says("sdl", "not text that starts with \"secret_of_more_t\"");
}
END_TEST

// More findings than are kept do not hide a worse one.
START_TEST(test_crowd)
{
	struct arena arena;
	struct strbuf keys;

	arena_init(&arena);
	keys = strbuf_in(&arena);
	for (int i = 0; i <= DIAGS_MAX; i++)
		strbuf_printf(&keys, "    k%d: x\n", i);
	strbuf_puts(&keys, "    environment: [A=b]\n    expose:\n");
	write_at("sdl/gpu.yml", sound_sdl_with(&arena, "    expose:\n", keys.text));
	check_status("--strict sdl", 1);
	arena_clear(&arena);
}
END_TEST

static const char *const disguises[][2] = {
	{ "", "" },
	{ "deployment:\n", "\"deploym\\x65nt\":\n" },
	{ "deployment:\n", "? deployment\n:\n" },
	{ "deployment:\n", "!!str deployment:\n" },
	{ "deployment:\n", "&a deployment:\n" },
};

// Found by the walk, however its keys are written.
START_TEST(test_disguised)
{
	static const char sdl[] =
		"\"v\\x65rsion\": \"2.0\"\n"
		"services: {a: {image: 'nginx:1', expose: [{port: 80, to: [{global: true}]}], k: x}}\n"
		"? profiles\n"
		": compute: {a: {resources: {cpu: {units: 1}, memory: {size: 1Gi}, storage: {size: 1Gi}}}}\n"
		"  placement: {b: {pricing: {a: {denom: uact, amount: 1000}}}}\n"
		"deployment:\n"
		"  a: {b: {profile: a, count: 1}}\n";
	const char *const *disguise = disguises[_i], *at = strstr(sdl, disguise[0]);
	struct arena arena;

	arena_init(&arena);
	write_at("sdl/gpu.yml",
		 arena_printf(&arena, "%.*s%s%s", (int)(at - sdl), sdl, disguise[1], at + strlen(disguise[0])));
	check_status("--strict --fail-on warning sdl", 1);
	write_at("sdl/gpu.yml", "a: b\n");
	check_status("--strict --fail-on warning --allow-empty sdl", 0);
	arena_clear(&arena);
}
END_TEST

Suite *strict_suite(void)
{
	Suite *suite = suite_create("strict");
	TCase *tcase = tcase_create("strict");

	tcase_add_checked_fixture(tcase, set_up, sandbox_tear_down);
	tcase_add_test(tcase, test_levels);
	tcase_add_test(tcase, test_target);
	tcase_add_test(tcase, test_fail_on);
	tcase_add_test(tcase, test_excluded);
	tcase_add_test(tcase, test_comment);
	tcase_add_test(tcase, test_policy);
	tcase_add_test(tcase, test_catalogue);
	tcase_add_test(tcase, test_own_files);
	tcase_add_test(tcase, test_secrets);
	tcase_add_test(tcase, test_crowd);
	tcase_add_loop_test(tcase, test_disguised, 0, COUNT_OF(disguises));
	suite_add_tcase(suite, tcase);
	return suite;
}
