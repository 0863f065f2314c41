// SPDX-License-Identifier: Apache-2.0
// In: arguments and input for the program. Out: what it wrote and how it ended.
#include "cli/program.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_ARGUMENTS = 32 };

static const char *program_path(void)
{
	const char *path = getenv("AKASHLINT");

	ck_assert_msg(path && path[0] == '/', "AKASHLINT is not the absolute path of the program: run \"make check\"");
	return path;
}

// Files and not pipes: neither side can block the other.
static int temporary_file(const char *text)
{
	char name[] = "/tmp/akashlint-test-XXXXXX";
	int fd = mkstemp(name);

	ck_assert_int_ge(fd, 0);
	unlink(name);
	if (text) {
		ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
		lseek(fd, 0, SEEK_SET);
	}
	return fd;
}

static char *contents(int fd, size_t *len)
{
	off_t size = lseek(fd, 0, SEEK_END);
	char *text = malloc((size_t)size + 1);

	ck_assert_ptr_nonnull(text);
	lseek(fd, 0, SEEK_SET);
	ck_assert_int_eq(read(fd, text, (size_t)size), size);
	text[size] = '\0';
	if (len)
		*len = (size_t)size;
	close(fd);
	return text;
}

static void be_program(const struct call *call, const char *path, int in, int out, int err)
{
	char *arguments = strdup(call->arguments), *words[MAX_ARGUMENTS] = { (char *)path };
	size_t n = 1;

	for (char *word = strtok(arguments, " "); word && n < MAX_ARGUMENTS - 1; word = strtok(NULL, " "))
		words[n++] = word;
	unsetenv("NO_COLOR");
	unsetenv("CLICOLOR_FORCE");
	unsetenv("COLUMNS");
	setenv("LC_ALL", "C.UTF-8", 1);
	if (call->environment)
		setenv(call->environment, call->value, 1);
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	// What the test has open would take the places else.
	for (const char *c = call->closed; c && *c; c++)
		close(*c - '0');
	for (int fd = STDERR_FILENO + 1; fd <= err; fd++)
		close(fd);
	if (chdir(call->folder ? call->folder : "tests/cli/data") == 0)
		execv(path, words);
	_exit(127);
}

static int open_output(const struct call *call)
{
	int ends[2];

	if (call->output_path)
		return open(call->output_path, O_WRONLY);
	if (!call->closes_output)
		return temporary_file(NULL);
	ck_assert_int_eq(pipe(ends), 0);
	close(ends[0]);
	return ends[1];
}

pid_t start_program(const struct call *call, int in, int out, int err)
{
	const char *path = program_path();
	pid_t child;

	fflush(NULL);
	child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0)
		be_program(call, path, in, out, err);
	return child;
}

int end_of_program(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		ck_assert_int_eq(errno, EINTR);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

struct outcome run_program(const struct call *call)
{
	int in = temporary_file(call->input ? call->input : ""), out = open_output(call), err = temporary_file(NULL);
	struct outcome outcome = { .status = -1 };

	ck_assert_int_ge(out, 0);
	outcome.status = end_of_program(start_program(call, in, out, err));
	close(in);
	outcome.err = contents(err, NULL);
	if (call->output_path || call->closes_output) {
		close(out);
		outcome.out = calloc(1, 1);
	} else {
		outcome.out = contents(out, &outcome.out_len);
	}
	return outcome;
}

void outcome_clear(struct outcome *outcome)
{
	free(outcome->out);
	free(outcome->err);
}

char *new_folder(void)
{
	char *name = strdup("/tmp/akashlint-test-XXXXXX");

	ck_assert_ptr_nonnull(mkdtemp(name));
	return name;
}

static FILE *open_in(const char *folder, const char *name, const char *mode)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return fopen(path, mode);
}

void write_file(const char *folder, const char *name, const char *text)
{
	FILE *file = open_in(folder, name, "wb");

	ck_assert_msg(file != NULL, "%s/%s", folder, name);
	fputs(text, file);
	ck_assert_int_eq(fclose(file), 0);
}

char *read_whole(const char *folder, const char *name)
{
	FILE *file = open_in(folder, name, "rb");
	char *text;

	if (!file)
		return NULL;
	text = contents(dup(fileno(file)), NULL);
	fclose(file);
	return text;
}

// The line in which they differ says enough.
static void check_same(const char *name, const char *got, const char *expected)
{
	size_t same = 0, line = 1, start = 0;

	for (; got[same] && got[same] == expected[same]; same++) {
		if (got[same] != '\n')
			continue;
		line++;
		start = same + 1;
	}
	ck_assert_msg(got[same] == expected[same], "tests/golden/%s, line %zu\nexpected: %.*s\ngot:      %.*s", name,
		      line, (int)strcspn(expected + start, "\n"), expected + start, (int)strcspn(got + start, "\n"),
		      got + start);
}

void check_golden(const char *name, const char *got)
{
	char *expected;

	if (getenv("AKASHLINT_BLESS"))
		write_file("tests/golden", name, got);
	expected = read_whole("tests/golden", name);
	ck_assert_msg(expected != NULL, "no tests/golden/%s: run \"make bless\"", name);
	check_same(name, got, expected);
	free(expected);
}
