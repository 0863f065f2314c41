// SPDX-License-Identifier: Apache-2.0
// In: calls of the program in folders made for them. Out: whether it does what the manual says.
#include <check.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/program.h"
#include "unit/fixture.h"

static char *folder;

static void set_up(void)
{
	folder = new_folder();
	write_file(folder, "sound.yml", sound_sdl);
	write_file(folder, "broken.yml", "version: \"1.0\"\n");
}

static void remove_folder(const char *path)
{
	char command[4200];

	snprintf(command, sizeof(command), "rm -rf '%s'", path);
	ck_assert_int_eq(system(command), 0);
}

static void tear_down(void)
{
	remove_folder(folder);
	free(folder);
}

static struct outcome run(const char *arguments)
{
	struct call call = { .arguments = arguments, .folder = folder };

	return run_program(&call);
}

static void check_status(const char *arguments, int status)
{
	struct outcome outcome = run(arguments);

	ck_assert_msg(outcome.status == status, "akashlint %s: exit status %d, not %d\n%s%s", arguments, outcome.status,
		      status, outcome.out, outcome.err);
	outcome_clear(&outcome);
}

static void check_says(const char *arguments, const char *on_stderr)
{
	struct outcome outcome = run(arguments);

	ck_assert_int_eq(outcome.status, 2);
	ck_assert_msg(strstr(outcome.err, on_stderr) != NULL, "\"%s\" expected, not \"%s\"", on_stderr, outcome.err);
	outcome_clear(&outcome);
}

static json_t *json_of(const char *arguments)
{
	struct outcome outcome = run(arguments);
	json_t *json = json_loads(outcome.out, JSON_REJECT_DUPLICATES, NULL);

	ck_assert_msg(json != NULL, "no JSON: %s%s", outcome.out, outcome.err);
	outcome_clear(&outcome);
	return json;
}

START_TEST(test_exit_status)
{
	check_status("sound.yml", 0);
	check_status("broken.yml", 1);
	check_status("broken.yml sound.yml", 1);
	check_status("--fail-on never broken.yml", 0);
	check_status("--fail-on info broken.yml", 1);
	check_status("--fail-on=warning broken.yml", 1);
	check_status("-q broken.yml", 1);
	check_status("missing.yml", 2);
	check_status("missing.yml broken.yml", 2);
	check_status("check broken.yml", 1);
	check_status("--no-config --format json -- broken.yml", 1);
	check_status("--nonsense", 2);
	check_status("rules", 0);
	check_status("explain no-such-rule", 2);
}
END_TEST

START_TEST(test_command_names_as_files)
{
	write_file(folder, "rules", sound_sdl);
	write_file(folder, "lsp", sound_sdl);
	check_status("./rules", 0);
	check_status("./lsp", 0);
	check_status("lsp", 2);
	check_status("-- rules", 0);
	check_status("check rules", 0);
	check_status("sound.yml rules", 0);
}
END_TEST

START_TEST(test_json)
{
	json_t *json = json_of("--format json sound.yml broken.yml missing.yml");
	json_t *diagnostics = json_object_get(json, "diagnostics"), *first;

	ck_assert_str_eq(json_string_value(json_object_get(json, "tool")), "akashlint");
	ck_assert_int_eq(json_integer_value(json_object_get(json, "files")), 2);
	ck_assert_int_ge(json_integer_value(json_object_get(json, "errors")), 1);
	ck_assert_uint_ge(json_array_size(diagnostics), 1);
	first = json_array_get(diagnostics, 0);
	ck_assert_str_eq(json_string_value(json_object_get(first, "file")), "broken.yml");
	ck_assert_int_ge(json_integer_value(json_object_get(first, "line")), 1);
	ck_assert_str_eq(json_string_value(json_object_get(first, "severity")), "error");
	ck_assert_str_eq(json_string_value(json_array_get(json_object_get(first, "rejected_by"), 0)), "network");
	json_decref(json);
}
END_TEST

START_TEST(test_rules_json)
{
	json_t *json = json_of("rules --format json"), *rule;
	size_t i;

	ck_assert_uint_eq(json_array_size(json), n_all_rules);
	json_array_foreach(json, i, rule)
	{
		ck_assert_str_eq(json_string_value(json_object_get(rule, "id")), all_rules[i]->id);
		ck_assert(json_is_string(json_object_get(rule, "severity")));
		ck_assert(json_is_string(json_object_get(rule, "summary")));
		ck_assert_int_eq(json_is_array(json_object_get(rule, "rejected_by")), all_rules[i]->rejected_by != 0);
	}
	json_decref(json);
}
END_TEST

