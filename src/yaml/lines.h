// SPDX-License-Identifier: Apache-2.0
// In: text that may be broken YAML. Out: its lines, and which of them are the text of a block that | or > begins.
#ifndef AKASHLINT_YAML_LINES_H
#define AKASHLINT_YAML_LINES_H

#include "source/source.h"

struct text_line {
	struct span span;  // without its line break
	uint32_t text;     // its first character that is not a space; the end if there is none
	uint32_t number;   // 1-based
	bool is_block;     // part of a block text
	uint32_t header;   // where the last block text above began: offset of its | or >; UINT32_MAX if nowhere
	bool is_block_end; // the first line after that text
};

struct line_walk {
	const struct source *source;
	uint32_t at, number, header;
	int64_t block_indent; // a block text is indented deeper than this; -1 outside of one
	bool is_in_block;
};

void line_walk_init(struct line_walk *walk, const struct source *source);
bool line_walk_next(struct line_walk *walk, struct text_line *line);
struct str line_text(const struct source *source, const struct text_line *line); // without its indentation
// "key:", "key: value" or "- item", as lines of an SDL are.
bool is_yaml_like(struct str text);

#endif
