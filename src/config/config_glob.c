// SPDX-License-Identifier: Apache-2.0
// In: a glob of a configuration, and a path. Out: whether they match.
#include "base/glob.h"
#include "config/config.h"

static bool has_slash(struct str text)
{
	return text.len && memchr(text.ptr, '/', text.len);
}

static bool matches_part(struct str glob, struct str path)
{
	size_t start = 0;

	for (size_t i = 0; i <= path.len; i++) {
		if (i < path.len && path.ptr[i] != '/')
			continue;
		if (glob_matches(glob, str_slice(path, start, i)))
			return true;
		start = i + 1;
	}
	return false;
}

static bool matches_from_top(struct str glob, struct str path)
{
	for (size_t i = 1; i <= path.len; i++)
		if ((i == path.len || path.ptr[i] == '/') && glob_matches(glob, str_slice(path, 0, i)))
			return true;
	return false;
}

bool config_glob_matches(struct str glob, struct str path)
{
	bool is_from_top = false;

	while (glob.len > 1 && glob.ptr[glob.len - 1] == '/')
		glob.len--;
	for (; str_has_prefix(glob, "./") || str_has_prefix(glob, "/"); is_from_top = true)
		glob = str_slice(glob, glob.ptr[0] == '.' ? 2 : 1, glob.len);
	if (!is_from_top && !has_slash(glob))
		return matches_part(glob, path);
	// "*/" also matches nothing.
	if (str_has_prefix(glob, "**/") && config_glob_matches(str_slice(glob, 3, glob.len), path))
		return true;
	return matches_from_top(glob, path);
}

bool config_globs_match(const struct config_globs *globs, struct str path)
{
	for (size_t i = 0; i < globs->n; i++)
		if (config_glob_matches(globs->items[i], path))
			return true;
	return false;
}
