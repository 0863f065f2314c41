// SPDX-License-Identifier: Apache-2.0
// In: paths. Out: what is known of them on a POSIX system, and what of it there is in WASI.
#ifndef AKASHLINT_OS_HOST_H
#define AKASHLINT_OS_HOST_H

#include <stdbool.h>

// Whether `user`, who owns what is there, is neither ours nor the system's administrator.
bool host_is_foreign(const char *path, unsigned user);
// Like realpath, into PATH_MAX bytes; false after an error (errno).
bool host_real_path(const char *path, char *real);

// WASI only, which begins in "/"; false after an error (errno).
bool host_enter_folder(const char *path);

#endif
