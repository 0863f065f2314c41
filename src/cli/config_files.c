// SPDX-License-Identifier: Apache-2.0
// In: names of files. Out: the configuration file of each: the nearest in its folder or a parent folder.
#include "cli/config_files.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "cli/complain.h"
#include "cli/read_file.h"
#include "os/file.h"
#include "os/path.h"

// A folder that was looked at.
struct folder {
	const struct config_file *file; // NULL: there is none
	bool is_broken;
	const char *absolute;
};

// Whether nothing is there, or nothing that is ours to see. After any other error (errno) there may be.
static bool is_absent(void)
{
	return errno == ENOENT || errno == ENOTDIR || errno == EACCES || errno == ENAMETOOLONG;
}

// NULL after a complaint.
static const char *absolute_folder(struct config_files *files, const char *path)
{
	const char *absolute;

	// Standard input may have the name of a file in a folder that does not exist.
	while (!(absolute = os_real_path(files->arena, *path ? path : "."))) {
		if (!is_absent()) {
			complain_errno(*path ? path : ".", errno);
			return NULL;
		}
		if (!*path)
			return "/";
		path = path_folder(files->arena, path);
	}
	return absolute;
}

// The shortest name, as seen from the current folder.
static const char *shown_path(const struct config_files *files, const char *folder)
{
	const char *name = *files->here ? path_below(files->here, folder) : NULL;
	struct strbuf up;

	if (name)
		return path_join(files->arena, name, config_file_name);
	name = *files->here && *path_folder(files->arena, folder) ? path_below(folder, files->here) : NULL;
	if (!name)
		return path_join(files->arena, folder, config_file_name);
	up = strbuf_in(files->arena);
	strbuf_puts(&up, "../");
	for (; *name; name++)
		if (*name == '/')
			strbuf_puts(&up, "../");
	strbuf_puts(&up, config_file_name);
	return up.text;
}

// NULL after a complaint.
static const struct config_file *read_config(struct config_files *files, const char *path, const char *folder)
{
	struct config_file *file = arena_zalloc(files->arena, sizeof(*file));
	struct config_faults faults;
	struct str text;

	file->path = path;
	file->folder = folder;
	if (!read_file_or_complain(files->arena, path, "a configuration", &text))
		return NULL;
	if (config_from_source(files->arena, path, text, &file->config, &faults))
		return file;
	for (size_t i = 0; i < faults.n; i++)
		complain("%s:%u:%u: %s", path, (unsigned)faults.items[i].line, (unsigned)faults.items[i].column,
			 faults.items[i].message);
	return NULL;
}

static const struct config_file *read_own_config(struct config_files *files, const char *path, const char *folder)
{
	const char *fault = fault_of_own_file(files->arena, repository_of(files->arena, folder), path);

	if (!fault)
		return read_config(files, path, folder);
	complain("%s: %s", path, fault);
	return NULL;
}

// In a parent folder such as /tmp, anybody could have put one there.
static bool is_foreign(struct config_files *files, const char *folder, const struct file_info *info)
{
	if (!info->is_foreign || path_below(files->here, folder) || is_in_repository(files->arena, folder))
		return false;
	complain("%s: not read: it belongs to another user", shown_path(files, folder));
	return true;
}

// The nearest configuration file of an absolute folder.
static const struct folder *look_upwards(struct config_files *files, const char *absolute)
{
	struct folder *folder = table_get(&files->by_folder, str_of(absolute));
	struct file_info info;
	const char *path, *parent = path_folder(files->arena, absolute);

	if (folder)
		return folder;
	folder = arena_zalloc(files->arena, sizeof(*folder));
	path = path_join(files->arena, absolute, config_file_name);
	if (!os_look(path, &info)) {
		folder->is_broken = !is_absent();
		if (folder->is_broken)
			complain_errno(shown_path(files, absolute), errno);
	} else if (info.kind != FILE_FOLDER && !is_foreign(files, absolute, &info)) {
		folder->file = read_own_config(files, shown_path(files, absolute), absolute);
		folder->is_broken = !folder->file;
	}
	if (!folder->file && !folder->is_broken && *parent)
		*folder = *look_upwards(files, parent);
	folder->absolute = absolute;
	*table_put(files->arena, &files->by_folder, str_of(absolute)) = folder;
	return folder;
}

// What absolute_folder says, from what it said of the folder above: resolving every part of every path anew takes the
// third power of the depth.
static const char *absolute_below(struct config_files *files, const char *path)
{
	const char *name = path_name(path);
	const struct folder *above = table_get(&files->by_name, str_of(path_folder(files->arena, path)));
	struct file_info info;

	if (!above || above->is_broken || !*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
	    !os_look(path, &info) || info.is_link || info.kind != FILE_FOLDER)
		return absolute_folder(files, path);
	return path_join(files->arena, above->absolute, name);
}

static const struct folder *folder_named(struct config_files *files, const char *name)
{
	struct folder *folder = table_get(&files->by_name, str_of(name));
	const char *absolute;

	if (folder)
		return folder;
	absolute = absolute_below(files, name);
	folder = arena_zalloc(files->arena, sizeof(*folder));
	*folder = files->chosen ? (struct folder){ .file = files->chosen }
		  : absolute    ? *look_upwards(files, absolute)
				: (struct folder){ .is_broken = true };
	folder->absolute = absolute ? absolute : "/";
	*table_put(files->arena, &files->by_name, str_of(name)) = folder;
	return folder;
}

bool config_files_init(struct config_files *files, struct arena *arena, const char *chosen, bool has_none)
{
	const char *here = os_current_folder(arena);

	*files = (struct config_files){ .arena = arena, .has_none = has_none, .here = here ? here : "" };
	if (!chosen)
		return true;
	// "-" is an ordinary name here: standard input is for SDLs.
	chosen = strcmp(chosen, "-") == 0 ? "./-" : chosen;
	here = absolute_folder(files, path_folder(arena, chosen));
	files->chosen = here ? read_config(files, chosen, here) : NULL;
	return files->chosen;
}

struct config_of config_of_file(struct config_files *files, const char *path)
{
	const char *seen;
	const struct folder *folder;
	struct config_of of = { .name = path };

	if (files->has_none)
		return of;
	folder = folder_named(files, path_folder(files->arena, path));
	of.file = folder->file;
	of.is_broken = folder->is_broken;
	if (!of.file)
		return of;
	// --config may name any file: then names are relative to the current folder.
	seen = path_below(of.file->folder, folder->absolute);
	if (!seen && *files->here)
		seen = path_below(files->here, folder->absolute);
	of.name = path_join(files->arena, seen ? seen : folder->absolute, path_name(path));
	return of;
}
