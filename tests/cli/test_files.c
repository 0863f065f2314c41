// SPDX-License-Identifier: Apache-2.0
// In: files and folders of all kinds. Out: whether the right ones are checked, and the others told of.
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/sandbox.h"
#include "unit/fixture.h"

START_TEST(test_unreadable)
{
	ck_assert_int_eq(chmod(sandbox_path("broken.yml"), 0), 0);
	// The superuser may read it all the same.
	if (geteuid() != 0)
		check_says("broken.yml sound.yml", "broken.yml: Permission denied");
	check_says("missing.yml", "missing.yml: No such file or directory");
}
END_TEST

START_TEST(test_too_large)
{
	write_file(sandbox, "large.yml", "");
	ck_assert_int_eq(truncate(sandbox_path("large.yml"), (off_t)64 * 1024 * 1024 + 1), 0);
	check_says("large.yml sound.yml", "large.yml: not checked: larger than 64 MiB");
	check_says("/dev/zero", "/dev/zero: not checked: larger than 64 MiB");
}
END_TEST

START_TEST(test_byte_order_mark)
{
	write_file(sandbox, "policy.json", "\xEF\xBB\xBF{\"version\": 1}");
	write_file(sandbox, "providers.json",
		   "\xEF\xBB\xBF{\"cluster\": {\"inventory\": {\"cluster\": {\"nodes\": []}}}}");
	write_file(sandbox, "broken.json", "\xEF\xBB\xBF{\"version\": 1,}");
	check_status("--policy policy.json sound.yml", 0);
	check_status("--providers providers.json sound.yml", 0);
	check_says("--policy broken.json sound.yml", "broken.json:1:15: ");
}
END_TEST

static void make_folder(const char *name)
{
	ck_assert_int_eq(mkdir(sandbox_path(name), 0755), 0);
}

static void make_link(const char *to, const char *name)
{
	ck_assert_int_eq(symlink(to, sandbox_path(name)), 0);
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
	write_file(sandbox, "b/z.yml", sdl);
	write_file(sandbox, "b/a.yaml", sdl);
	write_file(sandbox, "b/a/deploy.yml", sdl);
	write_file(sandbox, "b/a/other.txt", sdl);
	write_file(sandbox, "b/a/compose.yml", "services:\n  profiles: 1\n");
	write_file(sandbox, "b/.hidden/x.yml", sdl);
	write_file(sandbox, "b/node_modules/x.yml", sdl);
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
	outcome = sandbox_run("empty");
	ck_assert_int_eq(outcome.status, 2);
	ck_assert_ptr_nonnull(strstr(outcome.err, "akashlint: empty: no SDL file found"));
	outcome_clear(&outcome);
	check_status("-q -f json empty", 2);
	check_status("--allow-empty empty", 0);
	check_status("sound.yml empty", 2);
	check_status("--allow-empty sound.yml empty", 0);
}
END_TEST

START_TEST(test_show_files)
{
	struct outcome outcome;

	make_folder("shown");
	make_folder("shown/.git");
	write_file(sandbox, "shown/a.yml", sound_sdl);
	write_file(sandbox, "shown/compose.yml", "version: \"3.8\"\nservices:\n  a:\n    image: b\n    ports: [80]\n");
	write_file(sandbox, "shown/other.yml", "a: b\n");
	outcome = sandbox_run("--show-files shown");
	ck_assert_int_eq(outcome.status, 0);
	ck_assert_str_eq(outcome.out,
			 "shown/.git: skipped: a hidden folder\n"
			 "shown/a.yml: checked\n"
			 "shown/compose.yml: skipped: a Compose file, not an SDL\n"
			 "shown/other.yml: skipped: not an SDL: neither profiles nor deployment at its top level\n");
	outcome_clear(&outcome);
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
	{ "version: \"2.0\"\nservices: 1\nprofile: 1\ndeploymnet: 1\n", 1 },
	{ "version: \"2.0\"\nservices: 1\n", 1 },
	{ "version: \"2.0\"\nservices:\n  a:\n    ports: [80]\n", 0 },
	{ "version: '3'\nservices: 1\n", 0 },
	{ "version: '3'\nincludes: 1\n", 0 },
	{ "profile: 1\n", 0 },
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
	write_file(sandbox, "looks/file.yml", looks[_i].text);
	json = json_of("-f json looks");
	ck_assert_msg(json_integer_value(json_object_get(json, "files")) == looks[_i].is_sdl, "%s", looks[_i].text);
	json_decref(json);
}
END_TEST

Suite *files_suite(void)
{
	Suite *suite = suite_create("files");
	TCase *tcase = tcase_create("files");

	tcase_add_checked_fixture(tcase, sandbox_set_up, sandbox_tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_unreadable);
	tcase_add_test(tcase, test_too_large);
	tcase_add_test(tcase, test_byte_order_mark);
	tcase_add_test(tcase, test_folders);
	tcase_add_test(tcase, test_folder_without_sdl);
	tcase_add_test(tcase, test_show_files);
	tcase_add_loop_test(tcase, test_looks_like_sdl, 0, sizeof(looks) / sizeof(looks[0]));
	suite_add_tcase(suite, tcase);
	return suite;
}
