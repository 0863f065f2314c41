// SPDX-License-Identifier: Apache-2.0
// In: a node whose type reads keys and values itself. Out: its fields, as the network's own code finds them.
#ifndef AKASHLINT_SDL_CONTENT_H
#define AKASHLINT_SDL_CONTENT_H

#include "sdl/sdl.h"

// Keys and values are one list here, so that a list does as well as a mapping. Nothing is merged, an alias counts by
// its name as a key, and a key that is here twice is read twice. A field's decoder gets a fresh decoder.
// `strays` gets the keys that are not fields, *cut_at a last one that has no value.
void decode_content(struct decoder *decoder, const struct ynode *node, const struct field *fields, size_t n_fields,
		    void *out, struct stray_list *strays, const struct ynode **cut_at);

#endif
