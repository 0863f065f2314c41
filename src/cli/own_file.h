// SPDX-License-Identifier: Apache-2.0
// In: a file that a configuration names. Out: whether it may be read.
//
// A configuration is part of what is checked: with it a pull request must not make us wait for a device, or show
// what is in a file elsewhere.
#ifndef AKASHLINT_CLI_OWN_FILE_H
#define AKASHLINT_CLI_OWN_FILE_H

#include <stdbool.h>

struct arena;

// The folder of the git repository that the absolute folder is in; without one the folder itself.
const char *repository_of(struct arena *arena, const char *folder);
bool is_in_repository(struct arena *arena, const char *folder);
// Why it may not be read, or NULL: it is a regular file in the repository, also where links lead to.
const char *fault_of_own_file(struct arena *arena, const char *repository, const char *path);

#endif
