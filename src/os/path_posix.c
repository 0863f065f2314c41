// SPDX-License-Identifier: Apache-2.0
// In: paths as text. Out: their parts, separated by slashes.
#include "os/path.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"

void path_tidy(char *path)
{
	(void)path;
}

bool path_is_absolute(const char *path)
{
	return path[0] == '/';
}

const char *path_folder(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == path)
		return path[1] ? "/" : "";
	return slash ? arena_strndup(arena, path, (size_t)(slash - path)) : "";
}

const char *path_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

const char *path_join(struct arena *arena, const char *folder, const char *name)
{
	struct str above = str_of(folder);
	struct strbuf path;

	if (!above.len)
		return name;
	path = strbuf_in(arena);
	strbuf_add(&path, above.ptr, above.len);
	if (!str_has_suffix(above, "/"))
		strbuf_putc(&path, '/');
	strbuf_puts(&path, name);
	return path.text;
}

const char *path_beside(struct arena *arena, const char *from, const char *name)
{
	return path_is_absolute(name) ? name : path_join(arena, path_folder(arena, from), name);
}

void path_begin_uri(struct strbuf *uri, const char **path)
{
	if (path_is_absolute(*path))
		strbuf_puts(uri, "file://");
}

bool path_may_name_computer(void)
{
	return false;
}

const char *path_below(const char *folder, const char *path)
{
	size_t len = strcmp(folder, "/") == 0 ? 0 : strlen(folder);

	if (strncmp(folder, path, len) != 0 || (path[len] != '/' && path[len] != '\0'))
		return NULL;
	return path + len + (path[len] == '/');
}
