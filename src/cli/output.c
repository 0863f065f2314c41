// SPDX-License-Identifier: Apache-2.0
// In: text. Out: standard output, or a file that is written whole or not at all.
#include "cli/output.h"

#include <errno.h>

#include "cli/complain.h"
#include "os/file.h"

static bool fail(struct output *output, int error)
{
	output->is_broken = true;
	if (output->path)
		complain_errno(output->path, error);
	else if (error != EPIPE)
		complain_errno("standard output", error);
	return false;
}

bool output_open(struct output *output, const char *path)
{
	struct file_info old;

	*output = (struct output){ .path = path, .fd = OS_STDOUT };
	if (!path)
		return true;
	if (os_leads_out(path)) {
		complain("%s: not written: a symbolic link leads out of the repository", path);
		return false;
	}
	// A device or a pipe is written to; only a file can be replaced.
	if (os_look(path, &old) && old.kind == FILE_OTHER) {
		output->fd = os_open_to_write(path);
		return output->fd >= 0 || fail(output, errno);
	}
	if (!new_file_begin(&output->file, path, false))
		return fail(output, errno);
	output->fd = output->file.fd;
	return true;
}

bool output_write(struct output *output, struct strbuf *buf)
{
	if (!output->is_broken && !os_write(output->fd, (struct str){ buf->text, buf->len }))
		fail(output, errno);
	buf->len = 0;
	return !output->is_broken;
}

bool output_close(struct output *output)
{
	if (output->is_broken) {
		output_drop(output);
		return false;
	}
	if (output->file.target)
		return new_file_keep(&output->file, NULL) == NEW_FILE_OK || fail(output, errno);
	return !output->path || os_close(output->fd) || fail(output, errno);
}

void output_drop(struct output *output)
{
	if (output->file.target)
		new_file_drop(&output->file);
	else if (output->path)
		os_close(output->fd);
}
