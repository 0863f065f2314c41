// SPDX-License-Identifier: Apache-2.0
// In: text that the YAML parser stopped at. Out: the mistake that the text itself shows.
#include "yaml/text_cause.h"

#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "yaml/lines.h"
#include "yaml/placeholders.h"
#include "yaml/yaml_rules.h"

// What the lines say.
struct lines {
	struct text_line error;    // where the parser stopped
	struct text_line first;    // that is neither empty nor a comment
	struct text_line last;     // that is not empty
	struct text_line conflict; // the first marker of a merge
	struct text_line fence;    // the first ``` or ~~~
	struct text_line last_fence;
	struct text_line block_end; // the last one up to the error
	struct text_line template;  // the first line that begins with one
	size_t n_fences;
};

static bool is_found(const struct text_line *line)
{
	return line->number > 0;
}

static void keep_first(struct text_line *place, const struct text_line *line)
{
	if (!is_found(place))
		*place = *line;
}

static bool is_conflict_marker(struct str text)
{
	static const char *const marks[] = { "<<<<<<<", ">>>>>>>", "|||||||", "=======" };

	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (str_has_prefix(text, marks[i]))
			return text.len == 7 || (i < 3 && text.ptr[7] == ' ');
	return false;
}

static bool is_fence(struct str text)
{
	return str_has_prefix(text, "```") || str_has_prefix(text, "~~~");
}

static bool begins_template(struct str text)
{
	return str_has_prefix(text, "{{") || str_has_prefix(text, "{%") || str_has_prefix(text, "{#") ||
	       str_has_prefix(text, "<%") || str_has_prefix(text, "%{");
}

static void look_at_line(struct lines *lines, const struct source *source, const struct text_line *line,
			 uint32_t offset)
{
	struct str text = line_text(source, line);
	bool is_outermost = line->text == line->span.start;

	if (line->span.start <= offset)
		lines->error = *line;
	if (text.len == 0)
		return;
	lines->last = *line;
	if (line->is_block)
		return;
	if (text.ptr[0] != '#')
		keep_first(&lines->first, line);
	if (is_outermost && is_conflict_marker(text))
		keep_first(&lines->conflict, line);
	if (is_fence(text) && (is_outermost || line->text == offset)) {
		keep_first(&lines->fence, line);
		lines->last_fence = *line;
		lines->n_fences++;
	}
	if (begins_template(text))
		keep_first(&lines->template, line);
	if (line->is_block_end && line->span.start <= offset)
		lines->block_end = *line;
}

static struct diag *report_line(struct run *run, const struct text_line *line, const char *message)
{
	return diag_add_span(run, &rule_yaml_syntax, (struct span){ line->text, line->span.end }, "%s", message);
}

static bool has_text_between(const struct source *source, uint32_t start, uint32_t end)
{
	for (uint32_t i = start; i < end; i++)
		if (!strchr(" \t\r\n", source->text[i]))
			return true;
	return false;
}

// What is outside of the fences goes, where there is one way to see it.
static void fix_fences(struct run *run, struct diag *diag, const struct lines *lines)
{
	const struct source *source = &run->source;
	struct str opening = line_text(source, &lines->fence);
	bool is_opening = lines->n_fences == 2 || opening.len > 3 || lines->fence.number == lines->first.number;
	struct edit *edits = arena_zalloc(run->arena, 2 * sizeof(*edits));
	bool is_unsafe = false;
	size_t n = 0;

	if (lines->n_fences > 2 || (lines->n_fences == 2 && line_text(source, &lines->last_fence).len > 3))
		return;
	if (is_opening) {
		edits[n++].span = (struct span){ source_bom(source), source_next_line(source, lines->fence.span.end) };
		is_unsafe |= has_text_between(source, source_bom(source), lines->fence.span.start);
	}
	if (!is_opening || lines->n_fences == 2) {
		edits[n++].span = (struct span){ lines->last_fence.span.start, source->len };
		is_unsafe |= has_text_between(source, lines->last_fence.span.end, source->len);
	}
	for (size_t i = 0; i < n; i++)
		edits[i].text = STR("");
	diag_fix_all(run, diag, "remove the Markdown around the SDL", edits, n);
	diag->fix->is_unsafe = is_unsafe;
}

static void report_fence(struct run *run, const struct lines *lines)
{
	struct diag *diag = report_line(run, &lines->fence, "a Markdown code fence is not part of an SDL");

	diag_help(run, diag,
		  "keep what is between the lines with %.3s, and remove these lines and all text around them",
		  run->source.text + lines->fence.text);
	fix_fences(run, diag, lines);
}

static void report_template(struct run *run, struct span span)
{
	struct diag *diag =
		diag_add_span(run, &rule_yaml_syntax, span, "%s belongs to a template, which is not YAML yet",
			      quoted(run, source_text(&run->source, span)));

	diag_help(run, diag, "check the rendered file, which Helm, Jinja or envsubst makes from this one");
}

// Looks at the line where the parser stopped, and at lines above that begin with a template.
static bool report_any_template(struct run *run, const struct lines *lines)
{
	struct placeholders all = placeholders_in(run->arena, &run->source);
	const struct span *found = NULL;

	if (is_found(&lines->template) && lines->template.number <= lines->error.number + 1)
		found = placeholder_at(&all, (struct span){ lines->template.text, lines->template.span.end });
	if (!found)
		found = placeholder_at(&all, lines->error.span);
	if (found)
		report_template(run, *found);
	return found != NULL;
}

