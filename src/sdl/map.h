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
// A map of texts; `out` is a struct sdl_map of struct sdl_attribute.
decode_fn decode_attributes;
void *sdl_map_find(const struct sdl_map *map, struct str name);
void sdl_map_sort(struct sdl_map *map);

// Where a walk over all entries of `to` of a service is; all zero is its start.
struct to_walk {
	size_t expose, to;
};

// The next of them, or NULL. `service` may be NULL: it has none.
const struct sdl_to *next_to(const struct sdl_service *service, struct to_walk *walk);

#endif
