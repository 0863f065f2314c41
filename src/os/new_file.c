// SPDX-License-Identifier: Apache-2.0
// In: a path and bytes. Out: a file that appears whole, or not at all: what all systems do alike.
#include "os/new_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "os/file.h"

static char *copy_of(const char *text, const char *ending)
{
	size_t size = strlen(text) + strlen(ending) + 1;
	char *copy = malloc(size);

	if (copy)
		snprintf(copy, size, "%s%s", text, ending);
	return copy;
}

bool new_file_name(struct new_file *file, const char *path, char *(*real_path)(const char *path))
{
	struct file_info old;
	bool is_there = os_look(path, &old);

	*file = (struct new_file){ .fd = -1, .is_new = !is_there };
	if (is_there && old.kind != FILE_REGULAR) {
		errno = old.kind == FILE_FOLDER ? EISDIR : EINVAL;
		return false;
	}
	file->target = is_there ? real_path(path) : copy_of(path, "");
	file->temporary = file->target ? copy_of(file->target, ".XXXXXX") : NULL;
	return file->temporary != NULL;
}

bool is_rest_of_file(int fd, struct str bytes)
{
	char part[16 * 1024];
	ptrdiff_t n;

	while ((n = os_read(fd, part, sizeof(part))) > 0) {
		if ((size_t)n > bytes.len || memcmp(part, bytes.ptr, (size_t)n) != 0)
			return false;
		bytes = str_slice(bytes, (size_t)n, bytes.len);
	}
	return n == 0 && bytes.len == 0;
}

bool is_whole_file(const char *path, struct str bytes)
{
	int fd = os_open_to_read(path);
	bool is_same = fd >= 0 && is_rest_of_file(fd, bytes);

	if (fd >= 0)
		os_close(fd);
	return is_same;
}
