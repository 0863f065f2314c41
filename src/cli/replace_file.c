// SPDX-License-Identifier: Apache-2.0
// In: a file and its new bytes. Out: the file with these bytes, or as it was.
#define _XOPEN_SOURCE 700 // realpath
#include "cli/replace_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "cli/read_file.h"

static bool write_all(int fd, struct str bytes)
{
	while (bytes.len) {
		ssize_t n = write(fd, bytes.ptr, bytes.len);

		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0)
			bytes = str_slice(bytes, (size_t)n, bytes.len);
	}
	return true;
}

// The owner first: to change it takes bits of the mode away.
static bool make_like(int fd, const struct stat *old)
{
	struct stat new;

	if (fstat(fd, &new) != 0)
		return false;
	if ((new.st_uid != old->st_uid || new.st_gid != old->st_gid) && fchown(fd, old->st_uid, old->st_gid) != 0)
		return false;
	return fchmod(fd, old->st_mode & 07777) == 0;
}

// So that the new name, too, outlives a power cut. Some file systems can't, and need not.
static void sync_folder(const char *path)
{
	char folder[PATH_MAX];
	int fd;

	snprintf(folder, sizeof(folder), "%s", path);
	*strrchr(folder, '/') = '\0';
	fd = open(*folder ? folder : "/", O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

static bool write_beside(const char *target, const struct stat *old, struct str bytes)
{
	char temporary[PATH_MAX + 8];
	bool is_done;
	int fd, error;

	snprintf(temporary, sizeof(temporary), "%s.XXXXXX", target);
	fd = mkstemp(temporary);
	if (fd < 0)
		return false;
	is_done = write_all(fd, bytes) && make_like(fd, old) && fsync(fd) == 0;
	error = errno;
	if (close(fd) != 0 && is_done) {
		is_done = false;
		error = errno;
	}
	if (is_done && rename(temporary, target) == 0)
		return true;
	errno = is_done ? errno : error;
	error = errno;
	unlink(temporary);
	errno = error;
	return false;
}

const char *replace_file(struct arena *arena, const char *path, struct str before, struct str after)
{
	char target[PATH_MAX];
	struct stat old;
	struct str now;

	if (!realpath(path, target) || stat(target, &old) != 0 || access(target, W_OK) != 0)
		return strerror(errno);
	if (!S_ISREG(old.st_mode))
		return "not a regular file";
	if (read_file(arena, target, &now) != READ_OK)
		return strerror(errno);
	if (str_eq(now, after))
		return NULL; // under another name it was one of the files, too
	if (!str_eq(now, before))
		return "it has changed meanwhile";
	if (!write_beside(target, &old, after))
		return strerror(errno);
	sync_folder(target);
	return NULL;
}
