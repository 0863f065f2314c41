// SPDX-License-Identifier: Apache-2.0
// In: text. Out: standard output, or a file that is written whole or not at all.
#ifndef AKASHLINT_CLI_OUTPUT_H
#define AKASHLINT_CLI_OUTPUT_H

#include <stdbool.h>

#include "os/new_file.h"

struct output {
	const char *path; // NULL: standard output
	int fd;
	bool is_broken;       // nothing more can be written; complained, unless the reader closed the pipe
	struct new_file file; // where a file is replaced, and no device or pipe written to
};

// False after a complaint. output_close or output_drop is due only after true; until then it stays where it is.
bool output_open(struct output *output, const char *path);
// Takes what is in `buf`, which is then empty.
bool output_write(struct output *output, struct strbuf *buf);
// Puts the file in its place. False after a complaint, and when a write had failed.
bool output_close(struct output *output);
// Discards the output: the file stays as it was.
void output_drop(struct output *output);

#endif