START_TEST(test_rules_table)
{
	struct outcome outcome = run("rules");
	size_t n_lines = 0;

	for (const char *c = outcome.out; *c; c++)
		n_lines += *c == '\n';
	ck_assert_uint_eq(n_lines, n_all_rules + 1);
	outcome_clear(&outcome);
}
END_TEST

START_TEST(test_explain_every_rule)
{
	char arguments[128];

	for (size_t i = 0; i < n_all_rules; i++) {
		snprintf(arguments, sizeof(arguments), "explain %s", all_rules[i]->id);
		check_status(arguments, 0);
	}
	check_status("explain gpu-vendor-ignored wrong-type", 0);
}
END_TEST

START_TEST(test_file_names_can_not_harm)
{
	struct outcome outcome;
	json_t *json;

	write_file(folder, "a\033[2J\xFF.yml", "version: \"1.0\"\n");
	outcome = run("a\033[2J\xFF.yml");
	ck_assert_int_eq(outcome.status, 1);
	ck_assert_ptr_null(strchr(outcome.out, '\033'));
	ck_assert_ptr_nonnull(strstr(outcome.out, "a\\x1b[2J\\xff.yml"));
	outcome_clear(&outcome);
	json = json_of("-f json a\033[2J\xFF.yml");
	ck_assert_str_eq(
		json_string_value(json_object_get(json_array_get(json_object_get(json, "diagnostics"), 0), "file")),
		"a\033[2J\xEF\xBF\xBD.yml");
	json_decref(json);
	outcome = run("b\033[2J\xC2\x9B.yml");
	ck_assert_int_eq(outcome.status, 2);
	ck_assert_ptr_null(strchr(outcome.err, '\033'));
	ck_assert_ptr_null(strchr(outcome.err, '\x9B'));
	outcome_clear(&outcome);
}
END_TEST

START_TEST(test_output)
{
	char *text;

	check_status("-o report.txt broken.yml", 1);
	text = read_whole(folder, "report.txt");
	ck_assert_ptr_nonnull(text);
	ck_assert_ptr_nonnull(strstr(text, "broken.yml:1:10"));
	free(text);
	check_status("--format json --output=report.txt sound.yml", 0);
	text = read_whole(folder, "report.txt");
	ck_assert_int_eq(text[0], '{');
	free(text);
	check_status("rules -o rules.txt", 0);
	text = read_whole(folder, "rules.txt");
	ck_assert_ptr_nonnull(text);
	free(text);
}
END_TEST

START_TEST(test_output_keeps_mode_and_link)
{
	char path[4200], link_path[4200];
	struct stat about;
	mode_t old = umask(022);

	write_file(folder, "real.txt", "old");
	snprintf(path, sizeof(path), "%s/real.txt", folder);
	snprintf(link_path, sizeof(link_path), "%s/link.txt", folder);
	ck_assert_int_eq(chmod(path, 0640), 0);
	ck_assert_int_eq(symlink("real.txt", link_path), 0);
	check_status("-o link.txt sound.yml", 0);
	ck_assert_int_eq(lstat(link_path, &about), 0);
	ck_assert(S_ISLNK(about.st_mode));
	ck_assert_int_eq(stat(path, &about), 0);
	ck_assert_int_eq(about.st_mode & 0777, 0640);
	ck_assert_int_ne(about.st_size, 3);
	check_status("-o new.txt sound.yml", 0);
	snprintf(path, sizeof(path), "%s/new.txt", folder);
	ck_assert_int_eq(stat(path, &about), 0);
	ck_assert_int_eq(about.st_mode & 0777, 0644);
	umask(old);
}
END_TEST

START_TEST(test_output_that_can_not_be_written)
{
	check_says("-o no/such/folder.txt broken.yml", "no/such/folder.txt: No such file");
	check_says("-o . broken.yml", ".: Is a directory");
	check_says("-o /dev/full broken.yml", "/dev/full: No space left");
	check_says("rules -o /dev/full", "/dev/full: No space left");
	check_status("-o /dev/null broken.yml", 1);
}
END_TEST

