// SPDX-License-Identifier: Apache-2.0
// In: paths as text. Out: their parts.
#ifndef AKASHLINT_OS_PATH_H
#define AKASHLINT_OS_PATH_H

#include <stdbool.h>

struct arena;
struct strbuf;

// What a user or a file: URI writes becomes what all others here expect: on Windows with slashes, and "C:/a" for
// "/c:/a".
void path_tidy(char *path);
bool path_is_absolute(const char *path);
// Without its last part: "" of a name alone, "/" of what is in the root folder.
const char *path_folder(struct arena *arena, const char *path);
// The last part alone.
const char *path_name(const char *path);
// `name`, relative to the folder, as a path from here; "" is the current folder.
const char *path_join(struct arena *arena, const char *folder, const char *name);
// `name` as seen from where the file at `from` is.
const char *path_beside(struct arena *arena, const char *from, const char *name);
// Begins the URI of the path, and moves the path behind what is then done: "file://" where it is absolute, otherwise
// nothing.
void path_begin_uri(struct strbuf *uri, const char **path);
// Whether a file: URI may name a computer, and its path is then "//computer/folder/file".
bool path_may_name_computer(void);
// "/a/b/c" seen from "/a" is "b/c", and the folder itself is ""; NULL if it is not below. Both are absolute.
const char *path_below(const char *folder, const char *path);

#endif
