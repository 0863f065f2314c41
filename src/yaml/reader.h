// SPDX-License-Identifier: Apache-2.0
// In: a source. Out: libyaml's events, read in the network's portions, and bytes for libyaml's marks.
#ifndef AKASHLINT_YAML_READER_H
#define AKASHLINT_YAML_READER_H

#include <yaml.h>

#include "yaml/go_yaml_quirks.h"

struct yaml_reader {
	struct arena *arena;
	const struct source *source;
	struct go_yaml_quirks quirks;
	yaml_parser_t parser;
	yaml_event_t event; // the current one; here and not on a stack: a jump out of memory must find it
	bool has_parser, has_event;
	bool is_printable; // the whole text
	uint32_t n_read;
	struct {
		uint32_t index, byte;
	} cursor; // libyaml counts code points
};

// What libyaml holds is released with the arena, if not before.
void yaml_reader_init(struct yaml_reader *reader, struct arena *arena, const struct source *source);
// From the start of the text; after that it can be started again.
void yaml_reader_start(struct yaml_reader *reader);
void yaml_reader_close(struct yaml_reader *reader);
// The next event; false: see reader->parser.
bool yaml_reader_next(struct yaml_reader *reader);
uint32_t yaml_reader_byte_of_character(struct yaml_reader *reader, yaml_mark_t mark);
static inline uint32_t yaml_reader_byte(struct yaml_reader *reader, yaml_mark_t mark)
{
	return reader->source->is_ascii ? (uint32_t)mark.index : yaml_reader_byte_of_character(reader, mark);
}

#endif
