// SPDX-License-Identifier: Apache-2.0
// In: a path and bytes. Out: a file that appears whole, or not at all. An error is an errno.
#ifndef AKASHLINT_OS_NEW_FILE_H
#define AKASHLINT_OS_NEW_FILE_H

#include "base/str.h"

// The bytes go to a temporary file in the same folder, which then takes the path over. It is removed when the program
// is interrupted (Ctrl-C, a lost terminal, kill) and stays behind only after a crash of the system or kill -9.
struct new_file {
	char *target, *temporary; // malloc'ed; NULL: nothing is begun
	int fd;
	bool is_new; // there was no file
	struct new_file *next;
};

enum new_file_status { NEW_FILE_OK, NEW_FILE_ERRNO, NEW_FILE_CHANGED };

// A symbolic link stays: what it leads to is replaced. Mode, owner, ACL and extended attributes of the old file are
// kept; `is_strict` makes it an error where they can't be, otherwise the new file may be read by fewer people than the
// old one, and never by more. False after an error (errno). new_file_keep or new_file_drop is due only after true;
// `file` stays where it is until then.
bool new_file_begin(struct new_file *file, const char *path, bool is_strict);
// What a file is changed from and to.
struct replacement {
	struct str before, after;
};
// On the disk first, so that the file is whole after a power cut too. With a replacement, of which `after` was written,
// other bytes than `before` in the old file give NEW_FILE_CHANGED, and nothing is lost of what another program has
// saved, at whatever moment. (Where the system can't exchange two files a moment is left: on all but Linux and macOS.)
enum new_file_status new_file_keep(struct new_file *file, const struct replacement *replacement);
void new_file_drop(struct new_file *file);

// What new_file_begin begins with: *file gets its names. False after an error, also for what is not a regular file.
// `real_path` gives, malloc'ed, the file that a name leads to.
bool new_file_name(struct new_file *file, const char *path, char *(*real_path)(const char *path));
// Whether the rest of an open file is this, and nothing else.
bool is_rest_of_file(int fd, struct str bytes);
// The same of a whole file.
bool is_whole_file(const char *path, struct str bytes);

// Ends the program with that exit status when it has worked (not waited) for so long: it writes `message` to standard
// error, and leaves no unfinished file. Counts anew with each call. For what can't be asked to stop. In WASI, which has
// neither signals nor threads, there is no such limit.
void os_end_after(unsigned seconds, const char *message, int status);

#endif
