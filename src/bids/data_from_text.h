// SPDX-License-Identifier: Apache-2.0
// In: an answer of the network or of Akash Console, in JSON or YAML. Out: jansson's values, with a place for each.
#ifndef AKASHLINT_BIDS_DATA_FROM_TEXT_H
#define AKASHLINT_BIDS_DATA_FROM_TEXT_H

#include <jansson.h>

#include "base/json_from_text.h"

struct ynode;

// Numbers are text, as they are there: none is rounded, and none is too large.
struct data {
	struct str text;
	const json_t *root;
	const struct ynode *tree; // of YAML, else NULL
};

// JSON begins with a bracket or brace; all else is read as YAML. False: *place and *message (escaped) say why it is
// neither.
bool data_from_text(struct arena *arena, struct str text, struct data *data, struct json_place *place,
		    const char **message);
// JSON with its numbers in quotes, as data_from_text reads it; empty where it is not JSON, or too much of it.
struct str json_with_text_numbers(struct arena *arena, struct str text);
extern const size_t data_json_flags;
struct json_place data_place(struct arena *arena, const struct data *data, const struct json_at *at);

#endif
