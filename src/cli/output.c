// SPDX-License-Identifier: Apache-2.0
// In: text. Out: standard output, or a file that is written whole or not at all.
#define _XOPEN_SOURCE 700 // realpath
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/complain.h"

static bool fail(struct output *output, int error)
{
	output->is_broken = true;
	if (output->path)
		complain_errno(output->path, error);
	else if (error != EPIPE)
		complain_errno("standard output", error);
	return false;
}

// What a new file of that name would be allowed, or what the old one is.
static mode_t mode_of(const struct stat *old)
{
	mode_t mask;

	if (old)
		return old->st_mode & 0777;
	mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

static bool open_temporary(struct output *output, const struct stat *old)
{
	int len = snprintf(output->temporary, sizeof(output->temporary), "%s.XXXXXX", output->target);

	if (len >= (int)sizeof(output->temporary)) {
		output->temporary[0] = '\0';
		return fail(output, ENAMETOOLONG);
	}
	output->fd = mkstemp(output->temporary);
	if (output->fd < 0) {
		output->temporary[0] = '\0';
		return fail(output, errno);
	}
	if (fchmod(output->fd, mode_of(old)) == 0)
		return true;
	fail(output, errno);
	output_drop(output);
	return false;
}

bool output_open(struct output *output, const char *path)
{
	struct stat old;
	bool is_there;

	*output = (struct output){ .path = path, .fd = STDOUT_FILENO };
	if (!path)
		return true;
	is_there = stat(path, &old) == 0;
	if (is_there && S_ISDIR(old.st_mode))
		return fail(output, EISDIR);
	// A device or a pipe is written to; only a file can be replaced.
	if (is_there && !S_ISREG(old.st_mode)) {
		output->fd = open(path, O_WRONLY | O_CLOEXEC);
		return output->fd >= 0 || fail(output, errno);
	}
	// The file behind a symbolic link is replaced, not the link.
	if (!is_there || !realpath(path, output->target)) {
		if (strlen(path) >= sizeof(output->target))
			return fail(output, ENAMETOOLONG);
		strcpy(output->target, path);
	}
	return open_temporary(output, is_there ? &old : NULL);
}

bool output_write(struct output *output, struct strbuf *buf)
{
	size_t done = 0;

	while (!output->is_broken && done < buf->len) {
		ssize_t n = write(output->fd, buf->text + done, buf->len - done);

		if (n >= 0)
			done += (size_t)n;
		else if (errno != EINTR)
			fail(output, errno);
	}
	buf->len = 0;
	return !output->is_broken;
}

bool output_close(struct output *output)
{
	if (output->is_broken) {
		output_drop(output);
		return false;
	}
	if (!output->path)
		return true;
	if (close(output->fd) != 0)
		fail(output, errno);
	output->fd = -1;
	if (!output->is_broken && output->temporary[0] && rename(output->temporary, output->target) != 0)
		fail(output, errno);
	if (!output->is_broken)
		return true;
	output_drop(output);
	return false;
}

void output_drop(struct output *output)
{
	if (output->path && output->fd >= 0)
		close(output->fd);
	output->fd = -1;
	if (output->temporary[0])
		unlink(output->temporary);
	output->temporary[0] = '\0';
}
