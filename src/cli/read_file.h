// SPDX-License-Identifier: Apache-2.0
// In: the name of a file. Out: its bytes; or of one that a configuration names, whether it may be read.
#ifndef AKASHLINT_CLI_READ_FILE_H
#define AKASHLINT_CLI_READ_FILE_H

#include <stdbool.h>

#include "base/str.h"

// Why a file could not be read; read_file itself prints nothing.
enum read_status { READ_OK, READ_ERRNO, READ_TOO_LARGE };

// `path` "-" is standard input. No more than SOURCE_MAX_BYTES are taken. READ_ERRNO leaves errno set.
enum read_status read_file(struct arena *arena, const char *path, struct str *bytes);
// The same for what the run itself needs, called `what`: "a policy"; without a byte order mark, which some programs put
// before JSON. False after a complaint.
bool read_file_or_complain(struct arena *arena, const char *path, const char *what, struct str *bytes);

// A configuration is part of what is checked: with it a pull request must not make us wait for a device, or show
// what is in a file elsewhere.
//
// The folder of the git repository that the absolute folder is in; without one the folder itself.
const char *repository_of(struct arena *arena, const char *folder);
bool is_in_repository(struct arena *arena, const char *folder);
// Why it may not be read, or NULL: it is a regular file in the repository, also where links lead to.
const char *fault_of_own_file(struct arena *arena, const char *repository, const char *path);

#endif
