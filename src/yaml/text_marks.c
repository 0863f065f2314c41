// SPDX-License-Identifier: Apache-2.0
// In: text that the YAML parser stopped at. Out: what another program or language has put into its lines.
#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "yaml/lines.h"
#include "yaml/text_cause.h"
#include "yaml/yaml_rules.h"

// The smallest file that this is looked for in, and the largest.
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

	line_walk_init(&walk, &run->source);
	while (line_walk_next(&walk, &line)) {
		uint32_t len = (uint32_t)mark_length(mark, source_text(&run->source, line.span)), at = line.span.start;

		if (line.span.start < line.span.end && len)
			ARENA_PUSH(run->arena, edits, n, cap) = (struct edit){ { at, at + len }, STR("") };
	}
	diag_fix_all(run, diag, marks[mark].fix, edits, n);
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

// "// the services", "* NAME=value"
static bool report_first(struct run *run, const struct text_line *line)
{
	static const struct {
		const char *word, *right, *message;
	} firsts[] = {
		{ "//", "#", "\"//\" begins no comment in YAML" },
		{ "<!--", "#", "\"<!--\" begins no comment in YAML" },
		{ "* ", "-", "a \"*\" is in place of the \"-\" that begins an item of a list" },
	};
	struct str text = line_text(&run->source, line);
	size_t i = 0;
	struct diag *diag;

	while (i < COUNT_OF(firsts) && !str_has_prefix(text, firsts[i].word))
		i++;
	if (i == COUNT_OF(firsts))
		return false;
	diag = diag_add_span(run, &rule_yaml_syntax,
			     (struct span){ line->text, line->text + (uint32_t)strcspn(firsts[i].word, " ") }, "%s",
			     firsts[i].message);
	diag_help(run, diag, "write \"%s\" instead", firsts[i].right);
	diag_fix(run, diag, arena_printf(run->arena, "write \"%s\"", firsts[i].right), diag->span,
		 str_of(firsts[i].right));
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
			     "a comma ends the line, as in JSON: YAML has none outside brackets");
	diag_help(run, diag, "remove the comma");
	diag_fix(run, diag, "remove the comma", diag->span, STR(""));
	return true;
}

static const struct {
	const char *entity, *text;
} entities[] = { { "&quot;", "\"" }, { "&#34;", "\"" }, { "&#39;", "'" },  { "&apos;", "'" },
		 { "&lt;", "<" },    { "&gt;", ">" },   { "&nbsp;", " " }, { "&amp;", "&" } };

static size_t entity_at(struct str text, size_t at)
{
	size_t i = 0;

	while (i < COUNT_OF(entities) && !str_has_prefix(str_slice(text, at, text.len), entities[i].entity))
		i++;
	return i;
}

// All of them, as one program has made them.
static void fix_entities(struct run *run, struct diag *diag)
{
	const struct str text = { run->source.text, run->source.len };
	struct edit *edits = NULL;
	size_t n = 0, cap = 0;

	for (uint32_t at = 0; at < text.len; at++) {
		size_t i = text.ptr[at] == '&' ? entity_at(text, at) : COUNT_OF(entities);

		if (i < COUNT_OF(entities))
			ARENA_PUSH(run->arena, edits, n, cap) =
				(struct edit){ { at, at + (uint32_t)strlen(entities[i].entity) },
					       str_of(entities[i].text) };
	}
	diag_fix_all(run, diag, "write the characters that these stand for", edits, n);
	diag->fix->is_unsafe = true;
}

// "version: &quot;2.0&quot;", copied from the source of a page
static bool report_entity(struct run *run, const struct text_line *line)
{
	const struct str text = line_text(&run->source, line);

	for (size_t at = 0; at < text.len; at++) {
		size_t i = text.ptr[at] == '&' ? entity_at(text, at) : COUNT_OF(entities);
		uint32_t start = line->text + (uint32_t)at;
		struct diag *diag;

		if (i == COUNT_OF(entities))
			continue;
		diag = diag_add_span(
			run, &rule_yaml_syntax, (struct span){ start, start + (uint32_t)strlen(entities[i].entity) },
			"\"%s\" is how a web page writes a character: YAML takes it as it is", entities[i].entity);
		diag_help(run, diag, strcmp(entities[i].text, " ") == 0 ? "write a space" : "write %s",
			  entities[i].text);
		fix_entities(run, diag);
		return true;
	}
	return false;
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
	return report_marks(run) || report_first(run, &error) || report_first(run, &above) ||
	       report_entity(run, &error) || report_comma(run, &error, offset);
}
