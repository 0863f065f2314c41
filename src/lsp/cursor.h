// SPDX-License-Identifier: Apache-2.0
// In: the text of a document, complete or half-written, and an offset. Out: what is there, and what is around it.
//
// While somebody types the YAML is mostly invalid. So all of this is read from the text: its indentation, dashes,
// brackets, quotes and comments.
#ifndef AKASHLINT_LSP_CURSOR_H
#define AKASHLINT_LSP_CURSOR_H

#include "base/arena.h"
#include "lsp/name_refs.h"
#include "sdl/keys.h"
#include "source/source.h"

// Where a text has more entries it is not read to its end; a longer text in quotes ends with its line.
enum { CURSOR_MAX_ENTRIES = 200000, CURSOR_MAX_QUOTED = 8192 };

// A key, or an item of a list. The root is the first of them, and its own parent.
struct entry {
	uint32_t parent;   // index
	int32_t column;    // in bytes, of the key or the dash; in brackets that of what they belong to; of the root -1
	struct str name;   // of a key, without quotes
	struct span key;   // where that stands
	struct span value; // text behind it, without quotes; empty: none, or it is none
	bool is_item, has_entries;
	char bracket; // that its value begins with; 0: none
};

enum cursor_place {
	PLACE_NONE,
	PLACE_KEY,   // of a mapping; in brackets, or before a colon
	PLACE_VALUE, // behind a colon or a dash
	PLACE_START, // of a line, or behind a dash: may become either
};

struct cursor {
	struct arena *arena;
	struct str text;
	struct entry *entries;
	uint32_t n, cap;
	enum cursor_place place;
	uint32_t entry;   // what the key belongs to, or the value
	uint32_t own;     // entry of the key; 0: it has none yet
	struct span word; // what is there, without quotes; empty: nothing
	uint32_t column;  // of the word in its line, in bytes
	char quote;       // that the word stands in; 0: none
	bool is_closed;   // the quote
	bool has_colon;   // behind the key
	bool needs_space; // before the word
	bool is_flow;     // in brackets
};

void cursor_from_text(struct cursor *cursor, struct arena *arena, struct str text, uint32_t offset);

struct str cursor_text(const struct cursor *cursor, struct span span);
// Whether the path of the entry is this one: "services/*/expose/-/port"; * is any key, - an item.
bool entry_is_at(const struct cursor *cursor, uint32_t entry, const char *path);
// The same for the path without its last step.
bool entry_is_above(const struct cursor *cursor, uint32_t entry, const char *path);
// The key below an entry; 0: there is none.
uint32_t entry_below(const struct cursor *cursor, uint32_t entry, struct str name);
// The text under a key below an entry; empty where there is none.
struct str value_below(const struct cursor *cursor, uint32_t entry, const char *name);
// What may stand as the value of an entry, and its key in the table; both NULL where the table does not know it.
struct known {
	const struct shape *shape;
	const struct shape_key *key;
};
struct known entry_known(const struct cursor *cursor, uint32_t entry);

// Whether the entry is the place where such a thing is defined, or where one is named, and under which name.
bool entry_defines(const struct cursor *cursor, uint32_t entry, enum name_kind kind, struct str *name);
bool entry_refers(const struct cursor *cursor, uint32_t entry, enum name_kind kind, struct str *name);
// The first entry that defines the name; 0: there is none.
uint32_t name_find(const struct cursor *cursor, enum name_kind kind, struct str name);
// What the keys below an entry, or its value, name or define; NULL: nothing.
const struct name_path *path_for_entry(const struct cursor *cursor, uint32_t entry, bool is_key);

#endif
