// SPDX-License-Identifier: Apache-2.0
// In: text. Out: characters where a sign of YAML is expected, which only look like it.
#ifndef AKASHLINT_YAML_LOOKALIKES_H
#define AKASHLINT_YAML_LOOKALIKES_H

#include "source/source.h"

enum lookalike_kind {
	LOOKALIKE_SPACE,
	LOOKALIKE_NOTHING,
	LOOKALIKE_DASH,
	LOOKALIKE_QUOTE,
	LOOKALIKE_SIGN,
	LOOKALIKE_LETTER
};

// Where it is, for the message.
enum lookalike_place { IN_INDENTATION, BEFORE_KEY, IN_KEY, AFTER_DASH, AFTER_COLON, AT_VALUE };

struct lookalike {
	struct span span;
	uint32_t c; // code point
	enum lookalike_kind kind;
	enum lookalike_place place;
	const char *right; // what to write in its place
};

struct lookalikes {
	struct lookalike *items; // in the order of the text
	size_t n, cap;
};

// Those of comments, block texts and the inside of quoted or plain values are none.
struct lookalikes lookalikes_in(struct arena *arena, const struct source *source);
// "no-break space"; NULL for a character without a name here.
const char *character_name(uint32_t c);

#endif
