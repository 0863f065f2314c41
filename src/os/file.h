// SPDX-License-Identifier: Apache-2.0
// In: paths and open files. Out: their properties and their bytes. An error is an errno.
#ifndef AKASHLINT_OS_FILE_H
#define AKASHLINT_OS_FILE_H

#include <stdint.h>

#include "base/str.h"

struct arena;

enum { OS_STDIN, OS_STDOUT, OS_STDERR };

// Before anything is opened. Where a standard file is closed, the next one that is opened would take its place, and
// standard output would be written into somebody's SDL: something unusable takes its number instead.
// Turns writing to a closed pipe into an error. False: a standard file is closed and can't be replaced.
bool os_begin(void);

enum file_kind { FILE_REGULAR, FILE_FOLDER, FILE_OTHER };

struct file_info {
	enum file_kind kind;
	bool is_link;    // a symbolic link; the rest describes what it leads to
	bool is_foreign; // owned by neither the user nor the system's administrator
	bool has_copies; // regular, with further hard links
	uint64_t size;
	uint64_t version;        // changes with the bytes; never 0
	uint64_t device, number; // two paths with the same of both are one file
};

// False: the file does not exist, or can't be examined (errno).
bool os_look(const char *path, struct file_info *info);
bool os_is_same_file(const char *path, const char *other);
bool os_may_write(const char *path); // false: errno
// Whether the path is written as one inside of the repository that we are in (without git: of the current folder), and
// a symbolic link in it leads out: whoever names a file there does not mean one elsewhere.
bool os_leads_out(const char *path);

// Names in a folder without "." and "..", sorted; false after an error (errno).
struct name_list {
	const char **items;
	size_t n, cap;
};
bool os_list_folder(struct arena *arena, const char *path, struct name_list *names);

// Absolute and without links; NULL after an error (errno).
const char *os_real_path(struct arena *arena, const char *path);
const char *os_current_folder(struct arena *arena);

// -1 after an error (errno).
int os_open_to_read(const char *path);
int os_open_to_write(const char *path); // a device or a pipe, which can't be replaced
bool os_close(int fd);
uint64_t os_size(int fd); // 0 of what is not a regular file
// Bytes read, 0 at the end, -1 after an error (errno).
ptrdiff_t os_read(int fd, char *bytes, size_t n);
// Writes everything; false after an error (errno).
bool os_write(int fd, struct str bytes);
// False when nothing came within `timeout` milliseconds; -1: waits forever.
bool os_wait_to_read(int fd, int timeout);
bool os_is_terminal(int fd);
// Columns of the terminal; 0 if it is not one.
size_t os_terminal_width(int fd);

#endif
