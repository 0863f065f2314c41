// SPDX-License-Identifier: Apache-2.0
// In: the findings of a file. Out: one for all that come from keys without a space after their colon.
#include "base/ascii.h"
#include "help/text_trial.h"
#include "rules/text_causes.h"
#include "sdl/key_place.h"
#include "yaml/lines.h"

const struct rule rule_colon_without_space = {
	.id = "colon-without-space",
	.severity = SEVERITY_ERROR,
	.summary = "no space between the colon of a key and its value",
	.why = "A key ends with a colon and a space, so YAML reads \"count:1\" as one word: in braces a key without a value, elsewhere text where a mapping is expected.",
	.fix = "Write a space after the colon.",
	.source = "yaml.org/spec/1.2.2 7.4",
};

struct colons {
	struct run *run;
	struct edit *items;
	size_t n, cap;
};

static bool is_key_character(char c)
{
	return is_letter(c) || c == '_';
}

// A key of an SDL ends at `colon`, where a key can begin, and more than a space follows.
static bool is_close_colon(const struct source *source, uint32_t colon)
{
	const char *text = source->text;
	uint32_t start = colon, first = source_bom(source);

	if (colon + 1 >= source->len || text[colon + 1] == ' ' || text[colon + 1] == '\n' ||
	    (unsigned char)text[colon + 1] >= 0x80 || strchr("\t\r:/", text[colon + 1]))
		return false;
	while (start > first && is_key_character(text[start - 1]))
		start--;
	if (start == colon || (start > first && !strchr(" {,\r\n", text[start - 1])))
		return false;
	return is_sdl_key((struct str){ text + start, colon - start });
}

// Whether to look at the lines at all.
static bool has_close_colon(const struct source *source)
{
	const char *at = source->text, *end = source->text + source->len;

	if (!source->has[':'])
		return false;
	for (; (at = memchr(at, ':', (size_t)(end - at))) != NULL; at++)
		if (is_close_colon(source, (uint32_t)(at - source->text)))
			return true;
	return false;
}

static void scan_line(struct colons *colons, const struct text_line *line)
{
	const char *text = colons->run->source.text;
	char quote = '\0';

	for (uint32_t at = line->text; at + 1 < line->span.end; at++) {
		if (quote || text[at] == '"' || text[at] == '\'') {
			quote = !quote ? text[at] : text[at] == quote ? '\0' : quote;
			continue;
		}
		if (text[at] == '#' && (at == line->text || text[at - 1] == ' '))
			return;
		if (text[at] == ':' && is_close_colon(&colons->run->source, at))
			ARENA_PUSH(colons->run->arena, colons->items, colons->n, colons->cap) =
				(struct edit){ { at + 1, at + 1 }, STR(" ") };
	}
}

// The word up to a blank or the end of its braces.
static struct span word_around(const struct source *source, uint32_t colon)
{
	struct span span = { colon, colon };

	while (span.start > 0 && is_key_character(source->text[span.start - 1]))
		span.start--;
	while (span.end < source->len && !strchr(" \t\r\n,}]", source->text[span.end]))
		span.end++;
	return span;
}

void name_close_colons(struct run *run, examine_fn *examine)
{
	struct colons colons = { .run = run };
	struct text_trial trial = { .before = run };
	struct text_line line;
	struct line_walk walk;
	struct span word;
	uint32_t colon;

	if (!is_worth_trying(run) || !has_close_colon(&run->source))
		return;
	line_walk_init(&walk, &run->source);
	while (line_walk_next(&walk, &line))
		if (!line.is_block)
			scan_line(&colons, &line);
	trial.edits = colons.items;
	trial.n_edits = colons.n;
	if (!try_text(&trial, examine))
		return;
	colon = trial.edits[edit_to_be_named(&trial)].span.start - 1;
	word = word_around(&run->source, colon);
	diag_help(run,
		  report_trial(&trial, &rule_colon_without_space, word,
			       arena_printf(run->arena, "no space after \":\": YAML reads %s as one word",
					    quoted(run, source_text(&run->source, word))),
			       "write a space after the colon"),
		  "write \"%s: %s\"", escaped(run, source_text(&run->source, (struct span){ word.start, colon })),
		  escaped(run, source_text(&run->source, (struct span){ colon + 1, word.end })));
}
