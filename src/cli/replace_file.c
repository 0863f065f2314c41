// SPDX-License-Identifier: Apache-2.0
// In: a file and its new bytes. Out: the file with these bytes, or as it was.
#include "cli/replace_file.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "cli/read_file.h"
#include "os/file.h"
#include "os/new_file.h"

static const char has_changed[] = "it has changed in the meantime";

static const char *replace(const char *path, const struct replacement *replacement)
{
	enum new_file_status status = NEW_FILE_ERRNO;
	struct new_file file;

	if (!new_file_begin(&file, path, true))
		return strerror(errno);
	if (os_write(file.fd, replacement->after))
		status = new_file_keep(&file, replacement);
	else
		new_file_drop(&file);
	return status == NEW_FILE_OK ? NULL : status == NEW_FILE_CHANGED ? has_changed : strerror(errno);
}

const char *replace_file(struct arena *arena, const char *path, struct str before, struct str after)
{
	const struct replacement replacement = { before, after };
	struct file_info info;
	struct str now;

	if (!os_look(path, &info) || !os_may_write(path))
		return strerror(errno);
	if (info.kind != FILE_REGULAR)
		return "not a regular file";
	if (read_file(arena, path, &now) != READ_OK)
		return strerror(errno);
	if (str_eq(now, after))
		return NULL; // already fixed under another name
	return str_eq(now, before) ? replace(path, &replacement) : has_changed;
}
