// SPDX-License-Identifier: Apache-2.0
// In: the keys of an SDL (sdl/keys.h), and mappings of the tree. Out: where each of them has its place.
#ifndef AKASHLINT_SDL_KEY_PLACE_H
#define AKASHLINT_SDL_KEY_PLACE_H

#include "sdl/keys.h"
#include "yaml/node.h"

enum { KEY_STEPS_MAX = 16 };

extern const char any_name[], list_item[]; // steps: "*" and "-"

// A mapping that an SDL has: the way to it from the root.
struct key_place {
	const char *steps[KEY_STEPS_MAX]; // a key, any_name in a mapping of names, list_item
	size_t n;
	const struct shape *shape; // of the mapping
};

// Where a node of the tree stands; false where an SDL has nothing.
bool key_place_of(const struct ynode *node, struct key_place *place);
// Calls with each key that an SDL has, the mapping it is in first; `key` is NULL for what a mapping of names holds.
typedef void key_place_fn(void *context, const struct key_place *place, const struct shape_key *key,
			  const struct shape *value);
void for_each_key(key_place_fn *fn, void *context);
// Whether an SDL has the key anywhere.
bool is_sdl_key(struct str name);
const struct shape_key *shape_key_find(const struct shape *shape, struct str name);
// Whether the key is what people write for another.
bool is_word_for(const struct shape_key *key, struct str name);
// How well a value does for a shape, 0 to 100; less than 0: not at all. One that does so well for an entry of a mapping
// of names, or of a list, is one.
enum { FIT_ENTRY = 70 };
int shape_fit(const struct shape *shape, const struct ynode *value);

#endif
