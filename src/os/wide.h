// SPDX-License-Identifier: Apache-2.0
// In: paths in UTF-8, as all the rest has them, and errors of Windows. Out: paths in UTF-16 for its calls, and errnos.
#ifndef AKASHLINT_OS_WIDE_H
#define AKASHLINT_OS_WIDE_H

#include <stdbool.h>
#include <wchar.h>

struct arena;

enum { WIDE_MAX = 32768 }; // units that Windows takes, with the NUL

// Where longer than 259 characters in the form that has no such limit. False after an error (errno).
bool wide_path(const char *path, wchar_t wide[WIDE_MAX]);
// NULL: out of memory. malloc'ed, with slashes, and without the prefix of long paths.
char *path_from_wide(const wchar_t *wide);
// Sets errno as the last call of Windows failed; returns false.
bool wide_fail(void);

#endif
