// SPDX-License-Identifier: Apache-2.0
// In: arguments and input for the program. Out: what it wrote and how it ended.
#ifndef TESTS_CLI_PROGRAM_H
#define TESTS_CLI_PROGRAM_H

#include <stddef.h>
#include <sys/types.h>

struct outcome {
	int status;      // exit status, or -1 after a signal
	char *out, *err; // NUL-terminated
	size_t out_len;
};

struct call {
	const char *arguments;   // divided by spaces
	const char *input;       // on standard input; NULL: nothing
	const char *folder;      // to run in; NULL: tests/cli/data
	const char *environment; // name of a variable to set to `value`, or NULL
	const char *value;
	const char *output_path; // standard output goes there; NULL: it is read
	int closes_output;       // standard output is a pipe that nobody reads
	const char *closed;      // the standard files that are not there: "12" without standard output and error
};

// Fails the test when the program can't be started. outcome_clear is due.
struct outcome run_program(const struct call *call);
void outcome_clear(struct outcome *outcome);
// The same in two steps, with files of one's own; those of `call` do not count. The end is the exit status, or -1 after
// a signal.
pid_t start_program(const struct call *call, int in, int out, int err);
int end_of_program(pid_t child);
// The path of a new folder below the folder for temporary files; free it.
char *new_folder(void);
void write_file(const char *folder, const char *name, const char *text);
// NULL when there is no such file; free it.
char *read_whole(const char *folder, const char *name);
// Whether that text is in tests/golden/NAME; "make bless" writes it there.
void check_golden(const char *name, const char *got);

#endif
