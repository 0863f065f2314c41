// SPDX-License-Identifier: Apache-2.0
// In: files with mistakes. Out: whether --fix, --unsafe-fixes and --diff change what they should, and nothing else.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/sandbox.h"
#include "unit/fixture.h"

// The sound SDL, which has one "512Mi", with a space in it, and with a key that the network ignores.
static const char *wrong, *typo;

static char *replaced(const char *part, const char *by)
{
	const char *at = strstr(sound_sdl, part);
	size_t room = strlen(sound_sdl) + strlen(by) + 1;
	char *text = malloc(room);

	ck_assert_ptr_nonnull(text);
	snprintf(text, room, "%.*s%s%s", (int)(at - sound_sdl), sound_sdl, by, at + strlen(part));
	return text;
}

static void set_up(void)
{
	sandbox_set_up();
	wrong = replaced("512Mi", "512 Mi");
	typo = replaced("    expose:", "    Env: [A=1]\n    expose:");
	write_file(sandbox, "wrong.yml", wrong);
	write_file(sandbox, "typo.yml", typo);
}

static void tear_down(void)
{
	free((char *)wrong);
	free((char *)typo);
	sandbox_tear_down();
}

static void check_file_is(const char *name, const char *want)
{
	char *text = read_whole(sandbox, name);

	ck_assert_ptr_nonnull(text);
	ck_assert_str_eq(text, want);
	free(text);
}

static void check_writes(const char *arguments, int status, const char *on_stdout, const char *on_stderr)
{
	struct outcome outcome = sandbox_run(arguments);

	ck_assert_msg(outcome.status == status, "akashlint %s: exit status %d\n%s%s", arguments, outcome.status,
		      outcome.out, outcome.err);
	ck_assert_msg(strstr(outcome.out, on_stdout) != NULL, "akashlint %s: \"%s\" expected, not \"%s\"", arguments,
		      on_stdout, outcome.out);
	ck_assert_msg(strstr(outcome.err, on_stderr) != NULL, "akashlint %s: \"%s\" expected, not \"%s\"", arguments,
		      on_stderr, outcome.err);
	outcome_clear(&outcome);
}

START_TEST(test_fix)
{
	check_writes("wrong.yml", 1, "1 can be fixed with --fix\n", "");
	check_writes("--fix wrong.yml sound.yml", 0, "fixed 1 finding in 1 file\nno problems in 2 files\n", "");
	check_file_is("wrong.yml", sound_sdl);
	check_file_is("sound.yml", sound_sdl);
	check_writes("--fix wrong.yml", 0, "no problems in 1 file\n", "");
}
END_TEST

START_TEST(test_unsafe_fixes)
{
	check_writes("--fix typo.yml", 1, "1 can be fixed with --unsafe-fixes\n", "");
	check_file_is("typo.yml", typo);
	check_writes("--unsafe-fixes typo.yml", 0, "fixed 1 finding", "");
	check_status("typo.yml", 0);
	check_writes("--fix broken.yml", 1, "version", "");
	check_file_is("broken.yml", "version: \"1.0\"\n");
}
END_TEST

// A diff can't be changed: there is none where a CI runner would obey a line of it.
START_TEST(test_diff_of_command)
{
	static const char *const mistakes[] = {
		"512 Mi\r          ::error::x: y",
		"512 Mi # ##[error]x",
		"512 Mi # ##vso[task.complete]x",
	};

	for (size_t i = 0; i < COUNT_OF(mistakes); i++) {
		char *text = replaced("512Mi", mistakes[i]);

		write_file(sandbox, "command.yml", text);
		free(text);
		check_says("--diff --fix -q command.yml",
			   "command.yml: no diff: a CI runner would take a line of it for a command");
	}
}
END_TEST

START_TEST(test_diff)
{
	check_writes("--diff --fix wrong.yml sound.yml", 1, "--- wrong.yml\n+++ wrong.yml\n@@ -13,7 +13,7 @@\n",
		     "would fix 1 finding in 1 file\n");
	check_file_is("wrong.yml", wrong);
	check_writes("--diff typo.yml", 1, "", "");
	check_writes("--diff --unsafe-fixes -q typo.yml", 1, "-    Env: [A=1]\n+    env: [A=1]\n", "");
	check_writes("--diff -o report.txt wrong.yml", 1, "-          size: 512 Mi\n", "");
	check_writes("--diff sound.yml", 0, "", "");
}
END_TEST

static struct stat about(const char *name)
{
	struct stat about;

	ck_assert_int_eq(lstat(sandbox_path(name), &about), 0);
	return about;
}

START_TEST(test_mode_and_links)
{
	ck_assert_int_eq(chmod(sandbox_path("wrong.yml"), 0640), 0);
	ck_assert_int_eq(symlink("wrong.yml", sandbox_path("link.yml")), 0);
	ck_assert_int_eq(symlink("link.yml", sandbox_path("second.yml")), 0);
	check_status("--fix second.yml", 0);
	ck_assert(S_ISLNK(about("link.yml").st_mode) && S_ISLNK(about("second.yml").st_mode));
	ck_assert_int_eq(about("wrong.yml").st_mode & 07777, 0640);
	check_file_is("wrong.yml", sound_sdl);
	write_file(sandbox, "wrong.yml", wrong);
	check_status("--fix link.yml wrong.yml second.yml", 0);
	check_file_is("wrong.yml", sound_sdl);
}
END_TEST

