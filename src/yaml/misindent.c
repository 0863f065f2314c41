// SPDX-License-Identifier: Apache-2.0
// In: the line at which the parser noticed wrong indentation. Out: the line that is probably indented wrongly.
#include "yaml/misindent.h"

#include "base/ascii.h"

struct line {
	uint32_t text;   // offset of its first character that is not a space
	uint32_t indent; // spaces before it
	bool is_found;
};

static struct line line_at(const struct source *source, uint32_t start)
{
	uint32_t text = source_line_text(source, start);

	return (struct line){ text, text - start, true };
}

static bool has_text(const struct source *source, struct line line)
{
	return line.text < source->len && !is_line_break(source->text[line.text]) && source->text[line.text] != '#';
}

// The nearest line above that holds more than a comment.
static struct line line_above(const struct source *source, struct line line)
{
	uint32_t start = line.text - line.indent;

	while (start > source_bom(source)) {
		start = source_line_above(source, start);
		line = line_at(source, start);
		if (has_text(source, line))
			return line;
	}
	return (struct line){ 0 };
}

static struct line line_below(const struct source *source, struct line line)
{
	uint32_t at = line.text;

	while (at < source->len) {
		line = line_at(source, source_next_line(source, source_line_end(source, at)));
		if (has_text(source, line))
			return line;
		at = line.text;
	}
	return (struct line){ 0 };
}

// The nearest line above that is indented less: its parent, or one that slipped to the left.
static struct line less_indented_above(const struct source *source, struct line line)
{
	struct line above = line;

	do
		above = line_above(source, above);
	while (above.is_found && above.indent >= line.indent);
	return above;
}

// Whether lines of this indentation came before `left`, in the block that it seems to leave.
static bool is_level_known(const struct source *source, struct line left, uint32_t indent)
{
	struct line above = line_above(source, left);

	while (above.is_found && above.indent >= left.indent) {
		if (above.indent == indent)
			return true;
		above = line_above(source, above);
	}
	return false;
}

static int count_level(const struct source *source, struct line line, uint32_t indent, uint32_t block)
{
	int n = 0;

	for (; line.is_found && line.indent > block; line = line_below(source, line))
		n += line.indent == indent;
	return n;
}

// Between the first line of a block and one that does not line up with it: the odd one out.
static bool is_first_wrong(const struct source *source, struct line parent, struct line first, struct line noticed)
{
	enum { USUAL_STEP = 2 };
	int n_first = 0, n_noticed = count_level(source, noticed, noticed.indent, parent.indent);

	for (struct line line = first; line.is_found && line.text < noticed.text; line = line_below(source, line))
		n_first += line.indent == first.indent;
	if (n_first != n_noticed)
		return n_first < n_noticed;
	return first.indent - parent.indent != USUAL_STEP;
}

uint32_t misindented_text(const struct source *source, uint32_t noticed_offset)
{
	struct line noticed = line_at(source, source_line_start(source, noticed_offset)), left, first;

	if (noticed.text != noticed_offset)
		return noticed_offset;
	left = less_indented_above(source, noticed);
	if (!left.is_found)
		return noticed_offset;
	if (is_level_known(source, left, noticed.indent))
		return left.text;
	first = line_below(source, left);
	if (!first.is_found || first.text >= noticed.text || first.indent <= noticed.indent)
		return noticed_offset;
	return is_first_wrong(source, left, first, noticed) ? first.text : noticed_offset;
}
