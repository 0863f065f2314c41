// SPDX-License-Identifier: Apache-2.0
// In: files that are replaced while others save them. Out: whether a save is lost, or something left behind.
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/xattr.h>
#endif

#include "os/file.h"
#include "os/new_file.h"

static char folder[] = "/tmp/akashlint-new-file-XXXXXX";
static char path[64], command[128];

static void write_text(const char *name, const char *text)
{
	FILE *file = fopen(name, "w");

	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(fputs(text, file), 0);
	ck_assert_int_eq(fclose(file), 0);
}

static struct str text_at(const char *name, char *buf, size_t size)
{
	FILE *file = fopen(name, "r");
	size_t len;

	ck_assert_ptr_nonnull(file);
	len = fread(buf, 1, size - 1, file);
	fclose(file);
	buf[len] = '\0';
	return (struct str){ buf, len };
}

static void check_text(const char *want)
{
	char buf[256];

	ck_assert_str_eq(text_at(path, buf, sizeof(buf)).ptr, want);
}

// Nothing but this file is in the folder.
static void check_alone(void)
{
	snprintf(command, sizeof(command), "test \"$(ls -A %s | wc -l)\" -eq 1", folder);
	ck_assert_int_eq(system(command), 0);
}

static void set_up(void)
{
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/a.yml", folder);
	write_text(path, "before");
}

static void tear_down(void)
{
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	ck_assert_int_eq(system(command), 0);
	strcpy(folder, "/tmp/akashlint-new-file-XXXXXX");
}

static enum new_file_status replace(const char *before, const char *after)
{
	const struct replacement replacement = { str_of(before), str_of(after) };
	struct new_file file;

	ck_assert(new_file_begin(&file, path, true));
	ck_assert(os_write(file.fd, replacement.after));
	return new_file_keep(&file, &replacement);
}

START_TEST(test_replaced)
{
	ck_assert_int_eq(replace("before", "after"), NEW_FILE_OK);
	check_text("after");
	check_alone();
	ck_assert_int_eq(replace("other", "never"), NEW_FILE_CHANGED);
	check_text("after");
	check_alone();
}
END_TEST

START_TEST(test_dropped)
{
	struct new_file file;

	ck_assert(new_file_begin(&file, path, false));
	new_file_drop(&file);
	check_text("before");
	check_alone();
	ck_assert(!new_file_begin(&file, folder, false));
	ck_assert_int_eq(errno, EISDIR);
}
END_TEST

// Somebody who has it open may write at any time.
START_TEST(test_open_for_writing)
{
#ifdef __linux__
	int fd = open(path, O_WRONLY);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(replace("before", "after"), NEW_FILE_CHANGED);
	ck_assert_int_eq(write(fd, "BEFORE", 6), 6);
	close(fd);
	check_text("BEFORE");
	check_alone();
#endif
}
END_TEST

// Saves as editors do, in place and by another name, as fast as it can.
static void save_often(unsigned seed)
{
	char other[80], text[32];

	snprintf(other, sizeof(other), "%s~", path);
	for (unsigned i = 0; i < 40; i++) {
		snprintf(text, sizeof(text), "save %u", i);
		write_text((i * 7 + seed) % 3 ? other : path, text);
		if ((i * 7 + seed) % 3)
			ck_assert_int_eq(rename(other, path), 0);
	}
	write_text(path, "last");
}

START_TEST(test_no_save_is_lost)
{
	for (unsigned seed = 0; seed < 20; seed++) {
		bool is_last_changed = false;
		char buf[64];
		int status;
		pid_t child;

		write_text(path, "before");
		child = fork();
		if (child == 0) {
			save_often(seed);
			_exit(0);
		}
		while (waitpid(child, &status, WNOHANG) == 0) {
			// What it is changed from is what somebody saved a moment ago.
			text_at(path, buf, sizeof(buf));
			is_last_changed |= replace(buf, "after") == NEW_FILE_OK && strcmp(buf, "last") == 0;
		}
		check_text(is_last_changed ? "after" : "last");
	}
	check_alone();
}
END_TEST

START_TEST(test_killed)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	struct new_file file;
	int status;
	pid_t child = fork();

	if (child == 0) {
		signal(signals[_i], SIG_DFL); // not that of the test's runner
		new_file_begin(&file, path, true);
		raise(signals[_i]);
		_exit(0);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == signals[_i]);
	check_text("before");
	check_alone();
}
END_TEST

START_TEST(test_attributes)
{
#ifdef __linux__
	char value[8];

	if (setxattr(path, "user.note", "kept", 4, 0) != 0)
		return; // not on this file system
	ck_assert_int_eq(chmod(path, 0640), 0);
	ck_assert_int_eq(replace("before", "after"), NEW_FILE_OK);
	ck_assert_int_eq(getxattr(path, "user.note", value, sizeof(value)), 4);
	ck_assert_mem_eq(value, "kept", 4);
#endif
}
END_TEST

#ifdef __linux__
// The kernel's form: tag, permissions and id of the owner, one user, the group, the mask, all others.
static const struct {
	uint32_t version;
	struct {
		uint16_t tag, allowed;
		uint32_t id;
	} entries[5];
} acl = { 2, { { 1, 6, ~0u }, { 2, 6, 1234 }, { 4, 4, ~0u }, { 16, 6, ~0u }, { 32, 0, ~0u } } };
#endif

START_TEST(test_acl)
{
#ifdef __linux__
	char value[sizeof(acl) + 1];

	if (setxattr(path, "system.posix_acl_access", &acl, sizeof(acl), 0) != 0)
		return; // not on this file system
	ck_assert_int_eq(replace("before", "after"), NEW_FILE_OK);
	ck_assert_int_eq(getxattr(path, "system.posix_acl_access", value, sizeof(value)), sizeof(acl));
	ck_assert_mem_eq(value, &acl, sizeof(acl));
#endif
}
END_TEST

// What the folder gives to new files was not given to this one.
START_TEST(test_acl_of_folder)
{
#ifdef __linux__
	char value[sizeof(acl)];
	struct stat about;

	ck_assert_int_eq(chmod(path, 0640), 0);
	if (setxattr(folder, "system.posix_acl_default", &acl, sizeof(acl), 0) != 0)
		return;
	ck_assert_int_eq(replace("before", "after"), NEW_FILE_OK);
	ck_assert_int_lt(getxattr(path, "system.posix_acl_access", value, sizeof(value)), 0);
	ck_assert_int_eq(stat(path, &about), 0);
	ck_assert_int_eq(about.st_mode & 07777, 0640);
#endif
}
END_TEST

Suite *new_file_suite(void)
{
	Suite *suite = suite_create("new_file");
	TCase *tcase = tcase_create("new_file");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_replaced);
	tcase_add_test(tcase, test_dropped);
	tcase_add_test(tcase, test_open_for_writing);
	tcase_add_test(tcase, test_no_save_is_lost);
	tcase_add_loop_test(tcase, test_killed, 0, 3);
	tcase_add_test(tcase, test_attributes);
	tcase_add_test(tcase, test_acl);
	tcase_add_test(tcase, test_acl_of_folder);
	suite_add_tcase(suite, tcase);
	return suite;
}
