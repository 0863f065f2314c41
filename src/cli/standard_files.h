// SPDX-License-Identifier: Apache-2.0
// In: the file descriptors that the caller left. Out: all three of the standard ones are taken.
#ifndef AKASHLINT_CLI_STANDARD_FILES_H
#define AKASHLINT_CLI_STANDARD_FILES_H

#include <stdbool.h>

// Before anything is opened. False: one is closed, and nothing could be put in its place.
bool standard_files_take(void);

#endif
