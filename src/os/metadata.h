// SPDX-License-Identifier: Apache-2.0
// In: an old file and a new one. Out: the new one with the owner, the mode, the ACL and the attributes of the old one.
#ifndef AKASHLINT_OS_METADATA_H
#define AKASHLINT_OS_METADATA_H

#include <stdbool.h>

// False after an error (errno). Without `is_strict` what can't be kept is left out, and the mode made narrower.
bool copy_metadata(int from, int to, bool is_strict);

#endif
