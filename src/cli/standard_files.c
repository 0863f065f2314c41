// SPDX-License-Identifier: Apache-2.0
// In: the file descriptors that the caller left. Out: all three of the standard ones are taken.
#include "cli/standard_files.h"

#include <fcntl.h>
#include <unistd.h>

// Where one is closed, the next file that is opened would take its place, and what is meant for standard output or
// standard error would be written into a report or into somebody's SDL. What stands in for it can't be used: reading
// and writing fail as they would if it were closed.
bool standard_files_take(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) >= 0)
			continue;
		// The lowest number that is free is this one.
		if (open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			return false;
	}
	return true;
}