START_TEST(test_standard_output_that_can_not_be_written)
{
	struct call full = { .arguments = "broken.yml", .folder = folder, .output_path = "/dev/full" };
	struct call gone = { .arguments = "broken.yml", .folder = folder, .closes_output = 1 };
	struct outcome outcome = run_program(&full);

	ck_assert_int_eq(outcome.status, 2);
	ck_assert_str_eq(outcome.err, "akashlint: standard output: No space left on device\n");
	outcome_clear(&outcome);
	outcome = run_program(&gone);
	ck_assert_int_eq(outcome.status, 2);
	ck_assert_str_eq(outcome.err, "");
	outcome_clear(&outcome);
	gone.arguments = "rules";
	outcome = run_program(&gone);
	ck_assert_int_eq(outcome.status, 2);
	outcome_clear(&outcome);
}
END_TEST

START_TEST(test_unreadable)
{
	char path[4200];

	snprintf(path, sizeof(path), "%s/broken.yml", folder);
	ck_assert_int_eq(chmod(path, 0), 0);
	// The superuser may read it all the same.
	if (geteuid() != 0)
		check_says("broken.yml sound.yml", "broken.yml: Permission denied");
	check_says("missing.yml", "missing.yml: No such file or directory");
}
END_TEST

START_TEST(test_too_large)
{
	char path[4200];

	write_file(folder, "large.yml", "");
	snprintf(path, sizeof(path), "%s/large.yml", folder);
	ck_assert_int_eq(truncate(path, (off_t)64 * 1024 * 1024 + 1), 0);
	check_says("large.yml sound.yml", "large.yml: more than 64 MiB");
	check_says("/dev/zero", "/dev/zero: more than 64 MiB");
}
END_TEST

static void make_folder(const char *name)
{
	char path[4200];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	ck_assert_int_eq(mkdir(path, 0755), 0);
}

static void make_link(const char *to, const char *name)
{
	char path[4200];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	ck_assert_int_eq(symlink(to, path), 0);
}

static void check_files(const char *arguments, const char *expected)
{
	json_t *json = json_of(arguments), *diagnostic;
	char got[1024] = "";
	size_t i;

	json_array_foreach(json_object_get(json, "diagnostics"), i, diagnostic)
	{
		const char *name = json_string_value(json_object_get(diagnostic, "file"));

		if (strstr(got, name))
			continue;
		strcat(got, *got ? " " : "");
		strcat(got, name);
	}
	ck_assert_str_eq(got, expected);
	json_decref(json);
}

START_TEST(test_folders)
{
	static const char sdl[] = "version: \"1.0\"\nprofiles: 1\n";

	make_folder("b");
	make_folder("b/.hidden");
	make_folder("b/node_modules");
	make_folder("b/a");
	write_file(folder, "b/z.yml", sdl);
	write_file(folder, "b/a.yaml", sdl);
	write_file(folder, "b/a/deploy.yml", sdl);
	write_file(folder, "b/a/other.txt", sdl);
	write_file(folder, "b/a/compose.yml", "services:\n  profiles: 1\n");
	write_file(folder, "b/.hidden/x.yml", sdl);
	write_file(folder, "b/node_modules/x.yml", sdl);
	make_link("..", "b/a/loop");
	make_link("../z.yml", "b/a/link.yml");
	make_link("nowhere", "b/a/dangling.yml");
	check_files("-f json b", "b/a/deploy.yml b/a/link.yml b/a.yaml b/z.yml");
	check_files("-f json b/", "b/a/deploy.yml b/a/link.yml b/a.yaml b/z.yml");
	check_files("-f json ./b/a b/z.yml", "./b/a/deploy.yml ./b/a/link.yml b/z.yml");
	check_files("-f json b/.hidden", "b/.hidden/x.yml");
	check_files("-f json b/a/other.txt", "b/a/other.txt");
	check_files("-f json", "b/a/deploy.yml b/a/link.yml b/a.yaml b/z.yml");
}
END_TEST

START_TEST(test_folder_without_sdl)
{
	struct outcome outcome;

	make_folder("empty");
	outcome = run("empty");
	ck_assert_int_eq(outcome.status, 0);
	ck_assert_str_eq(outcome.err, "akashlint: no SDL file found\n");
	outcome_clear(&outcome);
	check_status("-q -f json empty", 0);
}
END_TEST

