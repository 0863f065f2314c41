// SPDX-License-Identifier: Apache-2.0
// In: a mapping of the tree whose keys are names. Out: a map of named things.
#ifndef AKASHLINT_SDL_MAP_H
#define AKASHLINT_SDL_MAP_H

#include "sdl/sdl.h"

struct map_type {
	size_t size;       // of an entry, a struct that begins with struct sdl_entry
	decode_fn *decode; // of a value, into the entry
};

// Into a map that may hold entries already: a later one of the same name takes the place of the earlier.
bool decode_map(struct decoder *decoder, const struct ynode *node, const struct ynode *at, const struct map_type *type,
		struct sdl_map *map);
void *sdl_map_find(const struct sdl_map *map, struct str name);
void sdl_map_sort(struct sdl_map *map);

#endif
