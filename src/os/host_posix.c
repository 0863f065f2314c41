// SPDX-License-Identifier: Apache-2.0
// In: users, paths and open files. Out: what is known of them on a POSIX system, and in WASI is not.
#include "os/host.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "os/file.h"

bool os_begin(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) >= 0)
			continue;
		// The lowest free number is this one. Reading and writing fail as they would if it were closed.
		if (open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			return false;
	}
	signal(SIGPIPE, SIG_IGN);
	return true;
}

bool host_is_foreign(const char *path, unsigned user)
{
	(void)path;
	return user != geteuid() && user != 0;
}

bool os_may_write(const char *path)
{
	return access(path, W_OK) == 0;
}

bool host_real_path(const char *path, char *real)
{
	return realpath(path, real) != NULL;
}

size_t os_terminal_width(int fd)
{
	struct winsize size;

	return isatty(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
