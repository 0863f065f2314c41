// SPDX-License-Identifier: Apache-2.0
// In: folders with and without a configuration. Out: whether each file has the one that is nearest.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/sandbox.h"
#include "diag/rule.h"
#include "unit/fixture.h"

static const char unknown[] = "x: 1 # a finding that is an error\n";

static void make_folder(const char *name)
{
	ck_assert_int_eq(mkdir(sandbox_path(name), 0755), 0);
}

static void write_sdl(const char *name)
{
	char *text = malloc(sizeof(unknown) + strlen(sound_sdl));

	ck_assert_ptr_nonnull(text);
	strcpy(text, unknown);
	strcat(text, sound_sdl);
	write_file(sandbox, name, text);
	free(text);
}

static void set_up(void)
{
	sandbox_set_up();
	make_folder("a");
	make_folder("a/b");
	make_folder("a/b/c");
	write_sdl("a/1.yml");
	write_sdl("a/b/c/2.yml");
	write_file(sandbox, ".akashlint.yml", "fail-on: never\n");
	write_file(sandbox, "a/b/.akashlint.yml", "rules: {sdl-*: off}\n");
}

// What "akashlint config" says of the configuration.
static void check_config(const char *arguments, const char *expected)
{
	char call[256];
	json_t *json;

	snprintf(call, sizeof(call), "config -f json %s", arguments);
	json = json_of(call);
	ck_assert_str_eq(json_string_value(json_object_get(json, "config")), expected);
	json_decref(json);
}

START_TEST(test_nearest)
{
	check_config("", ".akashlint.yml");
	check_config("a/1.yml", ".akashlint.yml");
	check_config("./a/none/none.yml", ".akashlint.yml");
	check_config("a/b/c/2.yml", "a/b/.akashlint.yml");
	check_config("a/../a/b/c/../c/2.yml", "a/b/.akashlint.yml");
	check_config("-c a/b/.akashlint.yml a/1.yml", "a/b/.akashlint.yml");
	check_status("a/1.yml", 0);
	check_status("--fail-on error a/1.yml", 1);
	check_status("--no-config a/1.yml", 1);
	check_status("a", 0);
	check_status("a/b/c/2.yml", 0);
	check_status("--enable sdl-unknown-section a/b/c/2.yml", 1);
	check_status("--config a/b/.akashlint.yml a/1.yml", 0);
}
END_TEST

static void check_origin(json_t *item, const char *kind, const char *key, const char *value)
{
	json_t *from = json_object_get(item, "from");

	ck_assert_str_eq(json_string_value(json_object_get(from, "kind")), kind);
	if (key)
		ck_assert_str_eq(json_string_value(json_object_get(from, key)), value);
}

START_TEST(test_origins)
{
	json_t *json = json_of("config -f json a/b/c/2.yml --target console --disable gpu-units-odd"), *settings, *rule;
	size_t i;

	settings = json_object_get(json, "settings");
	check_origin(json_object_get(settings, "target"), "option", "option", "--target");
	check_origin(json_object_get(settings, "fail-on"), "default", NULL, NULL);
	ck_assert(json_is_null(json_object_get(json_object_get(settings, "policy"), "value")));
	ck_assert_uint_eq(json_array_size(json_object_get(json, "rules")), n_all_rules);
	json_array_foreach(json_object_get(json, "rules"), i, rule)
	{
		const char *id = json_string_value(json_object_get(rule, "rule"));

		if (strncmp(id, "sdl-", 4) == 0)
			check_origin(rule, "config", "file", "a/b/.akashlint.yml");
		else if (strcmp(id, "gpu-units-odd") == 0)
			check_origin(rule, "option", "option", "--disable");
		else
			check_origin(rule, "default", NULL, NULL);
	}
	json_decref(json);
}
END_TEST

START_TEST(test_own_folder)
{
	struct call call = { .arguments = "config -f json 2.yml", .folder = sandbox_path("a/b/c") };
	struct outcome outcome;

	outcome = run_program(&call);
	ck_assert_ptr_nonnull(strstr(outcome.out, "\"config\": \"../.akashlint.yml\""));
	outcome_clear(&outcome);
}
END_TEST

