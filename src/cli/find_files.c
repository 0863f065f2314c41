// SPDX-License-Identifier: Apache-2.0
// In: operands. Out: the files to check, in order.
#include "cli/find_files.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "cli/complain.h"
#include "os/file.h"
#include "os/path.h"

// Whether a symbolic link in the named folder leads out of it.
static bool leads_out(const struct file_list *list, const char *path)
{
	const char *root = os_real_path(list->arena, list->root), *real = os_real_path(list->arena, path);

	return !root || !real || !path_below(root, real);
}

static void add_file(struct file_list *list, const char *path, bool is_named, const struct file_info *info)
{
	bool is_stdin = is_named && strcmp(path, "-") == 0;
	const char *name = is_stdin && list->stdin_name ? list->stdin_name : path;
	struct found_file file = {
		.path = path,
		.root = list->n_roots,
		.is_named = is_named,
		.leads_out = !is_named && info->is_link && leads_out(list, path),
		.size = (size_t)info->size,
		.effective = effective_settings_of(list->cache, name),
	};

	if (file.effective.all)
		ARENA_PUSH(list->arena, list->items, list->n, list->cap) = file;
	else
		list->has_trouble = true;
}

static void skip(struct file_list *list, const char *path, const char *why)
{
	if (list->keeps_skipped)
		ARENA_PUSH(list->arena, list->items, list->n, list->cap) =
			(struct found_file){ .path = path, .root = list->n_roots, .skipped = why };
}

// By the configuration of its folder; if that is broken, it is not excluded.
static bool is_excluded(const struct file_list *list, const char *path)
{
	struct file_settings effective = effective_settings_of(list->cache, path);
	const struct config_file *config = effective.all ? effective.all->file : NULL;

	return config && !effective.all->options->is_strict &&
	       config_globs_match(&config->config.exclude, str_of(effective.config_name));
}

// NULL: it is walked.
static const char *why_not_walked(const char *name, const struct file_info *info)
{
	if (info->is_link)
		return "a symbolic link to a folder";
	if (name[0] == '.')
		return "a hidden folder";
	return strcmp(name, "node_modules") == 0 ? "node_modules" : NULL;
}

static bool has_yaml_name(const char *name)
{
	return str_has_suffix(str_of(name), ".yml") || str_has_suffix(str_of(name), ".yaml");
}

static void walk(struct file_list *list, const char *path);

static void take_entry(struct file_list *list, const char *folder, const char *name)
{
	const char *path = path_join(list->arena, folder, name);
	struct file_info info;
	const char *why;

	if (!os_look(path, &info) || (info.kind != FILE_FOLDER && !has_yaml_name(name)))
		return;
	why = info.kind == FILE_FOLDER ? why_not_walked(name, &info) : info.kind == FILE_OTHER ? "not a file" : NULL;
	if (!why && is_excluded(list, path)) {
		why = "excluded by the configuration";
		list->n_excluded++;
	}
	if (why)
		skip(list, path, why);
	else if (info.kind == FILE_FOLDER)
		walk(list, path);
	else
		add_file(list, path, false, &info);
}

static void walk(struct file_list *list, const char *path)
{
	const char *folder = *path ? path : ".";
	struct name_list names;

	if (!os_list_folder(list->arena, folder, &names)) {
		complain_errno(folder, errno);
		list->has_trouble = true;
	}
	for (size_t i = 0; i < names.n; i++)
		take_entry(list, path, names.items[i]);
}

void find_files(struct file_list *list, const char *const *operands, size_t n_operands)
{
	// No operand: the current folder, whose name is not put before those of its files.
	list->root = ".";
	if (n_operands == 0)
		walk(list, "");
	for (size_t i = 0; i < n_operands; i++) {
		struct file_info info = { .kind = FILE_OTHER };

		list->root = operands[i];
		list->n_roots = i;
		if (strcmp(operands[i], "-") != 0 && os_look(operands[i], &info) && info.kind == FILE_FOLDER)
			walk(list, operands[i]);
		else
			add_file(list, operands[i], true, &info);
	}
}
