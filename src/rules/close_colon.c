// SPDX-License-Identifier: Apache-2.0
// In: the findings of a file. Out: one for all that come from keys without a space after their colon.
#include "rules/text_trial.h"
#include "sdl/key_place.h"
#include "yaml/lines.h"

const struct rule rule_colon_without_space = {
	.id = "colon-without-space",
	.severity = SEVERITY_ERROR,
	.summary = "no space between the colon of a key and its value",
	.why = "YAML takes \"count:1\" for one word: a key ends with a colon and a space. In braces the word becomes a key "
	       "without a value, elsewhere it is text where a mapping must be.",
	.fix = "Write a space after the colon.",
	.source = "yaml.org/spec/1.2.2 7.4",
};

struct colons {
	struct run *run;
	struct table keys; // that an SDL has; made when one is looked for
	bool has_keys;
	struct edit *items;
	size_t n, cap;
};

static void take_key(void *context, const struct key_place *place, const struct shape_key *key,
		     const struct shape *value)
{
	struct colons *colons = context;

	(void)place;
	(void)value;
	if (key)
		*table_put(colons->run->arena, &colons->keys, str_of(key->name)) = colons;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

// A key of an SDL ends before `colon`, where a key can begin.
static bool ends_key(struct colons *colons, const struct text_line *line, uint32_t colon)
{
	const char *text = colons->run->source.text;
	uint32_t start = colon;

	while (start > line->text && is_letter(text[start - 1]))
		start--;
	if (start > line->text && !strchr(" {,", text[start - 1]))
		return false;
	if (start == colon)
		return false;
	if (!colons->has_keys)
		for_each_key(take_key, colons);
	colons->has_keys = true;
	return table_get(&colons->keys, (struct str){ text + start, colon - start });
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
		if (text[at] == ':' && (unsigned char)text[at + 1] < 0x80 && !strchr(" \t:/", text[at + 1]) &&
		    ends_key(colons, line, at))
			ARENA_PUSH(colons->run->arena, colons->items, colons->n, colons->cap) =
				(struct edit){ { at + 1, at + 1 }, STR(" ") };
	}
}

// The word up to a blank or the end of its braces.
static struct span word_around(const struct source *source, uint32_t colon)
{
	struct span span = { colon, colon };

	while (span.start > 0 && is_letter(source->text[span.start - 1]))
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

	if (!is_worth_trying(run))
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
			       arena_printf(run->arena, "no space after \":\": YAML takes %s for one word",
					    quoted(run, source_text(&run->source, word))),
			       "write a space after the colon"),
		  "write \"%s: %s\"", escaped(run, source_text(&run->source, (struct span){ word.start, colon })),
		  escaped(run, source_text(&run->source, (struct span){ colon + 1, word.end })));
}