static const struct {
	const char *text;
	int is_sdl;
} looks[] = {
	{ "version: \"2.0\"\nprofiles: {}\n", 1 },
	{ "deployment:\n  a: b: [", 1 },
	{ "# c\n%YAML 1.1\n---\n\n'profiles' : 1\n", 1 },
	{ "--- \n  a: 1\n  \"deployment\": 1\n", 1 },
	{ "{\"version\": \"2.0\",\n\"profiles\": {}}", 1 },
	{ "\xEF\xBB\xBFprofiles: 1\n", 1 },
	{ "a: 1\r\nprofiles: 1\r\n", 1 },
	{ "", 0 },
	{ "a:\n  profiles: 1\n", 0 },
	{ "profiles_of: 1\n", 0 },
	{ "- profiles: 1\n", 0 },
	{ "# profiles: 1\n", 0 },
	{ "a: 1\n---\nprofiles: 1\n", 0 },
	{ "a: 1\n...\nprofiles: 1\n", 0 },
	{ "'profiles: 1\n", 0 },
	{ "{\"a\": \"profiles\"}", 0 },
	{ "profiles\n", 0 },
};

START_TEST(test_looks_like_sdl)
{
	json_t *json;

	make_folder("looks");
	write_file(folder, "looks/file.yml", looks[_i].text);
	json = json_of("-f json looks");
	ck_assert_msg(json_integer_value(json_object_get(json, "files")) == looks[_i].is_sdl, "%s", looks[_i].text);
	json_decref(json);
}
END_TEST

START_TEST(test_stdin)
{
	struct call call = { .arguments = "-", .folder = folder, .input = sound_sdl };
	struct outcome outcome = run_program(&call);

	ck_assert_int_eq(outcome.status, 0);
	ck_assert_str_eq(outcome.out, "no problems in 1 file\n");
	outcome_clear(&outcome);
	call.arguments = "--stdin-filename x.yml";
	outcome = run_program(&call);
	ck_assert_str_eq(outcome.out, "no problems in 1 file\n");
	outcome_clear(&outcome);
	check_says("- -", "only once");
	check_says("--stdin-filename x.yml sound.yml", "of no use");
}
END_TEST

static int has_color(const char *arguments, const char *environment, const char *value)
{
	struct call call = { .arguments = arguments, .folder = folder, .environment = environment, .value = value };
	struct outcome outcome = run_program(&call);
	int found = strchr(outcome.out, '\033') != NULL;

	outcome_clear(&outcome);
	return found;
}

START_TEST(test_color)
{
	ck_assert(!has_color("broken.yml", NULL, NULL));
	ck_assert(has_color("--color always broken.yml", NULL, NULL));
	ck_assert(has_color("broken.yml", "CLICOLOR_FORCE", "1"));
	ck_assert(!has_color("broken.yml", "CLICOLOR_FORCE", "0"));
	ck_assert(!has_color("--color=never broken.yml", "CLICOLOR_FORCE", "1"));
	ck_assert(has_color("--color=always broken.yml", "NO_COLOR", "1"));
	ck_assert(!has_color("broken.yml", "NO_COLOR", "1"));
	ck_assert(has_color("rules --color always", NULL, NULL));
	ck_assert(has_color("explain wrong-type --color always", NULL, NULL));
}
END_TEST

START_TEST(test_quiet)
{
	struct outcome outcome = run("-q sound.yml");

	ck_assert_str_eq(outcome.out, "");
	ck_assert_str_eq(outcome.err, "");
	outcome_clear(&outcome);
}
END_TEST

START_TEST(test_letters_together)
{
	json_t *json = json_of("-qfjson broken.yml");

	ck_assert(json_is_object(json));
	json_decref(json);
}
END_TEST

Suite *cli_suite(void)
{
	Suite *suite = suite_create("cli");
	TCase *tcase = tcase_create("cli");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_exit_status);
	tcase_add_test(tcase, test_command_names_as_files);
	tcase_add_test(tcase, test_json);
	tcase_add_test(tcase, test_rules_json);
	tcase_add_test(tcase, test_rules_table);
	tcase_add_test(tcase, test_explain_every_rule);
	tcase_add_test(tcase, test_file_names_can_not_harm);
	tcase_add_test(tcase, test_output);
	tcase_add_test(tcase, test_output_keeps_mode_and_link);
	tcase_add_test(tcase, test_output_that_can_not_be_written);
	tcase_add_test(tcase, test_standard_output_that_can_not_be_written);
	tcase_add_test(tcase, test_unreadable);
	tcase_add_test(tcase, test_too_large);
	tcase_add_test(tcase, test_folders);
	tcase_add_test(tcase, test_folder_without_sdl);
	tcase_add_loop_test(tcase, test_looks_like_sdl, 0, sizeof(looks) / sizeof(looks[0]));
	tcase_add_test(tcase, test_stdin);
	tcase_add_test(tcase, test_color);
	tcase_add_test(tcase, test_quiet);
	tcase_add_test(tcase, test_letters_together);
	suite_add_tcase(suite, tcase);
	return suite;
}
