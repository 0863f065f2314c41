// SPDX-License-Identifier: Apache-2.0
// In: a file that is not YAML. Out: the line that breaks it and how to write it, where one small edit repairs the file.
//
// The parser stops where the text no longer fits, often lines below the mistake. So the edits that people would make
// around that place are tried, one at a time, and the one that leaves the fewest errors is what was meant.
#include <string.h>

#include "base/ascii.h"
#include "help/line_edits.h"
#include "rules/text_causes.h"
#include "yaml/yaml_rules.h"

// Larger files are left to the parser's words: each edit is a check of its own.
enum { MAX_BYTES = 32 * 1024, MAX_BRACKETS = 500 };

// The parser takes time by the square of how deep brackets are.
static bool has_many_brackets(const struct source *source)
{
	size_t n = 0;

	for (uint32_t i = 0; i < source->len; i++)
		n += source->text[i] == '[' || source->text[i] == '{';
	return n > MAX_BRACKETS;
}

static void keep(struct text_line *lines, size_t *n, size_t max, const struct text_line *line)
{
	if (*n == max)
		memmove(lines, lines + 1, --*n * sizeof(*lines));
	lines[(*n)++] = *line;
}

static void add_level(struct broken *broken, const struct text_line *line)
{
	while (broken->n_levels && line_indent(&broken->levels[broken->n_levels - 1]) >= line_indent(line))
		broken->n_levels--;
	keep(broken->levels, &broken->n_levels, MAX_LEVELS, line);
}

// Two lines above the one that is blamed, itself, the next, and the one at which the parser stopped.
static void gather(struct broken *broken, const struct diag *blamed)
{
	enum { N_ABOVE = 3 };
	struct source *source = &broken->run->source;
	uint32_t first = source_line_index(source, blamed->span.start) + 1,
		 last = blamed->related ? source_line_index(source, blamed->related->span.start) + 1 : first;
	struct text_line line;
	struct line_walk walk;
	size_t n_below = 0;

	line_walk_init(&walk, source);
	while (n_below < 2 && line_walk_next(&walk, &line)) {
		if (line.is_block || line.text == line.span.end || source->text[line.text] == '#')
			continue;
		n_below += line.number > first && line.number >= last;
		if (line.number <= first)
			keep(broken->near, &broken->n_near, N_ABOVE, &line);
		else if (broken->n_near < MAX_NEAR - 1 || (line.number >= last && broken->n_near < MAX_NEAR))
			broken->near[broken->n_near++] = line;
		if (line.number < first || line.number < last)
			add_level(broken, &line);
	}
}

static struct span section_around(const struct broken *broken)
{
	enum { N_BELOW = 8 };
	const struct source *source = &broken->run->source;
	struct span span = { broken->near[0].span.start, broken->near[broken->n_near - 1].span.end };

	while (span.start > source_bom(source) && !is_letter(source->text[span.start]))
		span.start = source_line_above(source, span.start);
	for (int n = 0; n < N_BELOW; n++)
		span.end = source_line_end(source, source_next_line(source, span.end));
	return span;
}

// The line with the edit, without its indentation.
static const char *line_as_edited(const struct broken *broken)
{
	const struct edited_line *best = &broken->best;
	struct span part = { best->line.text, best->line.span.end };

	return escaped(broken->run, part_as_edited(broken, broken->run->arena, &best->edit, part));
}

static struct span word_in(const struct broken *broken, const struct text_line *line)
{
	struct str text = line_entry(broken, line);
	uint32_t start = line->span.start + line_key_column(broken, line);
	size_t n = entry_word_length(text);

	return (struct span){ start, start + (uint32_t)(n ? n : text.len) };
}

// The nearest line before or after it that begins at the column, in the same block.
static struct text_line sibling_at(const struct broken *broken, uint32_t column)
{
	struct text_line line, sibling = { 0 };
	struct line_walk walk;

	line_walk_init(&walk, &broken->run->source);
	while (line_walk_next(&walk, &line)) {
		bool is_above = line.number < broken->best.line.number;

		if (line.is_block || line.text == line.span.end || line.number == broken->best.line.number)
			continue;
		if (!is_above && (sibling.number || line_key_column(broken, &line) < column))
			break;
		if (line_key_column(broken, &line) == column || line_indent(&line) == column)
			sibling = line;
		else if (line_indent(&line) < column)
			sibling.number = 0;
	}
	return sibling;
}

static const char *quoted_span(const struct broken *broken, struct span span)
{
	return quoted(broken->run, source_text(&broken->run->source, span));
}

static const char *why_quotes(const struct broken *broken, struct span value)
{
	if (has_odd_value(broken, &broken->best.line))
		return arena_printf(broken->run->arena, "a value that begins with \"%c\" must be in quotes",
				    broken->run->source.text[value.start]);
	return "a value that contains \": \" must be in quotes";
}

static const char *indent_message(const struct broken *broken, struct span word)
{
	struct text_line sibling = sibling_at(broken, (uint32_t)broken->best.edit.text.len);

	if (sibling.number == 0)
		return arena_printf(broken->run->arena, "%s is not indented like the lines around it",
				    quoted_span(broken, word));
	return arena_printf(broken->run->arena, "%s does not line up with %s on line %u", quoted_span(broken, word),
			    quoted_span(broken, word_in(broken, &sibling)), (unsigned)sibling.number);
}

