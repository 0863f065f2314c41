// SPDX-License-Identifier: Apache-2.0
// In: work that takes too long. Out: whether it ends, and leaves nothing behind.
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "api/limits.h"
#include "base/guard.h"
#include "cli/program.h"
#include "os/new_file.h"

static void allocate_for_ever(void *context)
{
	for (;;)
		arena_alloc(context, 1);
}

START_TEST(test_arena)
{
	struct limits limits;
	struct arena arena;

	arena_init(&arena);
	limits_begin(&limits, &arena, 0, 1000);
	ck_assert(!limits.limit.is_over(limits.limit.context));
	limits.deadline = 0;
	ck_assert(!arena_guard(&arena, allocate_for_ever, &arena));
	ck_assert(limits.limit.was_hit);
	arena_clear(&arena);
	limits_begin(&limits, &arena, 0, 0);
	ck_assert_uint_eq(limits.deadline, UINT64_MAX);
	arena_set_limit(&arena, NULL);
}
END_TEST

// Work that asks for no memory, with a file half written.
START_TEST(test_busy)
{
	static const char message[] = "too late\n";
	char *folder = new_folder(), path[4096], said[sizeof(message)] = "";
	int pipe_ends[2], status;
	pid_t child;

	snprintf(path, sizeof(path), "%s/file", folder);
	ck_assert_int_eq(pipe(pipe_ends), 0);
	child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0) {
		struct new_file file;

		dup2(pipe_ends[1], STDERR_FILENO);
		os_end_after(1, message, 42);
		if (!new_file_begin(&file, path, false))
			_exit(1);
		for (volatile unsigned i = 0;; i++)
			;
	}
	close(pipe_ends[1]);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFEXITED(status));
	ck_assert_int_eq(WEXITSTATUS(status), 42);
	ck_assert_int_eq(read(pipe_ends[0], said, sizeof(said) - 1), sizeof(message) - 1);
	ck_assert_str_eq(said, message);
	ck_assert_msg(rmdir(folder) == 0, "something is left in %s", folder);
	free(folder);
}
END_TEST

// What a user sees, of a file of 40 MB.
START_TEST(test_program)
{
	enum { SERVICES = 1000000 };
	static const char message[] = "akashlint: slow.yml: not checked: it takes more than 1 second (--timeout)\n";
	char *folder = new_folder(), path[4096];
	struct outcome outcome;
	FILE *file;

	snprintf(path, sizeof(path), "%s/slow.yml", folder);
	file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	fputs("version: \"2.0\"\nservices:\n", file);
	for (int i = 0; i < SERVICES; i++)
		fprintf(file, "  s%d: {image: nginx, command: [a]}\n", i);
	fclose(file);
	outcome = run_program(&(struct call){ .arguments = "--no-config --timeout 1 slow.yml", .folder = folder });
	ck_assert_int_eq(outcome.status, 2);
	ck_assert_str_eq(outcome.err, message);
	outcome_clear(&outcome);
	unlink(path);
	rmdir(folder);
	free(folder);
}
END_TEST

Suite *time_limit_suite(void)
{
	Suite *suite = suite_create("time_limit");
	TCase *tcase = tcase_create("time_limit");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_arena);
	tcase_add_test(tcase, test_busy);
	tcase_add_test(tcase, test_program);
	suite_add_tcase(suite, tcase);
	return suite;
}
