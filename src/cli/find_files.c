// SPDX-License-Identifier: Apache-2.0
// In: operands. Out: the files to check, in order.
#include "cli/find_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "cli/complain.h"

struct entry {
	const char *name;
	bool is_folder;
	size_t size;
};

struct entries {
	struct entry *items;
	size_t n, cap;
};

static void close_folder(void *handle)
{
	DIR **folder = handle;

	if (*folder)
		closedir(*folder);
	*folder = NULL;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

static void add_file(struct file_list *list, const char *path, bool is_named, size_t size)
{
	bool is_stdin = is_named && strcmp(path, "-") == 0;
	const char *name = is_stdin && list->stdin_name ? list->stdin_name : path;
	struct found_file file = { path, is_named, size, in_force_of(list->in_forces, name) };

	if (file.in_force.all)
		ARENA_PUSH(list->arena, list->items, list->n, list->cap) = file;
	else
		list->has_trouble = true;
}

// By the configuration of the folder that it is in; in doubt it is not.
static bool is_excluded(const struct file_list *list, const char *path)
{
	struct file_in_force in_force = in_force_of(list->in_forces, path);
	const struct config_file *config = in_force.all ? in_force.all->file : NULL;

	return config && config_globs_match(&config->config.exclude, str_of(in_force.config_name));
}

static const char *join(struct arena *arena, const char *folder, const char *name)
{
	size_t len = strlen(folder);

	return arena_printf(arena, "%s%s%s", folder, len && folder[len - 1] != '/' ? "/" : "", name);
}

static bool is_passed_over(const char *name)
{
	return name[0] == '.' || strcmp(name, "node_modules") == 0;
}

static bool has_yaml_name(const char *name)
{
	return str_has_suffix(str_of(name), ".yml") || str_has_suffix(str_of(name), ".yaml");
}

static void add_entry(struct file_list *list, struct entries *entries, const char *folder, const char *name)
{
	const char *path = join(list->arena, folder, name);
	struct stat about;
	bool is_folder, is_link;

	if (lstat(path, &about) != 0)
		return;
	is_folder = S_ISDIR(about.st_mode);
	is_link = S_ISLNK(about.st_mode);
	if (is_folder ? is_passed_over(name) : !has_yaml_name(name))
		return;
	if (is_link && (stat(path, &about) != 0 || !S_ISREG(about.st_mode)))
		return;
	if ((!is_folder && !S_ISREG(about.st_mode)) || is_excluded(list, path))
		return;
	ARENA_PUSH(list->arena, entries->items, entries->n, entries->cap) =
		(struct entry){ path, is_folder, (size_t)about.st_size };
}

static bool read_folder(struct file_list *list, const char *path, struct entries *entries)
{
	DIR **folder = arena_zalloc(list->arena, sizeof(DIR *));
	const struct dirent *found;

	arena_defer(list->arena, close_folder, folder);
	*folder = opendir(*path ? path : ".");
	if (!*folder)
		return false;
	while (errno = 0, (found = readdir(*folder)) != NULL)
		if (strcmp(found->d_name, ".") != 0 && strcmp(found->d_name, "..") != 0)
			add_entry(list, entries, path, found->d_name);
	if (errno)
		return false;
	close_folder(folder);
	return true;
}

static void walk(struct file_list *list, const char *path)
{
	struct entries entries = { 0 };

	if (!read_folder(list, path, &entries)) {
		complain_errno(*path ? path : ".", errno);
		list->has_trouble = true;
	}
	if (entries.n)
		qsort(entries.items, entries.n, sizeof(*entries.items), by_name);
	for (size_t i = 0; i < entries.n; i++) {
		if (entries.items[i].is_folder)
			walk(list, entries.items[i].name);
		else
			add_file(list, entries.items[i].name, false, entries.items[i].size);
	}
}

void find_files(struct file_list *list, const char *const *operands, size_t n_operands)
{
	struct stat about;

	// No operand: the current folder, whose name is not put before those of its files.
	if (n_operands == 0)
		walk(list, "");
	for (size_t i = 0; i < n_operands; i++) {
		bool is_there = strcmp(operands[i], "-") != 0 && stat(operands[i], &about) == 0;
		bool is_regular = is_there && S_ISREG(about.st_mode);

		if (is_there && S_ISDIR(about.st_mode))
			walk(list, operands[i]);
		else
			add_file(list, operands[i], true, is_regular ? (size_t)about.st_size : 0);
	}
}
