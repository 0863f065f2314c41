// SPDX-License-Identifier: Apache-2.0
// In: the model of an SDL. Out: every place where a name is given or used, and which of them mean the same thing.
#ifndef AKASHLINT_LSP_PLACES_H
#define AKASHLINT_LSP_PLACES_H

#include "lsp/name_kind.h"
#include "sdl/sdl.h"

struct place {
	enum name_kind kind;
	bool is_definition;
	bool is_unwritten; // a volume without a name, which is called "default": `at` is the volume
	struct str name;
	const struct ynode *at;        // the name, or an alias of it
	const struct sdl_entry *owner; // of a volume: the profile that has it, or the service that mounts it
	size_t set;                    // the same for all places that mean the same thing
};

struct places {
	struct place *items; // in the order of the text, each once
	size_t n, cap;
};

void places_from_sdl(struct arena *arena, const struct sdl *sdl, struct places *places);
// The place whose name the offset is in, or behind; or NULL.
const struct place *place_at(const struct places *places, uint32_t offset);

#endif
