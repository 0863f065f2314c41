// SPDX-License-Identifier: Apache-2.0
// In: a file and its new bytes. Out: the file with these bytes, or as it was.
#ifndef AKASHLINT_CLI_REPLACE_FILE_H
#define AKASHLINT_CLI_REPLACE_FILE_H

#include "base/str.h"

// At once: nobody ever sees a part of it, also after a power cut. The file behind symbolic links is replaced, with its
// mode, owner, ACL and extended attributes. NULL, or why nothing was changed: no right to, no regular file, or other
// bytes in it than `before`.
const char *replace_file(struct arena *arena, const char *path, struct str before, struct str after);

#endif