START_TEST(test_stdin)
{
	struct call call = { .arguments = "--stdin-filename a/b/c/x.yml -", .folder = sandbox, .input = "x: @\n" };
	struct outcome outcome = run_program(&call);

	ck_assert_int_eq(outcome.status, 1);
	outcome_clear(&outcome);
	call.arguments = "-";
	outcome = run_program(&call);
	ck_assert_int_eq(outcome.status, 0);
	outcome_clear(&outcome);
	write_file(sandbox, "a/b/.akashlint.yml", "rules: []\n");
	call.arguments = "--stdin-filename a/b/c/x.yml -";
	outcome = run_program(&call);
	ck_assert_int_eq(outcome.status, 2);
	ck_assert_str_eq(outcome.err,
			 "akashlint: a/b/.akashlint.yml:1:8: expected a level for each rule, not an empty list\n");
	outcome_clear(&outcome);
}
END_TEST

// One that can't be used is told once, and does not stop the others.
START_TEST(test_broken)
{
	struct outcome outcome;

	write_sdl("a/b/c/3.yml");
	write_file(sandbox, "a/b/.akashlint.yml", "policy: none.json\n");
	outcome = sandbox_run("-f gcc --enable * a");
	ck_assert_int_eq(outcome.status, 2);
	ck_assert_str_eq(outcome.err, "akashlint: a/b/none.json: No such file or directory\n"
				      "akashlint: a/b/.akashlint.yml:1:9: can't use this policy\n");
	ck_assert_ptr_nonnull(strstr(outcome.out, "a/1.yml:1:1: "));
	ck_assert_ptr_null(strstr(outcome.out, "2.yml"));
	outcome_clear(&outcome);
	check_status("-q --policy none.json a/1.yml", 2);
	check_says("-c a/b/.akashlint.yml a/1.yml", "a/b/.akashlint.yml:1:9: can't use this policy");
	check_says("config a/b/c/2.yml", "a/b/.akashlint.yml:1:9: can't use this policy");
	check_says("config a b", "takes one file");
	write_file(sandbox, "a/b/.akashlint.yml", "gpus: ../../sound.yml\n");
	check_says("a/b", "a/b/.akashlint.yml:1:7: can't use this GPU catalogue");
	ck_assert_int_eq(unlink(sandbox_path("a/b/.akashlint.yml")), 0);
	make_folder("a/b/.akashlint.yml");
	check_config("a/b/c/2.yml", ".akashlint.yml");
	check_says("-c a sound.yml", "a: Is a directory");
}
END_TEST

// It might say anything: that is not as good as none.
START_TEST(test_that_can_not_be_looked_at)
{
	ck_assert_int_eq(symlink(".akashlint.yml", sandbox_path("a/b/c/.akashlint.yml")), 0);
	check_says("a/b/c/2.yml", "a/b/c/.akashlint.yml: ");
	check_status("--no-config a/b/c/2.yml", 1);
	check_status("--fail-on never a/1.yml", 0);
}
END_TEST

START_TEST(test_exclude)
{
	write_file(sandbox, ".akashlint.yml", "exclude: [a/b, broken.yml]\nrules: {sdl-*: off}\n");
	check_status(".", 0);
	check_status("broken.yml", 1);
	check_status("a/b/c/2.yml", 0);
	check_says("-c none.yml", "none.yml: No such file");
	write_file(sandbox, ".akashlint.yml", "exclude: c\n");
	check_status("a/1.yml a/b", 1);
}
END_TEST

Suite *config_files_suite(void)
{
	Suite *suite = suite_create("config_files");
	TCase *tcase = tcase_create("config_files");

	tcase_add_checked_fixture(tcase, set_up, sandbox_tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_nearest);
	tcase_add_test(tcase, test_origins);
	tcase_add_test(tcase, test_own_folder);
	tcase_add_test(tcase, test_stdin);
	tcase_add_test(tcase, test_broken);
	tcase_add_test(tcase, test_that_can_not_be_looked_at);
	tcase_add_test(tcase, test_exclude);
	suite_add_tcase(suite, tcase);
	return suite;
}
