// SPDX-License-Identifier: Apache-2.0
// In: offsets of a text. Out: positions as a client counts them, and back.
#ifndef AKASHLINT_LSP_POSITION_H
#define AKASHLINT_LSP_POSITION_H

#include "source/source.h"

// What `character` of a position counts.
enum encoding { ENCODING_UTF16, ENCODING_UTF8, ENCODING_UTF32 };

// 0-based; lines end as those of a source do.
struct client_position {
	uint32_t line, character;
};

// Beyond the end of a line is its end, beyond the last line the end of the text; within a character is its start.
uint32_t offset_from_position(struct str text, struct client_position position, enum encoding encoding);

// The position that was asked for last. All zero is the start of the text.
struct last_position {
	uint32_t offset;
	struct client_position at;
};

// Takes only the time from the last position to this one.
struct client_position position_from_last(struct last_position *last, struct source *source, uint32_t offset,
					  enum encoding encoding);

#endif
