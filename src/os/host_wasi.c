// SPDX-License-Identifier: Apache-2.0
// In: users, paths and open files. Out: what WASI says of them.
#include "os/host.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "os/file.h"

enum { MOST_LINKS = 40 }; // as Linux has it

// The host opens the standard files, and nobody sends signals.
bool os_begin(void)
{
	return true;
}

// WASI has no users, the machine that it runs on may.
__attribute__((import_module("akashlint"), import_name("is_foreign"))) int host_ask_foreign(const char *path,
											    size_t len);

bool host_is_foreign(const char *path, unsigned user)
{
	(void)user;
	return host_ask_foreign(path, strlen(path)) != 0;
}

// access() looks at rights that not every host has.
bool os_may_write(const char *path)
{
	int fd = open(path, O_WRONLY);

	return fd >= 0 && close(fd) == 0;
}

static bool append(char path[PATH_MAX], const char *part)
{
	size_t len = strlen(path), room = PATH_MAX - len;

	if ((size_t)snprintf(path + len, room, "/%s", part) < room)
		return true;
	errno = ENAMETOOLONG;
	return false;
}

// If `real` is a link, its last part goes, and what it leads to comes before what is left of the path.
static bool follow(char real[PATH_MAX], char left[PATH_MAX], int *n_links)
{
	char target[PATH_MAX];
	struct stat about;
	ssize_t len;

	if (lstat(real, &about) != 0)
		return false;
	if (!S_ISLNK(about.st_mode))
		return true;
	len = readlink(real, target, sizeof(target) - 1);
	if (len < 0)
		return false;
	if (++*n_links > MOST_LINKS) {
		errno = ELOOP;
		return false;
	}
	target[len] = '\0';
	*(*target == '/' ? real : strrchr(real, '/')) = '\0';
	if (!append(target, left))
		return false;
	strcpy(left, target);
	return true;
}

// wasi-libc has a realpath in its header that not every toolchain links.
bool host_real_path(const char *path, char *real)
{
	char left[PATH_MAX] = "", part[PATH_MAX];
	int n_links = 0;

	if ((*path != '/' && !getcwd(left, sizeof(left))) || !append(left, path))
		return false;
	for (*real = '\0'; *left;) {
		const char *start = left + strspn(left, "/");
		size_t len = strcspn(start, "/");

		snprintf(part, sizeof(part), "%.*s", (int)len, start);
		memmove(left, start + len, strlen(start + len) + 1);
		if (strcmp(part, "..") == 0 && *real)
			*strrchr(real, '/') = '\0';
		else if (*part && strcmp(part, ".") != 0 && strcmp(part, "..") != 0 &&
			 !(append(real, part) && follow(real, left, &n_links)))
			return false;
	}
	if (!*real)
		strcpy(real, "/");
	return true;
}

bool host_enter_folder(const char *path)
{
	return chdir(path) == 0;
}

size_t os_terminal_width(int fd)
{
	(void)fd;
	return 0;
}
