// SPDX-License-Identifier: Apache-2.0
// In: text that the YAML parser stopped at. Out: what another program or language has put into its lines.
#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "yaml/lines.h"
#include "yaml/text_cause.h"
#include "yaml/yaml_rules.h"

// Of fewer lines nothing can be said; of more none is changed.
enum { LEAST_LINES = 3, MOST_LINES = 2000 };

enum mark { MARK_PLUS, MARK_QUOTE, MARK_NUMBER, N_MARKS };

static const struct {
	const char *message, *help, *fix;
} marks[N_MARKS] = {
	[MARK_PLUS] = { "a \"+\" begins each line, as in a diff: it is not part of the SDL",
			"remove the \"+\" from the beginning of each line", "remove the \"+\" of each line" },
	[MARK_QUOTE] = { "a \">\" begins each line, as in a quoted mail: it is not part of the SDL",
			 "remove the \">\" and the space after it from each line", "remove the \">\" of each line" },
	[MARK_NUMBER] = { "a number begins each line, as an editor shows it: it is not part of the SDL",
			  "copy the text without its line numbers", NULL },
};

// The length of the mark that the line begins with, or 0.
static size_t mark_length(enum mark mark, struct str line)
{
	size_t n = 0;

	if (mark == MARK_PLUS)
		return line.ptr[0] == '+';
	if (mark == MARK_QUOTE)
		return line.ptr[0] != '>' ? 0 : line.len > 1 && line.ptr[1] == ' ' ? 2 : 1;
	while (n < line.len && line.ptr[n] == ' ')
		n++;
	while (n < line.len && is_digit(line.ptr[n]))
		n++;
	return n > 0 && is_digit(line.ptr[n - 1]) && (n == line.len || strchr(" \t|:", line.ptr[n])) ? n : 0;
}

static bool has_mark_everywhere(const struct source *source, enum mark mark, struct text_line *first)
{
	struct line_walk walk;
	struct text_line line;
	size_t n = 0;

	line_walk_init(&walk, source);
	while (line_walk_next(&walk, &line)) {
		struct str text = source_text(source, line.span);

		if (line_text(source, &line).len == 0)
			continue;
		if (mark_length(mark, text) == 0)
			return false;
		if (n++ == 0)
			*first = line;
	}
	return n >= LEAST_LINES && n <= MOST_LINES;
}

static void fix_marks(struct run *run, struct diag *diag, enum mark mark)
{
	struct edit *edits = NULL;
	size_t n = 0, cap = 0;
	struct line_walk walk;
	struct text_line line;

	diag_fix(run, diag, marks[mark].fix, diag->span, STR(""));
	line_walk_init(&walk, &run->source);
	while (line_walk_next(&walk, &line)) {
		uint32_t len = (uint32_t)mark_length(mark, source_text(&run->source, line.span)), at = line.span.start;

		if (line.span.start < line.span.end && len)
			ARENA_PUSH(run->arena, edits, n, cap) = (struct edit){ { at, at + len }, STR("") };
	}
	diag->fix->edits = edits;
	diag->fix->n_edits = n;
}

static bool report_marks(struct run *run)
{
	struct text_line first = { 0 };

	for (enum mark mark = 0; mark < N_MARKS; mark++) {
		uint32_t start;
		struct diag *diag;

		if (!has_mark_everywhere(&run->source, mark, &first))
			continue;
		start = first.span.start;
		diag = diag_add_span(
			run, &rule_yaml_syntax,
			(struct span){ start,
				       start + (uint32_t)mark_length(mark, source_text(&run->source, first.span)) },
			"%s", marks[mark].message);
		diag_help(run, diag, "%s", marks[mark].help);
		if (marks[mark].fix)
			fix_marks(run, diag, mark);
		return true;
	}
	return false;
}

// "// the services"
static bool report_comment(struct run *run, const struct text_line *line)
{
	struct str text = line_text(&run->source, line);
	struct diag *diag;

	if (!str_has_prefix(text, "//"))
		return false;
	diag = diag_add_span(run, &rule_yaml_syntax, (struct span){ line->text, line->text + 2 },
			     "\"//\" begins no comment in YAML");
	diag_help(run, diag, "write \"#\" instead");
	diag_fix(run, diag, "write \"#\"", diag->span, STR("#"));
	return true;
}

// "image": "nginx:1.27.4", as in JSON
static bool report_comma(struct run *run, const struct text_line *line, uint32_t offset)
{
	const struct source *source = &run->source;
	struct diag *diag;

	if (offset == 0 || offset + 1 != line->span.end || source->text[offset] != ',' ||
	    !strchr("\"'", source->text[offset - 1]))
		return false;
	diag = diag_add_span(run, &rule_yaml_syntax, (struct span){ offset, offset + 1 },
			     "a comma ends the line, as in JSON: YAML has none outside of brackets");
	diag_help(run, diag, "remove the comma");
	diag_fix(run, diag, "remove the comma", diag->span, STR(""));
	return true;
}

