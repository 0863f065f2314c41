// SPDX-License-Identifier: Apache-2.0
// In: the entries of a document. Out: the SDL path of an entry, and the names that the document defines.
#include "lsp/cursor.h"

// No path of an SDL is longer. Anything deeper is unknown.
enum { MAX_DEPTH = 32 };

struct str cursor_text(const struct cursor *cursor, struct span span)
{
	return str_slice(cursor->text, span.start, span.end);
}

static bool is_step(const struct entry *entry, struct str step)
{
	if (str_is(step, "-"))
		return entry->is_item;
	return !entry->is_item && (str_is(step, "*") || str_eq(step, entry->name));
}

// From the last step to the first.
static bool is_at(const struct cursor *cursor, uint32_t at, const char *path, size_t end)
{
	for (; at > 0; at = cursor->entries[at].parent) {
		size_t start = end;

		while (start > 0 && path[start - 1] != '/')
			start--;
		if (!is_step(&cursor->entries[at], (struct str){ path + start, end - start }))
			return false;
		if (start == 0)
			return cursor->entries[at].parent == 0;
		end = start - 1;
	}
	return end == 0;
}

bool entry_is_at(const struct cursor *cursor, uint32_t entry, const char *path)
{
	return is_at(cursor, entry, path, strlen(path));
}

bool entry_is_above(const struct cursor *cursor, uint32_t entry, const char *path)
{
	return is_at(cursor, entry, path, (size_t)(strrchr(path, '/') - path));
}

uint32_t entry_below(const struct cursor *cursor, uint32_t entry, struct str name)
{
	for (uint32_t i = entry + 1; i < cursor->n; i++)
		if (cursor->entries[i].parent == entry && !cursor->entries[i].is_item &&
		    str_eq(cursor->entries[i].name, name))
			return i;
	return 0;
}

struct str value_below(const struct cursor *cursor, uint32_t entry, const char *name)
{
	uint32_t below = entry_below(cursor, entry, str_of(name));

	return below ? cursor_text(cursor, cursor->entries[below].value) : STR("");
}

static struct known step_into(const struct shape *shape, const struct entry *entry)
{
	if (entry->is_item)
		return (struct known){ shape->items, NULL };
	for (const struct shape_key *key = shape->keys; key && key->name; key++)
		if (str_is(entry->name, key->name))
			return (struct known){ key->shape, key };
	return (struct known){ shape->values, NULL };
}

struct known entry_known(const struct cursor *cursor, uint32_t entry)
{
	uint32_t path[MAX_DEPTH];
	size_t depth = 0;
	struct known known = { &sdl_shape, NULL };

	for (uint32_t at = entry; at > 0; at = cursor->entries[at].parent) {
		if (depth == MAX_DEPTH)
			return (struct known){ NULL, NULL };
		path[depth++] = at;
	}
	while (depth > 0 && known.shape)
		known = step_into(known.shape, &cursor->entries[path[--depth]]);
	return known.shape ? known : (struct known){ NULL, NULL };
}

static bool is_named(const struct cursor *cursor, uint32_t at, enum name_kind kind, bool is_definition,
		     struct str *name)
{
	const struct entry *entry = &cursor->entries[at];

	for (size_t i = 0; i < n_name_paths; i++) {
		const struct name_path *path = &name_paths[i];

		if (path->kind != kind || path->is_definition != is_definition || !entry_is_at(cursor, at, path->path))
			continue;
		*name = path->is_value ? cursor_text(cursor, entry->value) : entry->name;
		return name->len > 0;
	}
	return false;
}

bool entry_defines(const struct cursor *cursor, uint32_t entry, enum name_kind kind, struct str *name)
{
	return is_named(cursor, entry, kind, true, name);
}

bool entry_refers(const struct cursor *cursor, uint32_t entry, enum name_kind kind, struct str *name)
{
	return is_named(cursor, entry, kind, false, name);
}

uint32_t name_find(const struct cursor *cursor, enum name_kind kind, struct str name)
{
	struct str found;

	for (uint32_t i = 1; i < cursor->n; i++)
		if (entry_defines(cursor, i, kind, &found) && str_eq(found, name))
			return i;
	return 0;
}

const struct name_path *path_for_entry(const struct cursor *cursor, uint32_t entry, bool is_key)
{
	for (size_t i = 0; i < n_name_paths; i++)
		if (name_paths[i].is_value != is_key &&
		    (is_key ? entry_is_above : entry_is_at)(cursor, entry, name_paths[i].path))
			return &name_paths[i];
	return NULL;
}
