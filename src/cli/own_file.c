// SPDX-License-Identifier: Apache-2.0
// In: a file that a configuration names. Out: whether it may be read.
#include "cli/own_file.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "os/file.h"
#include "os/path.h"

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
