// SPDX-License-Identifier: Apache-2.0
// In: the name of a file. Out: its bytes.
#ifndef AKASHLINT_CLI_READ_FILE_H
#define AKASHLINT_CLI_READ_FILE_H

#include "base/str.h"

// Why a file could not be read; read_file itself prints nothing.
enum read_status { READ_OK, READ_ERRNO, READ_TOO_LARGE };

// `path` "-" is standard input. No more than SOURCE_MAX_BYTES are taken. READ_ERRNO leaves errno set.
enum read_status read_file(struct arena *arena, const char *path, struct str *bytes);
// The same for what the run itself needs, called `what`: "a policy"; without a byte order mark, which some programs put
// before JSON. False after a complaint.
bool read_file_or_complain(struct arena *arena, const char *path, const char *what, struct str *bytes);

#endif