// A line of the text that stands further to the left than the text may.
static bool report_lost_indent(struct run *run, const struct lines *lines)
{
	const struct text_line *line = &lines->block_end;
	uint32_t header = source_position(&run->source, line->header).line;
	struct diag *diag;

	if (!is_found(line) || lines->error.number > line->number + 1)
		return false;
	// What looks like a key may be a line of the text too, if the next one at its place does not.
	if (is_yaml_like(line_text(&run->source, line)) &&
	    (lines->error.number == line->number || is_yaml_like(line_text(&run->source, &lines->error)) ||
	     lines->error.text - lines->error.span.start != line->text - line->span.start))
		return false;
	diag = diag_add_span(run, &rule_yaml_syntax, (struct span){ line->text, line->span.end },
			     "the text that \"%c\" begins on line %u ends here: this line is not indented like it",
			     run->source.text[line->header], (unsigned)header);
	diag_related(run, diag, (struct span){ line->header, line->header + 1 }, "the text begins here");
	diag_help(run, diag, "indent this line, and those of the text below it, like the line below the \"%c\"",
		  run->source.text[line->header]);
	return true;
}

// "NAME"="value": where the quote is closed the value is at its end.
static bool report_after_quote(struct run *run, const struct lines *lines, uint32_t offset)
{
	const struct source *source = &run->source;
	uint32_t end = lines->error.span.end, at = offset, start;
	struct strbuf value;
	struct diag *diag;
	bool is_text;
	char quote;

	while (at > lines->error.text && source->text[at - 1] == ' ')
		at--;
	if (at <= lines->error.text + 1 || offset >= end || !strchr("\"'", source->text[at - 1]))
		return false;
	quote = source->text[at - 1];
	for (start = at - 1; start > lines->error.text && source->text[start - 1] != quote; start--)
		;
	if (start == lines->error.text || start < 2 || source->text[start - 2] != ' ')
		return false;
	value = strbuf_in(run->arena);
	// An apostrophe is part of the text: 'it's'.
	is_text = quote == '\'' && source->text[end - 1] == quote && is_letter(source->text[offset]);
	for (uint32_t i = start - 1 + is_text; i < end - is_text; i++)
		if (is_text || source->text[i] != quote)
			strbuf_putc(&value, source->text[i]);
	diag = diag_add_span(run, &rule_yaml_syntax, (struct span){ offset, end },
			     "text after the quote that ends the value");
	diag_related(run, diag, (struct span){ start - 1, at }, "this is the value");
	if (is_text)
		diag_help(run, diag, "use double quotes: \"%s\"", escaped(run, (struct str){ value.text, value.len }));
	else
		diag_help(run, diag, "put quotes around all of it, or around nothing: %c%s%c", quote,
			  escaped(run, (struct str){ value.text, value.len }), quote);
	return true;
}

// Words that are a sentence and no key.
static bool is_prose(const struct source *source, const struct text_line *line)
{
	struct str text = line_text(source, line);
	size_t n_blanks = 0;

	if (!is_found(line) || line->text != line->span.start || is_yaml_like(text))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == ':' && i + 1 < text.len && text.ptr[i + 1] == ' ' && n_blanks < 2)
			return false;
		n_blanks += text.ptr[i] == ' ';
	}
	return n_blanks >= 2 && ((text.ptr[0] | 0x20) >= 'a' && (text.ptr[0] | 0x20) <= 'z');
}

static bool report_prose(struct run *run, const struct lines *lines)
{
	const struct text_line *line = is_prose(&run->source, &lines->first)   ? &lines->first
				       : is_prose(&run->source, &lines->error) ? &lines->error
									       : NULL;
	struct diag *diag;

	if (!line)
		return false;
	diag = report_line(run, line, "this line is text, and not part of an SDL");
	diag_help(run, diag, "remove it, or write \"# \" before it to make it a comment");
	return true;
}

// A file that was saved, copied or downloaded by half.
static bool report_cut(struct run *run, const struct lines *lines)
{
	const struct source *source = &run->source;
	struct diag *diag;

	if (lines->error.number != lines->last.number || lines->last.span.end < source->len)
		return false;
	if (is_yaml_like(line_text(source, &lines->last)))
		return false;
	diag = report_line(run, &lines->last, "the file ends in the middle of this line: it may be cut off");
	diag_help(run, diag, "write the rest of the file, or copy it again");
	return true;
}

bool report_text_cause(struct run *run, uint32_t offset, bool is_flow)
{
	struct lines lines = { 0 };
	struct line_walk walk;
	struct text_line line;

	line_walk_init(&walk, &run->source);
	while (line_walk_next(&walk, &line))
		look_at_line(&lines, &run->source, &line, offset);
	if (is_found(&lines.conflict)) {
		diag_help(run,
			  report_line(run, &lines.conflict, "a merge conflict: git has left this marker in the file"),
			  "keep one of the two versions, and remove every line with <<<<<<<, ======= and >>>>>>>");
		return true;
	}
	if (is_found(&lines.fence)) {
		report_fence(run, &lines);
		return true;
	}
	return report_any_template(run, &lines) || report_lost_indent(run, &lines) ||
	       (!is_flow && report_text_marks(run, offset)) || report_prose(run, &lines) ||
	       (!is_flow && report_after_quote(run, &lines, offset)) || report_cut(run, &lines);
}
