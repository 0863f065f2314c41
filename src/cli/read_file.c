// SPDX-License-Identifier: Apache-2.0
// In: the name of a file. Out: its bytes; or of one that a configuration names, whether it may be read.
#include "cli/read_file.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "cli/complain.h"
#include "os/file.h"
#include "os/path.h"
#include "source/source.h"

struct reader {
	int fd; // -1 when there is nothing to close
};

static void close_reader(void *handle)
{
	struct reader *reader = handle;

	if (reader->fd > OS_STDIN)
		os_close(reader->fd);
	reader->fd = -1;
}

// A guess is enough: the file may change while it is read, and a pipe has no size.
static size_t first_capacity(int fd)
{
	uint64_t size = os_size(fd);

	if (size == 0)
		return 16 * 1024;
	return (size < SOURCE_MAX_BYTES ? (size_t)size : SOURCE_MAX_BYTES) + 1;
}

static enum read_status read_all(struct arena *arena, int fd, struct str *bytes)
{
	size_t cap = first_capacity(fd), len = 0;
	char *text = arena_alloc(arena, cap);

	for (;;) {
		ptrdiff_t n = os_read(fd, text + len, cap - len);

		if (n < 0)
			return READ_ERRNO;
		len += (size_t)n;
		if (len > SOURCE_MAX_BYTES)
			return READ_TOO_LARGE;
		if (n == 0)
			break;
		if (len == cap) {
			text = arena_grow(arena, text, cap, cap * 2);
			cap *= 2;
		}
	}
	*bytes = (struct str){ text, len };
	return READ_OK;
}

enum read_status read_file(struct arena *arena, const char *path, struct str *bytes)
{
	struct reader *reader = arena_alloc(arena, sizeof(*reader));
	enum read_status status;
	int error;

	reader->fd = -1;
	arena_defer(arena, close_reader, reader);
	reader->fd = strcmp(path, "-") == 0 ? OS_STDIN : os_open_to_read(path);
	if (reader->fd < 0)
		return READ_ERRNO;
	status = read_all(arena, reader->fd, bytes);
	error = errno;
	close_reader(reader);
	errno = error;
	return status;
}

bool read_file_or_complain(struct arena *arena, const char *path, const char *what, struct str *bytes)
{
	switch (read_file(arena, path, bytes)) {
	case READ_ERRNO:
		complain_errno(path, errno);
		return false;
	case READ_TOO_LARGE:
		complain("%s: too large for %s", path, what);
		return false;
	case READ_OK:
		break;
	}
	if (str_has_prefix(*bytes, "\xEF\xBB\xBF"))
		*bytes = str_slice(*bytes, 3, bytes->len);
	return true;
}

// NULL: there is no repository around it.
static const char *git_folder(struct arena *arena, const char *folder)
{
	struct file_info info;

	for (; *folder; folder = path_folder(arena, folder))
		if (os_look(path_join(arena, folder, ".git"), &info))
			return folder;
	return NULL;
}

const char *repository_of(struct arena *arena, const char *folder)
{
	const char *root = git_folder(arena, folder);

	return root ? root : folder;
}

bool is_in_repository(struct arena *arena, const char *folder)
{
	return git_folder(arena, folder);
}

const char *fault_of_own_file(struct arena *arena, const char *repository, const char *path)
{
	struct file_info info;
	const char *real;

	if (!os_look(path, &info))
		return strerror(errno);
	if (info.kind != FILE_REGULAR)
		return "not a regular file";
	real = os_real_path(arena, path);
	if (!real)
		return strerror(errno);
	return path_below(repository, real) ? NULL : "outside the repository that names it";
}
