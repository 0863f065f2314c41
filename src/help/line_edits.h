// SPDX-License-Identifier: Apache-2.0
// In: the lines around the place where the YAML parser stopped. Out: the edit there that leaves the fewest errors.
#ifndef AKASHLINT_HELP_LINE_EDITS_H
#define AKASHLINT_HELP_LINE_EDITS_H

#include "help/text_trial.h"
#include "yaml/lines.h"

enum { MAX_NEAR = 5, MAX_LEVELS = 10 };

// Those that change less come first.
enum repair {
	NONE,
	ADD_COLON,
	REPLACE_EQUALS,
	ADD_SPACE,
	SPLIT_PORTS,
	QUOTE,
	CLOSE_QUOTE,
	DROP_SPACE,
	ADD_COMMA,
	COMMENT_OUT,
	INDENT,
	DROP_DASH,
	ADD_DASH,
	ADD_PARENT
};

struct edited_line {
	enum repair repair;
	struct text_line line;
	struct edit edit;
	size_t n_errors; // that the file has then
	unsigned n_odds; // what speaks against it: most for an indentation that no line around it has
};

struct broken {
	struct run *run;
	examine_fn *examine;
	uint32_t stop;                       // where the parser stopped
	struct text_line levels[MAX_LEVELS]; // the line above, the one that it is indented below, and so on up
	struct text_line near[MAX_NEAR];
	size_t n_levels, n_near;
	struct span section; // from the first column above these lines to some lines below
	struct edited_line tried, best;
	struct arena arena; // of the trial
};

// Each keeps in `best` what leaves the fewest errors: all edits of a line, or quotes around its value.
void try_line_edits(struct broken *broken, size_t i_near);
void try_line_quotes(struct broken *broken, const struct text_line *line);

// A part of the text that holds the edit, with it.
struct str part_as_edited(const struct broken *broken, struct arena *arena, const struct edit *edit, struct span part);
// Spaces before it; the column of what comes behind the dashes of a list; that text; the length of its first word.
uint32_t line_indent(const struct text_line *line);
uint32_t line_key_column(const struct broken *broken, const struct text_line *line);
struct str line_entry(const struct broken *broken, const struct text_line *line);
size_t entry_word_length(struct str entry);
// The value of a key or of an item, without the comment after it.
struct span line_value(const struct broken *broken, const struct text_line *line);
// A value that begins with a sign that stands for something else in YAML.
bool has_odd_value(const struct broken *broken, const struct text_line *line);

#endif
