// SPDX-License-Identifier: Apache-2.0
// In: a mapping of the tree whose keys are names. Out: a map of named things.
#include "sdl/map.h"

#include <stdlib.h>

#include "base/arena.h"

struct map_walk {
	const struct map_type *type;
	struct sdl_map *map;
	bool is_new;
};

static void replace(struct arena *arena, struct sdl_map *map, struct sdl_entry *entry)
{
	ARENA_PUSH(arena, map->replaced, map->n_replaced, map->cap_replaced) = entry;
}

static void set_entry(struct arena *arena, struct sdl_map *map, struct sdl_entry *entry)
{
	void **slot = table_put(arena, &map->by_name, entry->name);

	if (*slot) {
		replace(arena, map, *slot);
		for (size_t i = 0; i < map->n; i++)
			if (map->items[i] == *slot)
				map->items[i] = entry;
	} else {
		ARENA_PUSH(arena, map->items, map->n, map->cap) = entry;
	}
	*slot = entry;
}

static void take_entry(struct decoder *decoder, void *context, struct str name, const struct ynode *key,
		       const struct ynode *value)
{
	struct map_walk *walk = context;
	struct arena *arena = decoder->run->arena;
	struct sdl_entry *entry = arena_zalloc(arena, walk->type->size);
	bool is_set;

	*entry = (struct sdl_entry){ .name = name, .key = key, .at = value };
	is_set = decode(decoder, value, walk->type->decode, entry);
	if (!is_set && ynode_is_null(value)) {
		// Go keeps an entry that an earlier section of the same name has set.
		if (walk->is_new || !table_get(&walk->map->by_name, name))
			set_entry(arena, walk->map, entry);
		return;
	}
	entry->is_bad |= !is_set;
	set_entry(arena, walk->map, entry);
}

bool decode_map(struct decoder *decoder, const struct ynode *node, const struct ynode *at, const struct map_type *type,
		struct sdl_map *map)
{
	struct map_walk walk = { type, map, map->at == NULL };

	map->at = at;
	if (node->kind == YNODE_SCALAR && ynode_is_null(node)) {
		map->is_bad |= report_bad_tag(decoder->run, node, at);
		for (size_t i = 0; i < map->n; i++)
			replace(decoder->run->arena, map, map->items[i]);
		map->items = NULL;
		map->n = map->cap = 0;
		map->by_name = (struct table){ 0 };
		return false;
	}
	if (!decode_pairs(decoder, node, at, take_entry, &walk)) {
		map->is_bad = true;
		return false;
	}
	map->is_bad |= decoder->is_stopped || decoder->has_bad_key;
	return true;
}

static bool decode_attribute_value(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct sdl_attribute *attribute = out;

	return decode_str(decoder, node, at, &attribute->value);
}

bool decode_attributes(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct map_type type = { sizeof(struct sdl_attribute), decode_attribute_value };

	return decode_map(decoder, node, at, &type, out);
}

void *sdl_map_find(const struct sdl_map *map, struct str name)
{
	return table_get(&map->by_name, name);
}

static int by_name(const void *a, const void *b)
{
	return str_cmp((*(struct sdl_entry *const *)a)->name, (*(struct sdl_entry *const *)b)->name);
}

void sdl_map_sort(struct sdl_map *map)
{
	if (map->n)
		qsort(map->items, map->n, sizeof(struct sdl_entry *), by_name);
}

const struct sdl_to *next_to(const struct sdl_service *service, struct to_walk *walk)
{
	for (; service && walk->expose < service->n_expose; walk->expose++, walk->to = 0)
		if (walk->to < service->expose[walk->expose]->n_to)
			return service->expose[walk->expose]->to[walk->to++];
	return NULL;
}
