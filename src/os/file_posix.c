// SPDX-License-Identifier: Apache-2.0
// In: paths and open files. Out: their properties and their bytes, on a POSIX system and in WASI.
#include "os/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "os/host.h"
#include "os/path.h"

bool os_look(const char *path, struct file_info *info)
{
	struct stat about;
#ifdef __APPLE__
	const struct timespec *changed = &about.st_mtimespec;
#else
	const struct timespec *changed = &about.st_mtim;
#endif

	if (lstat(path, &about) != 0)
		return false;
	*info = (struct file_info){ .is_link = S_ISLNK(about.st_mode) };
	if (info->is_link && stat(path, &about) != 0)
		return false;
	info->kind = S_ISREG(about.st_mode) ? FILE_REGULAR : S_ISDIR(about.st_mode) ? FILE_FOLDER : FILE_OTHER;
	info->is_foreign = host_is_foreign(path, about.st_uid);
	info->has_copies = S_ISREG(about.st_mode) && about.st_nlink > 1;
	info->size = info->kind == FILE_REGULAR ? (uint64_t)about.st_size : 0;
	info->device = (uint64_t)about.st_dev;
	info->number = (uint64_t)about.st_ino;
	info->version = ((uint64_t)changed->tv_sec * 1000000007 + (uint64_t)changed->tv_nsec) * 31 + info->number * 17 +
			(uint64_t)about.st_size + 1;
	return true;
}

bool os_is_same_file(const char *path, const char *other)
{
	struct file_info a, b;

	return os_look(path, &a) && os_look(other, &b) && a.device == b.device && a.number == b.number;
}

// Makes "/a/./b/../c" "/a/c", without looking at the disk.
static void tidy(char *path)
{
	char *out = path;

	for (const char *part = path; *part;) {
		size_t len = strcspn(++part, "/");

		if (len == 2 && memcmp(part, "..", 2) == 0) {
			while (out > path && *--out != '/')
				;
		} else if (len > 0 && !(len == 1 && *part == '.')) {
			*out++ = '/';
			memmove(out, part, len);
			out += len;
		}
		part += len;
	}
	*out = '\0';
}

// Cuts the path off behind the folder that holds ".git", if there is one.
static void cut_to_repository(char *path)
{
	char git[PATH_MAX + 8];
	size_t len = strlen(path);

	for (;;) {
		snprintf(git, sizeof(git), "%.*s/.git", (int)len, path);
		if (access(git, F_OK) == 0)
			break;
		if (len == 0)
			return;
		while (path[--len] != '/')
			;
	}
	path[len] = '\0';
}

bool os_leads_out(const char *path)
{
	char written[2 * PATH_MAX + 1], real[PATH_MAX], root[PATH_MAX], *slash;

	if (strlen(path) >= PATH_MAX || !getcwd(root, sizeof(root)))
		return false;
	snprintf(written, sizeof(written), "%s/%s", *path == '/' ? "" : root, path);
	tidy(written);
	cut_to_repository(root);
	if (!path_below(root, written))
		return false;
	// A path that does not exist yet is resolved through its folder.
	while (!host_real_path(written, real)) {
		slash = strrchr(written, '/');
		if (!slash || slash == written)
			return false;
		*slash = '\0';
	}
	return !path_below(root, real);
}

static void close_folder(void *handle)
{
	DIR **folder = handle;

	if (*folder)
		closedir(*folder);
	*folder = NULL;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool os_list_folder(struct arena *arena, const char *path, struct name_list *names)
{
	DIR **folder = arena_zalloc(arena, sizeof(DIR *));
	const struct dirent *found;

	*names = (struct name_list){ 0 };
	arena_defer(arena, close_folder, folder);
	*folder = opendir(path);
	if (!*folder)
		return false;
	while (errno = 0, (found = readdir(*folder)) != NULL)
		if (strcmp(found->d_name, ".") != 0 && strcmp(found->d_name, "..") != 0)
			ARENA_PUSH(arena, names->items, names->n, names->cap) =
				arena_strndup(arena, found->d_name, strlen(found->d_name));
	if (errno)
		return false;
	close_folder(folder);
	if (names->n)
		qsort(names->items, names->n, sizeof(*names->items), by_name);
	return true;
}

const char *os_real_path(struct arena *arena, const char *path)
{
	char real[PATH_MAX];

	return host_real_path(path, real) ? arena_strndup(arena, real, strlen(real)) : NULL;
}

const char *os_current_folder(struct arena *arena)
{
	char path[PATH_MAX];

	return getcwd(path, sizeof(path)) ? arena_strndup(arena, path, strlen(path)) : NULL;
}

int os_open_to_read(const char *path)
{
	return open(path, O_RDONLY | O_CLOEXEC);
}

int os_open_to_write(const char *path)
{
	return open(path, O_WRONLY | O_CLOEXEC);
}

bool os_close(int fd)
{
	return close(fd) == 0;
}

uint64_t os_size(int fd)
{
	struct stat about;

	return fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0 ? (uint64_t)about.st_size : 0;
}

static bool is_ready(int fd, short events, int timeout)
{
	struct pollfd ready = { .fd = fd, .events = events };
	int n;

	do
		n = poll(&ready, 1, timeout);
	while (n < 0 && errno == EINTR);
	return n != 0;
}

bool os_wait_to_read(int fd, int timeout)
{
	return is_ready(fd, POLLIN, timeout);
}

// Whether it is worth trying again: after a signal, or when a file that never blocks is ready.
static bool is_passing(int fd, short events)
{
	return errno == EINTR || (errno == EAGAIN && is_ready(fd, events, -1));
}

ptrdiff_t os_read(int fd, char *bytes, size_t n)
{
	ssize_t n_read;

	do
		n_read = read(fd, bytes, n);
	while (n_read < 0 && is_passing(fd, POLLIN));
	return n_read;
}

bool os_write(int fd, struct str bytes)
{
	while (bytes.len) {
		ssize_t n = write(fd, bytes.ptr, bytes.len);

		if (n < 0 && !is_passing(fd, POLLOUT))
			return false;
		if (n > 0)
			bytes = str_slice(bytes, (size_t)n, bytes.len);
	}
	return true;
}

bool os_is_terminal(int fd)
{
	return isatty(fd);
}