START_TEST(test_hard_links)
{
	char twin[4300];

	snprintf(twin, sizeof(twin), "%s/twin.yml", sandbox);
	ck_assert_int_eq(link(sandbox_path("wrong.yml"), twin), 0);
	check_writes("--fix wrong.yml", 0, "fixed 1", "wrong.yml: fixed under this name only: its other hard links");
	check_file_is("wrong.yml", sound_sdl);
	check_file_is("twin.yml", wrong);
}
END_TEST

// What a folder brings must not decide which files elsewhere are changed.
START_TEST(test_link_out_of_the_folder)
{
	ck_assert_int_eq(mkdir(sandbox_path("sub"), 0755), 0);
	ck_assert_int_eq(symlink("../wrong.yml", sandbox_path("sub/link.yml")), 0);
	check_writes("--fix sub", 2, "512 Mi", "sub/link.yml: not fixed: a symbolic link leads out of the folder");
	check_file_is("wrong.yml", wrong);
	check_writes("--fix sub/link.yml", 0, "fixed 1 finding", "");
	write_file(sandbox, "wrong.yml", wrong);
	check_writes("--fix .", 1, "fixed 1 finding", "");
	check_file_is("wrong.yml", sound_sdl);
	// A folder that a link leads to is not walked.
	write_file(sandbox, "wrong.yml", wrong);
	ck_assert_int_eq(unlink(sandbox_path("sub/link.yml")), 0);
	ck_assert_int_eq(symlink("..", sandbox_path("sub/up")), 0);
	check_status("--fix --allow-empty sub", 0);
	check_file_is("wrong.yml", wrong);
}
END_TEST

START_TEST(test_owner)
{
	if (geteuid() != 0)
		return;
	ck_assert_int_eq(chown(sandbox_path("wrong.yml"), 1234, 2345), 0);
	ck_assert_int_eq(chmod(sandbox_path("wrong.yml"), 0604), 0);
	check_status("--fix wrong.yml", 0);
	ck_assert_int_eq(about("wrong.yml").st_uid, 1234);
	ck_assert_int_eq(about("wrong.yml").st_gid, 2345);
	ck_assert_int_eq(about("wrong.yml").st_mode & 07777, 0604);
}
END_TEST

START_TEST(test_nothing_is_left_behind)
{
	char command[4300];

	check_status("--fix wrong.yml typo.yml", 1);
	snprintf(command, sizeof(command), "test \"$(ls '%s' | wc -l)\" -eq 4", sandbox);
	ck_assert_int_eq(system(command), 0);
}
END_TEST

START_TEST(test_file_that_can_not_be_written)
{
	if (geteuid() == 0)
		return;
	ck_assert_int_eq(chmod(sandbox_path("wrong.yml"), 0444), 0);
	check_writes("--fix wrong.yml", 2, "512 Mi", "wrong.yml: not fixed: Permission denied");
	check_file_is("wrong.yml", wrong);
}
END_TEST

START_TEST(test_stdin)
{
	struct call call = { .arguments = "--fix -", .folder = sandbox, .input = wrong };
	struct outcome outcome = run_program(&call);

	ck_assert_int_eq(outcome.status, 0);
	ck_assert_str_eq(outcome.out, sound_sdl);
	ck_assert_str_eq(outcome.err, "fixed 1 finding in 1 file\nno problems in 1 file\n");
	outcome_clear(&outcome);
	call.arguments = "--unsafe-fixes -q --stdin-filename x.yml -o report.txt";
	call.input = "version: \"1.0\"\n";
	outcome = run_program(&call);
	ck_assert_int_eq(outcome.status, 1);
	ck_assert_str_eq(outcome.out, call.input);
	ck_assert_str_eq(outcome.err, "");
	outcome_clear(&outcome);
	call.arguments = "--diff --stdin-filename x.yml -";
	call.input = wrong;
	outcome = run_program(&call);
	ck_assert_ptr_nonnull(strstr(outcome.out, "--- x.yml\n"));
	outcome_clear(&outcome);
}
END_TEST

START_TEST(test_utf16)
{
	char text[4096];
	size_t len = 2;
	FILE *file = fopen(sandbox_path("wide.yml"), "wb");

	ck_assert_ptr_nonnull(file);
	memcpy(text, "\xFF\xFE", 2);
	for (const char *c = wrong; *c; c++) {
		text[len++] = *c;
		text[len++] = '\0';
	}
	ck_assert_uint_eq(fwrite(text, 1, len, file), len);
	ck_assert_int_eq(fclose(file), 0);
	check_writes("--fix wide.yml", 1, "512 Mi", "wide.yml: not fixed: it is in UTF-16\n");
	ck_assert_int_eq(about("wide.yml").st_size, (int)len);
}
END_TEST

