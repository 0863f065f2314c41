// SPDX-License-Identifier: Apache-2.0
// In: JSON with a long list in it. Out: its items, read one after another.
//
// An item takes ten times the room of its text while jansson holds it, and its memory serves the next one too: a
// thousand of them are read in half the time, and in the memory of one.
#ifndef AKASHLINT_BASE_JSON_PIECES_H
#define AKASHLINT_BASE_JSON_PIECES_H

#include <jansson.h>

#include "base/str.h"

struct json_pieces {
	struct str text;
	size_t at;          // of the next item
	json_t **json;      // the item at hand
	bool is_last;       // no item follows it
	bool is_done;       // the list was read to its end
	const json_t *rest; // what follows the list in its object, or NULL: "pagination" alone
};

// False where the text is something else than "[…]" or {"KEY": […]}, perhaps with "pagination" behind it: then the text
// is to be read as a whole.
bool json_pieces_begin(struct json_pieces *pieces, struct arena *arena, struct str text, const char *key);
// The next item, which lives until the next call; `flags` are json_loadb's. NULL at the end, and where something is
// wrong: then is_done is false, and reading the text as a whole finds what, and where.
const json_t *json_pieces_next(struct json_pieces *pieces, size_t flags);

#endif
