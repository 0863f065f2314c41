// SPDX-License-Identifier: Apache-2.0
// In: the value of one section of an SDL. Out: its part of the model. The decoders that sdl_from_tree.c calls.
#ifndef AKASHLINT_SDL_SECTIONS_H
#define AKASHLINT_SDL_SECTIONS_H

#include "sdl/map.h"
#include "sdl/sdl.h"

// `out` is a struct sdl.
decode_fn decode_services, decode_profiles, decode_deployments, decode_endpoints, decode_include, decode_reclamation;
// `out` is a struct sdl_map.
decode_fn decode_computes, decode_placements;
// `out` is a struct sdl_gpu.
decode_fn decode_gpu, decode_interconnect;
// `out` is a struct sdl_compute.
decode_fn decode_storage;
// A list or mapping tagged !!null in the place of attributes; `out` is a struct raw_list. False where it is refused.
decode_fn decode_raw_attributes;
// `out` is a struct leaf_quantity.
decode_fn decode_cpu_units, decode_gpu_units, decode_bytes, decode_gpu_ram, decode_timeout;

// Sorts what is named, resolves the names of `deployment` and makes the groups.
void link_sdl(struct arena *arena, struct sdl *sdl);

// Keys and values are one list here, so that a list does as well as a mapping. Nothing is merged, an alias counts by
// its name as a key, and a key that is here twice is read twice. A field's decoder gets a fresh decoder.
// `strays` gets the keys that are not fields, *cut_at a last one that has no value.
void decode_content(struct decoder *decoder, const struct ynode *node, const struct field *fields, size_t n_fields,
		    void *out, struct stray_list *strays, const struct ynode **cut_at);

#endif
