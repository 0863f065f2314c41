// SPDX-License-Identifier: Apache-2.0
// In: --providers. Out: the inventory that it names.
#include "cli/providers_from_option.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/edit_distance.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/read_file.h"
#include "os/file.h"
#include "os/path.h"

static bool add_file(struct arena *arena, const char *path, struct inventory *inventory)
{
	struct json_fault fault;
	struct str text;

	if (!read_file_or_complain(arena, path, "an inventory", &text))
		return false;
	return inventory_from_json(arena, text, path, inventory, &fault) || complain_json(path, &fault);
}

static bool is_inventory_name(const char *name)
{
	return name[0] != '.' && str_has_suffix(str_of(name), ".json");
}

static bool add_folder(struct arena *arena, const char *path, struct inventory *inventory)
{
	struct name_list names;
	size_t n = 0;

	if (!os_list_folder(arena, path, &names)) {
		complain_errno(path, errno);
		return false;
	}
	for (size_t i = 0; i < names.n; i++) {
		const char *name = names.items[i];

		if (!is_inventory_name(name))
			continue;
		if (!add_file(arena, path_join(arena, path, name), inventory))
			return false;
		n++;
	}
	if (n == 0)
		complain("%s: no *.json files in this folder", path);
	return n > 0;
}

static bool check_explained(struct arena *arena, const struct options *options, const struct inventory *inventory)
{
	const char **names = arena_alloc(arena, (inventory->n_providers + 1) * sizeof(*names));

	for (size_t i = 0; i < inventory->n_providers; i++) {
		names[i] = arena_strndup(arena, inventory->providers[i]->name.ptr, inventory->providers[i]->name.len);
		if (!options->explained || strcmp(names[i], options->explained) == 0)
			return true;
	}
	if (!options->explained || options->command->output != OUTPUT_MATCHES)
		return true;
	complain_unknown("provider", options->explained, names, inventory->n_providers);
	return false;
}

static bool add_path(struct arena *arena, const char *path, struct inventory *inventory)
{
	size_t n_before = inventory->n_told;
	struct file_info info;
	bool is_folder = strcmp(path, "-") != 0 && os_look(path, &info) && info.kind == FILE_FOLDER;

	if (!(is_folder ? add_folder : add_file)(arena, path, inventory))
		return false;
	if (inventory->n_told > n_before)
		return true;
	complain("%s: no providers in this file", path);
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
		complain("missing --providers FILE: the inventory to match against");
		return NULL;
	}
	if (shares_stdin(options))
		return NULL;
	for (size_t i = 0; i < options->n_providers; i++)
		if (!add_path(arena, options->providers[i], inventory))
			return NULL;
	return check_explained(arena, options, inventory) ? inventory : NULL;
}
