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

static char *copy_real_path(const char *path)
{
	char real[PATH_MAX];

	return host_real_path(path, real) ? strdup(real) : NULL;
}

bool new_file_begin(struct new_file *file, const char *path, bool is_strict)
{
	if (new_file_name(file, path, copy_real_path) && make_temporary(file) &&
	    (file->is_new || copy_metadata(file, is_strict)))
		return true;
	new_file_drop(file);
	return false;
}

enum new_file_status new_file_keep(struct new_file *file, const struct replacement *replacement)
{
	bool is_whole = fsync(file->fd) == 0 || errno == EINVAL || errno == ENOTSUP;
	enum new_file_status status = NEW_FILE_ERRNO;

	is_whole = close(file->fd) == 0 && is_whole;
	file->fd = -1;
	if (is_whole && replacement && !is_whole_file(file->target, replacement->before))
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
