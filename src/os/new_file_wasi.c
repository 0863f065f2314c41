// SPDX-License-Identifier: Apache-2.0
// In: a path and bytes. Out: a file that appears whole, or not at all, in WASI.
#include "os/new_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "os/file.h"
#include "os/host.h"

enum { MOST_NAMES = 100 }; // tried until one is free

// WASI has neither modes nor owners: the host gives those of the old file to the new one. 0, or an errno.
__attribute__((import_module("akashlint"), import_name("copy_metadata"))) int
host_copy_metadata(const char *from, size_t from_len, const char *to, size_t to_len, bool is_strict);

static bool make_temporary(struct new_file *file)
{
	char *ending = file->temporary + strlen(file->target);
	unsigned random;

	for (int i = 0; i < MOST_NAMES; i++) {
		if (getentropy(&random, sizeof(random)) != 0)
			return false;
		snprintf(ending, sizeof(".XXXXXX"), ".%06x", random & 0xffffff);
		file->fd = open(file->temporary, O_RDWR | O_CREAT | O_EXCL, 0600);
		if (file->fd >= 0 || errno != EEXIST)
			break;
	}
	return file->fd >= 0;
}

static bool copy_metadata(const struct new_file *file, bool is_strict)
{
	int error = host_copy_metadata(file->target, strlen(file->target), file->temporary, strlen(file->temporary),
				       is_strict);

	if (error)
		errno = error;
	return error == 0;
}

void os_end_after(unsigned seconds, const char *message, int status)
{
	(void)seconds;
	(void)message;
	(void)status;
}

bool new_file_begin(struct new_file *file, const char *path, bool is_strict)
{
	struct file_info old;
	bool is_there = os_look(path, &old);
	char real[PATH_MAX];

	*file = (struct new_file){ .fd = -1, .is_new = !is_there };
	if (is_there && old.kind != FILE_REGULAR) {
		errno = old.kind == FILE_FOLDER ? EISDIR : EINVAL;
		return false;
	}
	if (is_there && !host_real_path(path, real))
		return false;
	file->target = strdup(is_there ? real : path);
	file->temporary = file->target ? malloc(strlen(file->target) + sizeof(".XXXXXX")) : NULL;
	if (file->temporary)
		strcpy(file->temporary, file->target);
	if (file->temporary && make_temporary(file) && (!is_there || copy_metadata(file, is_strict)))
		return true;
	new_file_drop(file);
	return false;
}

static bool holds(const char *path, struct str bytes)
{
	int fd = open(path, O_RDONLY);
	char part[16 * 1024];
	ptrdiff_t n;

	if (fd < 0)
		return false;
	while ((n = os_read(fd, part, sizeof(part))) > 0 && (size_t)n <= bytes.len &&
	       memcmp(part, bytes.ptr, (size_t)n) == 0)
		bytes = str_slice(bytes, (size_t)n, bytes.len);
	close(fd);
	return n == 0 && bytes.len == 0;
}

enum new_file_status new_file_keep(struct new_file *file, const struct replacement *replacement)
{
	bool is_whole = fsync(file->fd) == 0 || errno == EINVAL || errno == ENOTSUP;
	enum new_file_status status = NEW_FILE_ERRNO;

	is_whole = close(file->fd) == 0 && is_whole;
	file->fd = -1;
	if (is_whole && replacement && !holds(file->target, replacement->before))
		status = NEW_FILE_CHANGED;
	else if (is_whole && rename(file->temporary, file->target) == 0)
		status = NEW_FILE_OK;
	if (status != NEW_FILE_OK) {
		int error = errno;

		unlink(file->temporary);
		errno = error;
	}
	new_file_drop(file);
	return status;
}

void new_file_drop(struct new_file *file)
{
	int error = errno;

	if (file->fd >= 0) {
		unlink(file->temporary);
		close(file->fd);
	}
	free(file->target);
	free(file->temporary);
	*file = (struct new_file){ .fd = -1 };
	errno = error;
}