// Where the key of a line begins: after its dashes.
static uint32_t key_column(const struct source *source, const struct text_line *line)
{
	uint32_t at = line->text;

	while (at + 1 < line->span.end && source->text[at] == '-' && source->text[at + 1] == ' ')
		for (at++; at < line->span.end && source->text[at] == ' '; at++)
			;
	return at - line->span.start;
}

// Spaces before the nearest line above that is indented less.
static uint32_t parent_indent(const struct source *source, const struct text_line *line)
{
	uint32_t least = key_column(source, line), found = 0;
	struct line_walk walk;
	struct text_line other;

	line_walk_init(&walk, source);
	while (line_walk_next(&walk, &other) && other.number < line->number) {
		struct str text = line_text(source, &other);

		if (text.len && text.ptr[0] != '#' && !other.is_block && other.text - other.span.start < least)
			found = other.text - other.span.start;
	}
	return found;
}

// "port: 80" above, and this one deeper: a key with a value has nothing below it.
static bool report_deeper(struct run *run, const struct text_line *above, const struct text_line *line)
{
	const struct source *source = &run->source;
	struct str text = line_text(source, above);
	const char *colon = text.len ? memchr(text.ptr, ':', text.len) : NULL;
	size_t value = colon ? (size_t)(colon - text.ptr) + 1 : text.len;
	uint32_t column = key_column(source, above), indent = line->text - line->span.start;
	bool is_above_wrong;
	struct diag *diag;

	while (value < text.len && text.ptr[value] == ' ')
		value++;
	if (value >= text.len || strchr("|>[{\"'&*#!", text.ptr[value]) || colon[1] != ' ' || indent <= column ||
	    source->text[line->text] == '-' || !is_yaml_like(line_text(source, line)))
		return false;
	// Of two keys the one at an odd distance from their parent has slipped.
	is_above_wrong =
		(column - parent_indent(source, above)) % 2 == 1 && (indent - parent_indent(source, above)) % 2 == 0;
	if (is_above_wrong) {
		uint32_t lacking = indent - column;

		diag = diag_add_span(run, &rule_yaml_syntax, (struct span){ above->text, above->span.end },
				     "this does not line up with the keys around it");
		diag_help(run, diag, "indent it with %u space%s more, like the line below", lacking,
			  lacking == 1 ? "" : "s");
		diag_fix(run, diag, "indent it like the line below", (struct span){ above->text, above->text },
			 str_of(arena_printf(run->arena, "%*s", (int)lacking, "")));
	} else {
		diag = diag_add_span(run, &rule_yaml_syntax, (struct span){ line->text, line->span.end },
				     "this is indented deeper than the line above, which has its value already");
		diag_help(run, diag, "indent it with %u spaces, like the key above", column);
		diag_fix(run, diag, arena_printf(run->arena, "indent it with %u spaces", column),
			 (struct span){ line->span.start, line->text },
			 str_of(arena_printf(run->arena, "%*s", (int)column, "")));
	}
	diag->fix->is_unsafe = true;
	return true;
}

// "pricing" above, and what belongs to it below: the parser takes both for one text.
static bool report_no_colon(struct run *run, const struct text_line *above, const struct text_line *line)
{
	struct str word = line_text(&run->source, above);
	struct diag *diag;

	for (size_t i = 0; i < word.len; i++)
		if (!is_letter(word.ptr[i]) && !strchr("_-", word.ptr[i]))
			return false;
	if (word.len < 2 || line->text - line->span.start <= above->text - above->span.start ||
	    !is_yaml_like(line_text(&run->source, line)))
		return false;
	diag = diag_add_span(run, &rule_yaml_syntax, (struct span){ above->text, above->text + (uint32_t)word.len },
			     "a key without \":\"");
	diag_help(run, diag, "write \"%.*s:\"", (int)word.len, word.ptr);
	diag_fix(run, diag, "add the colon", (struct span){ diag->span.end, diag->span.end }, STR(":"));
	diag->fix->is_unsafe = true;
	return true;
}

bool report_text_marks(struct run *run, uint32_t offset)
{
	struct text_line line = { 0 }, error = { 0 }, above = { 0 };
	struct line_walk walk;

	line_walk_init(&walk, &run->source);
	while (line_walk_next(&walk, &line) && line.span.start <= offset) {
		if (line_text(&run->source, &error).len && run->source.text[error.text] != '#')
			above = error;
		error = line;
	}
	return report_marks(run) || report_comment(run, &error) || report_comment(run, &above) ||
	       report_comma(run, &error, offset) ||
	       (above.number && !above.is_block && !error.is_block &&
		(report_deeper(run, &above, &error) || report_no_colon(run, &above, &error)));
}
