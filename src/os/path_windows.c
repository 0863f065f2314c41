// SPDX-License-Identifier: Apache-2.0
// In: paths as text. Out: their parts, separated by slashes: "C:/folder/file", "//computer/folder/file".
#include "os/path.h"

#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/str.h"

static bool has_drive(const char *path)
{
	return is_letter(path[0]) && path[1] == ':';
}

void path_tidy(char *path)
{
	for (char *at = path; *at; at++)
		if (*at == '\\')
			*at = '/';
	if (path[0] == '/' && has_drive(path + 1) && (path[3] == '/' || path[3] == '\0'))
		memmove(path, path + 1, strlen(path));
}

// The length of what comes before the first folder: "C:/", "//computer/folder/", "/".
static size_t root_length(const char *path)
{
	size_t len = 2;

	if (has_drive(path))
		return path[2] == '/' ? 3 : 2;
	if (path[0] != '/' || path[1] != '/')
		return path[0] == '/';
	for (int i = 0; i < 2; i++) {
		len += strcspn(path + len, "/");
		len += path[len] == '/';
	}
	return len;
}

bool path_is_absolute(const char *path)
{
	return path[0] == '/' || (has_drive(path) && path[2] == '/');
}

const char *path_folder(struct arena *arena, const char *path)
{
	size_t root = root_length(path), len = strlen(path);

	if (len <= root)
		return "";
	while (len > root && path[len - 1] != '/')
		len--;
	return arena_strndup(arena, path, len > root ? len - 1 : root);
}

const char *path_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path + (has_drive(path) ? 2 : 0);
}

const char *path_join(struct arena *arena, const char *folder, const char *name)
{
	size_t len = strlen(folder);
	bool needs_slash = len && folder[len - 1] != '/' && folder[len - 1] != ':';

	return len ? arena_printf(arena, "%s%s%s", folder, needs_slash ? "/" : "", name) : name;
}

const char *path_beside(struct arena *arena, const char *from, const char *name)
{
	char *tidied = arena_strndup(arena, name, strlen(name));

	path_tidy(tidied);
	return path_is_absolute(tidied) ? tidied : path_join(arena, path_folder(arena, from), tidied);
}

void path_begin_uri(struct strbuf *uri, const char **path)
{
	bool is_of_drive = has_drive(*path);

	if (!path_is_absolute(*path))
		return;
	strbuf_puts(uri, is_of_drive ? "file:///" : (*path)[1] == '/' ? "file:" : "file://");
	strbuf_add(uri, *path, is_of_drive ? 2 : 0);
	*path += is_of_drive ? 2 : 0;
}

bool path_may_name_computer(void)
{
	return true;
}

// Names differ in more than the case of their ASCII letters.
static bool is_same(const char *a, const char *b, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (a[i] != b[i] && !(is_letter(a[i]) && is_letter(b[i]) && (a[i] | 0x20) == (b[i] | 0x20)))
			return false;
	return true;
}

const char *path_below(const char *folder, const char *path)
{
	size_t len = strlen(folder);

	if (len && folder[len - 1] == '/')
		len--;
	if (!is_same(folder, path, len) || (path[len] != '/' && path[len] != '\0'))
		return NULL;
	return path + len + (path[len] == '/');
}
