// SPDX-License-Identifier: Apache-2.0
// In: runs of more than a second and short ones, at a terminal and not. Out: whether the line about progress is right.
#define _XOPEN_SOURCE 700 // pseudo-terminals
#include <check.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/sandbox.h"
#include "unit/fixture.h"

enum { SCREEN = 4096, PAST_QUIET_NANOSECONDS = 20 * 1000 * 1000 };

static const char shown[] = "\r2 of 4 files\033[K";

struct terminal {
	int ours, its;
};

static struct terminal open_terminal(void)
{
	struct terminal terminal = { .ours = posix_openpt(O_RDWR | O_NOCTTY) };

	ck_assert_int_ge(terminal.ours, 0);
	ck_assert_int_eq(grantpt(terminal.ours), 0);
	ck_assert_int_eq(unlockpt(terminal.ours), 0);
	terminal.its = open(ptsname(terminal.ours), O_RDWR | O_NOCTTY);
	ck_assert_int_ge(terminal.its, 0);
	return terminal;
}

// All that is written until nobody can write any more.
static void read_all(int fd, char *text)
{
	size_t len = 0;
	ssize_t n;

	while (len < SCREEN - 1 && (n = read(fd, text + len, SCREEN - 1 - len)) > 0)
		len += (size_t)n;
	text[len] = '\0';
	close(fd);
}

// What a terminal has on its screen after this was written to it.
static void show(const char *written, char *screen)
{
	size_t line = 0, at = 0, end = 0; // of the last line, and in it

	memset(screen, 0, SCREEN);
	for (const char *c = written; *c; c++) {
		if (*c == '\r') {
			at = 0;
		} else if (*c == '\n') {
			screen[line + end] = '\n';
			line += end + 1;
			at = end = 0;
		} else if (strncmp(c, "\033[K", 3) == 0) {
			memset(screen + line + at, 0, end - at);
			end = at;
			c += 2;
		} else {
			screen[line + at++] = *c;
			end = at > end ? at : end;
		}
	}
}

// Standard error is the terminal, or else a pipe. The second file is one that does not end before the test wants it to.
struct slow_run {
	const char *options, *term;
	bool has_pipe;
	int terminal, pipe, feed; // our ends
	pid_t child;
	int status;
	char written[SCREEN], beside[SCREEN]; // to the terminal, and into the pipe
};

static void start(struct slow_run *run, const char *files)
{
	struct terminal terminal = open_terminal();
	char arguments[256];
	const struct call call = {
		.arguments = arguments, .folder = sandbox, .environment = "TERM", .value = run->term
	};
	int ends[2] = { -1, -1 }, in = open("/dev/null", O_RDONLY);

	ck_assert_int_ge(in, 0);
	if (run->has_pipe)
		ck_assert_int_eq(pipe(ends), 0);
	snprintf(arguments, sizeof(arguments), "-j1 %s %s", run->options, files);
	run->child = start_program(&call, in, terminal.its, run->has_pipe ? ends[1] : terminal.its);
	run->terminal = terminal.ours;
	run->pipe = ends[0];
	close(in);
	close(terminal.its);
	if (run->has_pipe)
		close(ends[1]);
}

static void start_slowly(struct slow_run *run, int number)
{
	char name[32], files[128];

	snprintf(name, sizeof(name), "slow-%d.fifo", number);
	snprintf(files, sizeof(files), "sound.yml %s no-such-file.yml sound.yml", name);
	ck_assert_int_eq(mkfifo(sandbox_path(name), 0600), 0);
	start(run, files);
	// When it opens this, its clock has begun.
	run->feed = open(sandbox_path(name), O_WRONLY);
	ck_assert_int_ge(run->feed, 0);
	// Who inherits it keeps the others waiting.
	ck_assert_int_eq(fcntl(run->feed, F_SETFD, FD_CLOEXEC), 0);
}

static void finish(struct slow_run *run)
{
	read_all(run->terminal, run->written);
	if (run->has_pipe)
		read_all(run->pipe, run->beside);
	run->status = end_of_program(run->child);
}

static void run_slowly(struct slow_run *runs, int n)
{
	const struct timespec pause = { 1, PAST_QUIET_NANOSECONDS };

	for (int i = 0; i < n; i++)
		start_slowly(&runs[i], i);
	nanosleep(&pause, NULL);
	for (int i = 0; i < n; i++) {
		ck_assert_int_eq(write(runs[i].feed, sound_sdl, strlen(sound_sdl)), (ssize_t)strlen(sound_sdl));
		close(runs[i].feed);
		finish(&runs[i]);
	}
}

START_TEST(test_slow_runs)
{
	static const char complaint[] = "akashlint: no-such-file.yml: No such file or directory\n";
	static const char all[] = "akashlint: no-such-file.yml: No such file or directory\nno problems in 3 files\n";
	static struct slow_run runs[] = {
		{ .options = "--color never", .term = "xterm" },
		{ .options = "--color never", .term = "xterm", .has_pipe = true },
		{ .options = "--color never", .term = "dumb" },
		{ .options = "--quiet", .term = "xterm" },
	};
	char screen[SCREEN];

	run_slowly(runs, 4);
	for (int i = 0; i < 4; i++)
		ck_assert_int_eq(runs[i].status, 2);
	// Erased before anything else is written.
	ck_assert_msg(strncmp(runs[0].written, shown, strlen(shown)) == 0, "not shown: %s", runs[0].written);
	show(runs[0].written, screen);
	ck_assert_str_eq(screen, all);
	ck_assert_str_eq(runs[1].written, "no problems in 3 files\r\n");
	ck_assert_str_eq(runs[1].beside, complaint);
	ck_assert_ptr_null(strchr(runs[2].written, '\033'));
	show(runs[2].written, screen);
	ck_assert_str_eq(screen, all);
	ck_assert_ptr_null(strchr(runs[3].written, '\033'));
	show(runs[3].written, screen);
	ck_assert_str_eq(screen, complaint);
}
END_TEST

START_TEST(test_short_run)
{
	static struct slow_run run = { .options = "--color never", .term = "xterm" };

	start(&run, "sound.yml sound.yml");
	finish(&run);
	ck_assert_int_eq(run.status, 0);
	ck_assert_str_eq(run.written, "no problems in 2 files\r\n");
}
END_TEST

static bool has_terminals(void)
{
	int fd = posix_openpt(O_RDWR | O_NOCTTY);

	if (fd >= 0)
		close(fd);
	else
		fputs("tests/cli: skipped: no pseudo-terminals here to show progress on\n", stderr);
	return fd >= 0;
}

Suite *progress_suite(void)
{
	Suite *suite = suite_create("progress");
	TCase *tcase = tcase_create("progress");

	suite_add_tcase(suite, tcase);
	if (!has_terminals())
		return suite;
	tcase_add_checked_fixture(tcase, sandbox_set_up, sandbox_tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_slow_runs);
	tcase_add_test(tcase, test_short_run);
	return suite;
}