// "services:"
static const char *parent_added(const struct broken *broken)
{
	struct str text = broken->best.edit.text;

	while (text.ptr[0] == ' ')
		text = str_slice(text, 1, text.len);
	return escaped(broken->run, str_slice(text, 0, text.len - 1));
}

// What is wrong with the line, and where.
static const char *message_of(const struct broken *broken, struct span *span)
{
	const struct edited_line *best = &broken->best;
	struct arena *arena = broken->run->arena;

	*span = word_in(broken, &best->line);
	switch (best->repair) {
	case ADD_COLON:
		return arena_printf(arena, "no \":\" after the key %s", quoted_span(broken, *span));
	case REPLACE_EQUALS:
		*span = (struct span){ best->edit.span.end - 1, best->edit.span.end };
		return arena_printf(arena, "%s is where YAML has a colon", quoted_span(broken, *span));
	case DROP_SPACE:
		*span = line_value(broken, &best->line);
		return arena_printf(arena, "%s has a space after the colon", quoted_span(broken, *span));
	case ADD_SPACE:
		*span = (struct span){ best->line.text, best->line.text + 1 };
		return "no space after the \"-\" of an item";
	case SPLIT_PORTS:
		*span = best->edit.span;
		return arena_printf(arena, "%s is how Compose writes ports", quoted_span(broken, *span));
	case QUOTE:
		*span = best->edit.span;
		return why_quotes(broken, *span);
	case CLOSE_QUOTE:
		*span = line_value(broken, &best->line);
		return "the quote is not closed at the end of this value";
	case ADD_COMMA:
		*span = (struct span){ broken->stop, broken->stop + 1 };
		return "no \",\" between two items";
	case DROP_DASH:
		return arena_printf(arena, "%s has a dash, but belongs to the item above", quoted_span(broken, *span));
	case ADD_DASH:
		*span = (struct span){ best->line.text, best->line.span.end };
		return "a list item without \"-\"";
	case COMMENT_OUT:
		*span = (struct span){ best->line.text, best->line.span.end };
		return "this line is text, and not part of the SDL";
	case ADD_PARENT:
		return arena_printf(arena, "the line \"%s\" is missing above %s", parent_added(broken),
				    quoted_span(broken, *span));
	default:
		return indent_message(broken, *span);
	}
}

static bool is_syntax_error(const struct diag *diag, void *context)
{
	(void)context;
	return diag->rule == &rule_yaml_syntax;
}

static void report(struct broken *broken)
{
	const struct edited_line *best = &broken->best;
	struct span span;
	const char *message = message_of(broken, &span);
	struct diag *diag = diag_add_span(broken->run, &rule_yaml_syntax, span, "%s", message);

	diags_absorb(broken->run, diag, is_syntax_error, NULL);
	// With other errors left the file is no better for it than before.
	if (best->n_errors == 0) {
		diag_fix(broken->run, diag, "correct the line", best->edit.span, best->edit.text);
		diag->fix->is_unsafe = true;
	}
	if (best->repair == INDENT && best->edit.text.len == 0)
		diag_help(broken->run, diag, "move it to the first column");
	else if (best->repair == INDENT)
		diag_help(broken->run, diag, "indent it with %u spaces, not %u", (unsigned)best->edit.text.len,
			  (unsigned)line_indent(&best->line));
	else if (best->repair == SPLIT_PORTS)
		diag_help(broken->run, diag, "write \"%.*s\", and \"%s\" on the line below",
			  (int)strcspn(best->edit.text.ptr, "\n"), best->edit.text.ptr,
			  strchr(best->edit.text.ptr, 'a'));
	else if (best->repair == COMMENT_OUT)
		diag_help(broken->run, diag, "remove it, or write \"# \" before it to make it a comment");
	else if (best->repair == ADD_PARENT)
		diag_help(broken->run, diag, "write \"%s\" on a line of its own above it", parent_added(broken));
	else if (best->repair == DROP_DASH)
		diag_help(broken->run, diag, "remove the dash and the space after it");
	else
		diag_help(broken->run, diag, "write \"%s\"", line_as_edited(broken));
}

void name_broken_line(struct run *run, examine_fn *examine)
{
	struct broken broken = { .run = run, .examine = examine };
	const struct diag *blamed = run->diags.n ? run->diags.items[0] : NULL;
	bool is_found;

	if (!run->has_syntax_error || run->has_text_cause || run->source.len > MAX_BYTES || !blamed ||
	    blamed->rule != &rule_yaml_syntax || has_many_brackets(&run->source))
		return;
	broken.stop = blamed->span.start;
	gather(&broken, blamed);
	broken.section = section_around(&broken);
	arena_init(&broken.arena);
	for (size_t i = 0; i < broken.n_near; i++)
		if (has_odd_value(&broken, &broken.near[i]))
			try_line_quotes(&broken, &broken.near[i]);
	is_found = broken.best.repair != NONE;
	for (size_t i = 0; i < broken.n_near && !is_found; i++)
		try_line_edits(&broken, i);
	arena_clear(&broken.arena);
	if (broken.best.repair != NONE)
		report(&broken);
}
