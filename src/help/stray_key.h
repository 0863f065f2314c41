// SPDX-License-Identifier: Apache-2.0
// In: a key that has no meaning where it is. Out: what its writer meant by it.
#ifndef AKASHLINT_HELP_STRAY_KEY_H
#define AKASHLINT_HELP_STRAY_KEY_H

#include "query/common.h"
#include "sdl/foreign.h"
#include "sdl/key_place.h"

enum stray_kind {
	STRAY_UNKNOWN,
	STRAY_MISNAMED,  // another key of the same mapping
	STRAY_MISPLACED, // a key that an SDL has elsewhere
	STRAY_FOREIGN,   // a key of another tool
	STRAY_NESTED,    // a name above the keys of an entry of a list
};

struct stray {
	enum stray_kind kind;
	const struct ynode *key, *value;
	const struct shape *shape;     // of the mapping that it is in
	bool has_place;                // an SDL has that mapping
	struct key_place from;         // where it is
	const struct shape_key *meant; // the key that it is; NULL for an entry of a mapping of names
	bool is_joined;                // misnamed: key and value without a space between, "port:80"
	bool is_near;                  // misnamed: a typo, and no other word
	struct key_place to;           // misplaced: the mapping that it belongs to
	size_t n_common;               // steps that both begin with
	bool is_nameless;              // the level of names between the two is missing
	bool is_one_of_many;           // others of its mapping belong there too
	const struct foreign_word *word;
};

// `key` is not one of `shape`.
struct stray stray_of(const struct ynode *key, const struct shape *shape);
// The same of an entry of a mapping of names that does not do as one, and has a place elsewhere. False: it does, or
// nobody can say.
bool find_slip(const struct run *run, const struct ynode *key, const struct shape *shape, struct stray *slip);
// Whether two keys of one mapping belong to the same place.
bool is_same_move(const struct stray *a, const struct stray *b);
// Levels from where it is, up and then down, to where it belongs.
size_t levels_up(const struct stray *stray);
size_t levels_down(const struct stray *stray);

// "below \"resources\"": where it belongs.
const char *stray_target(struct run *run, const struct stray *stray);
// Help, fix, and what the finding leaves empty. False where nothing is meant.
bool explain_stray(struct run *run, struct diag *diag, const struct stray *stray);
// All of the mapping that it belongs to is what the finding leaves empty.
void supply_mapping(struct run *run, struct diag *diag, const struct stray *stray);
// The same for a finding about a key whose mapping has a place in an SDL; it says so if the key is misplaced.
enum stray_kind explain_key(struct run *run, struct diag *diag, const struct ynode *key);
// Indents the lines of a misplaced key as it must be, where it is next to its place.
void fix_indent(struct run *run, struct diag *diag, const struct stray *stray);
// Text of another tool's help, with the names and values of the file.
const char *foreign_text(struct run *run, const struct stray *stray);
// The node at a step of where the key is, and its name if it has one.
const struct ynode *stray_node(const struct stray *stray, size_t step);
const char *stray_name(struct run *run, const struct stray *stray, size_t step);
// What stands at a step of a place.
const struct shape *place_shape(const struct key_place *place, size_t step);
// The first entry of deployment, of the service that the key is in where it is in one; NULL: there is none.
const struct sdl_assignment *stray_leaf(const struct run *run, const struct stray *stray);
// The name for a step of a place that is any name, as far as the file says it; else "PROFILE".
const char *step_name(struct run *run, const struct stray *stray, const struct key_place *place, size_t step);

#endif
