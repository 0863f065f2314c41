// SPDX-License-Identifier: Apache-2.0
// In: the model of an SDL. Out: every place where a name is given or used, and which of them mean the same thing; the
// paths of these places.
#ifndef AKASHLINT_LSP_NAME_REFS_H
#define AKASHLINT_LSP_NAME_REFS_H

#include "sdl/sdl.h"

enum name_kind { NAME_SERVICE, NAME_COMPUTE, NAME_PLACEMENT, NAME_VOLUME, NAME_ENDPOINT, N_NAME_KINDS };

// "compute profile"
const char *name_kind_text(enum name_kind kind);

struct collector;

// Where things are defined and where they are named: as a key, or as the value of one.
struct name_path {
	const char *path; // "services/*/expose/-/port"; * is any key, - an item
	enum name_kind kind;
	bool is_value, is_definition;
	size_t map; // in struct sdl: `add` takes from each entry of it what is at this path; NULL where the model has
		    // none
	void (*add)(struct collector *collector, const struct sdl_entry *entry);
};

extern const struct name_path name_paths[];
extern const size_t n_name_paths;

struct name_ref {
	enum name_kind kind;
	bool is_definition;
	bool is_unwritten; // a volume without a name, which is called "default": `at` is the volume
	struct str name;
	const struct ynode *at;        // the name, or an alias of it
	const struct sdl_entry *owner; // of a volume: the profile that has it, or the service that mounts it
	size_t set;                    // the same for all places that mean the same thing
};

struct name_refs {
	struct name_ref *items; // in the order of the text, each once
	size_t n, cap;
};

void name_refs_from_sdl(struct arena *arena, const struct sdl *sdl, struct name_refs *places);
// The place whose name the offset is in, or behind; or NULL.
const struct name_ref *name_ref_at(const struct name_refs *places, uint32_t offset);

#endif
