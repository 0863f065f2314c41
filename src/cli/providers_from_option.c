// SPDX-License-Identifier: Apache-2.0
// In: --providers. Out: the inventory that it names.
#include "cli/providers_from_option.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/edit_distance.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/read_file.h"

struct names {
	const char **items;
	size_t n, cap;
};

static bool add_file(struct arena *arena, const char *path, struct inventory *inventory)
{
	struct inventory_error error;
	struct str text;

	if (!read_file_or_complain(arena, path, "an inventory", &text))
		return false;
	if (inventory_from_json(arena, text, path, inventory, &error))
		return true;
	if (error.place.line)
		complain("%s:%u:%u: %s", path, error.place.line, error.place.column, error.message);
	else
		complain("%s: %s", path, error.message);
	return false;
}

static void close_folder(void *handle)
{
	DIR **folder = handle;

	if (*folder)
		closedir(*folder);
	*folder = NULL;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool list_folder(struct arena *arena, const char *path, struct names *names)
{
	DIR **folder = arena_zalloc(arena, sizeof(DIR *));
	const struct dirent *found;
	size_t len = strlen(path);

	arena_defer(arena, close_folder, folder);
	*folder = opendir(path);
	if (!*folder)
		return false;
	while (errno = 0, (found = readdir(*folder)) != NULL)
		if (found->d_name[0] != '.' && str_has_suffix(str_of(found->d_name), ".json"))
			ARENA_PUSH(arena, names->items, names->n, names->cap) =
				arena_printf(arena, "%s%s%s", path, path[len - 1] == '/' ? "" : "/", found->d_name);
	if (errno)
		return false;
	close_folder(folder);
	if (names->n)
		qsort(names->items, names->n, sizeof(*names->items), by_name);
	return true;
}

static bool add_folder(struct arena *arena, const char *path, struct inventory *inventory)
{
	struct names names = { 0 };

	if (!list_folder(arena, path, &names)) {
		complain_errno(path, errno);
		return false;
	}
	if (names.n == 0)
		complain("%s: no *.json in this folder", path);
	for (size_t i = 0; i < names.n; i++)
		if (!add_file(arena, names.items[i], inventory))
			return false;
	return names.n > 0;
}

static bool has_explained(struct arena *arena, const struct options *options, const struct inventory *inventory)
{
	const char **names = arena_alloc(arena, (inventory->n_providers + 1) * sizeof(*names));

	for (size_t i = 0; i < inventory->n_providers; i++) {
		names[i] = arena_strndup(arena, inventory->providers[i]->name.ptr, inventory->providers[i]->name.len);
		if (!options->explained || strcmp(names[i], options->explained) == 0)
			return true;
	}
	if (!options->explained || options->command->run != command_match)
		return true;
	complain_unknown("provider", options->explained, names, inventory->n_providers);
	return false;
}

static bool add_path(struct arena *arena, const char *path, struct inventory *inventory)
{
	size_t n_before = inventory->n_told;
	struct stat about;
	bool is_folder = strcmp(path, "-") != 0 && stat(path, &about) == 0 && S_ISDIR(about.st_mode);

	if (!(is_folder ? add_folder : add_file)(arena, path, inventory))
		return false;
	if (inventory->n_told > n_before)
		return true;
	complain("%s: there is no provider in it", path);
	return false;
}

// By one file or inventory only.
static bool shares_stdin(const struct options *options)
{
	size_t n = 0;

	for (size_t i = 0; i < options->n_providers; i++)
		n += strcmp(options->providers[i], "-") == 0;
	for (size_t i = 0; n && i < options->n_operands; i++)
		n += strcmp(options->operands[i], "-") == 0;
	n += n && options->stdin_filename && options->n_operands == 0;
	if (n > 1)
		complain("standard input can be read only once");
	return n > 1;
}

const struct inventory *inventory_from_option(struct arena *arena, const struct options *options)
{
	struct inventory *inventory = arena_zalloc(arena, sizeof(*inventory));

	if (options->n_providers == 0 || !*options->providers[0]) {
		complain("which providers? --providers FILE names their inventory");
		return NULL;
	}
	if (shares_stdin(options))
		return NULL;
	for (size_t i = 0; i < options->n_providers; i++)
		if (!add_path(arena, options->providers[i], inventory))
			return NULL;
	return has_explained(arena, options, inventory) ? inventory : NULL;
}