START_TEST(test_many_files)
{
	char name[32];

	for (int i = 0; i < 60; i++) {
		snprintf(name, sizeof(name), "many-%02d.yml", i);
		write_file(sandbox, name, i % 3 ? wrong : sound_sdl);
	}
	check_writes("--fix --jobs 4 .", 1, "fixed 41 findings in 41 files\n", "");
	for (int i = 0; i < 60; i++) {
		snprintf(name, sizeof(name), "many-%02d.yml", i);
		check_file_is(name, sound_sdl);
	}
}
END_TEST

START_TEST(test_baseline)
{
	check_writes("--write-baseline base.json --fail-on info wrong.yml typo.yml broken.yml", 0, "in the baseline)\n",
		     "");
	check_writes("--baseline base.json --fail-on info ./wrong.yml typo.yml broken.yml", 0,
		     "no problems in 3 files (", "");
	// A finding that has moved is known, another one at its place is not.
	write_file(sandbox, "broken.yml", "# moved\nversion: \"1.0\"\n");
	check_status("--baseline base.json broken.yml", 0);
	write_file(sandbox, "broken.yml", "version: \"1.1\"\n");
	check_status("--baseline base.json broken.yml", 1);
	check_status("--baseline base.json sound.yml wrong.yml", 0);
	write_file(sandbox, "other.yml", wrong);
	check_status("--baseline base.json other.yml", 1);
	check_status("--write-baseline again.json missing.yml", 2);
	ck_assert_ptr_null(read_whole(sandbox, "again.json"));
}
END_TEST

START_TEST(test_baseline_seen_from_its_folder)
{
	struct outcome outcome;
	struct call call = { .arguments = "--baseline ../base.json ../broken.yml deep.yml" };
	char folder[4200];

	snprintf(folder, sizeof(folder), "%s", sandbox_path("sub"));
	ck_assert_int_eq(mkdir(folder, 0755), 0);
	write_file(folder, "deep.yml", "version: \"1.0\"\n");
	check_status("--write-baseline base.json broken.yml sub/deep.yml", 0);
	call.folder = folder;
	outcome = run_program(&call);
	ck_assert_int_eq(outcome.status, 0);
	outcome_clear(&outcome);
}
END_TEST

START_TEST(test_broken_baseline)
{
	static const struct {
		const char *text, *complaint;
	} cases[] = {
		{ "{\n", "bad.json:2:1: " },
		{ "[]", "bad.json:1:1: not a baseline: expected an object" },
		{ "{\"version\": 3, \"findings\": []}", "bad.json:1:13: expected 1 or 2" },
		{ "{\"version\": 1,\n \"findings\": {}}", "bad.json:2:14: expected a list" },
		{ "{\"version\": 1, \"findings\": [], \"x\": 1}", "unknown key \"x\"" },
		{ "{\"version\": 1,\n \"findings\": [\n3]}", "bad.json:3:1: expected an object" },
		{ "{\"version\": 1, \"findings\": [{\"file\": \"\"}]}", "missing key \"path\"" },
		{ "{\"version\": 1, \"findings\": [{\"file\": 1}]}", "expected text" },
		{ "{\"version\": 1, \"findings\": [{\"file\": \"\", \"path\": \"\", \"rule\": \"\", \"hash\": \"0\", \"count\": 1}]}",
		  "16 digits" },
		{ "{\"version\": 1, \"findings\": [{\"file\": \"\", \"path\": \"\", \"rule\": \"\", \"hash\": \"\"}]}",
		  "missing \"count\"" },
		{ "{\"version\": 1, \"findings\": [{\"file\": \"\", \"path\": \"\", \"rule\": \"\", \"hash\": \"\", \"count\": 0}]}",
		  "from 1 to" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		write_file(sandbox, "bad.json", cases[i].text);
		check_says("--baseline bad.json sound.yml", cases[i].complaint);
	}
	check_says("--baseline no.json sound.yml", "no.json: No such file");
	check_says("--write-baseline no/folder.json sound.yml", "No such file");
}
END_TEST

Suite *fix_files_suite(void)
{
	Suite *suite = suite_create("fix_files");
	TCase *tcase = tcase_create("fix_files");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_fix);
	tcase_add_test(tcase, test_unsafe_fixes);
	tcase_add_test(tcase, test_diff);
	tcase_add_test(tcase, test_diff_of_command);
	tcase_add_test(tcase, test_mode_and_links);
	tcase_add_test(tcase, test_hard_links);
	tcase_add_test(tcase, test_link_out_of_the_folder);
	tcase_add_test(tcase, test_owner);
	tcase_add_test(tcase, test_nothing_is_left_behind);
	tcase_add_test(tcase, test_file_that_can_not_be_written);
	tcase_add_test(tcase, test_stdin);
	tcase_add_test(tcase, test_utf16);
	tcase_add_test(tcase, test_many_files);
	tcase_add_test(tcase, test_baseline);
	tcase_add_test(tcase, test_baseline_seen_from_its_folder);
	tcase_add_test(tcase, test_broken_baseline);
	suite_add_tcase(suite, tcase);
	return suite;
}
