// SPDX-License-Identifier: Apache-2.0
// In: comments. Out: which findings they silence; reports malformed ones.
//
//	# akashlint: ignore[RULE, GLOB] reason        the line, or what is below the comment
//	# akashlint: ignore-file[RULE] reason         the file
#include "base/arena.h"
#include "base/ascii.h"
#include "base/edit_distance.h"
#include "base/glob.h"
#include "suppress/suppressions.h"

struct reader {
	struct run *run;
	struct suppressions *list;
	struct comment comment;
	uint32_t at;    // in the text
	uint32_t below; // what the last comment on a line of its own applies to
};

static const char *const words[] = { "ignore", "ignore-file" };

static char here(const struct reader *reader)
{
	return reader->at < reader->comment.span.end ? reader->run->source.text[reader->at] : '\0';
}

static void skip_blanks(struct reader *reader)
{
	while (is_space(here(reader)))
		reader->at++;
}

static struct str text_from(const struct reader *reader, uint32_t start)
{
	return source_text(&reader->run->source, (struct span){ start, reader->at });
}

static struct str take_word(struct reader *reader)
{
	uint32_t start = reader->at;

	while (is_letter(here(reader)) || here(reader) == '-' || here(reader) == '_')
		reader->at++;
	return text_from(reader, start);
}

static struct diag *malformed(struct reader *reader, uint32_t start, const char *message)
{
	uint32_t end = reader->at > start ? reader->at : reader->comment.span.end;
	struct span span = { start, end };
	struct diag *diag = diag_add_span(reader->run, &rule_suppression_malformed, span, "%s", message);

	diag_help(reader->run, diag, "write: # akashlint: ignore[RULE] reason");
	return diag;
}

static void unknown_word(struct reader *reader, uint32_t start, struct str word)
{
	const char *meant = nearest(word, words, COUNT_OF(words));
	struct span span = { start, reader->at };
	struct diag *diag;

	if (word.len == 0) {
		malformed(reader, reader->comment.span.start,
			  "expected \"ignore\" or \"ignore-file\" after \"akashlint:\"");
		return;
	}
	diag = malformed(reader, start,
			 arena_printf(reader->run->arena, "expected \"ignore\" or \"ignore-file\", not %s",
				      quoted(reader->run, word)));
	if (!meant)
		return;
	diag_help(reader->run, diag, "did you mean \"%s\"?", meant);
	diag_fix(reader->run, diag, "correct the word", span, str_of(meant));
	diag->fix->is_unsafe = true;
}

static void unknown_rule(struct run *run, const struct suppressed_rule *rule)
{
	const char *meant = nearest_rule(rule->glob);
	struct diag *diag;

	diag = diag_add_span(run, &rule_suppression_unknown_rule, rule->span, "unknown rule %s",
			     quoted(run, rule->glob));
	if (!meant) {
		diag_help(run, diag, "\"akashlint rules\" lists the rules");
		return;
	}
	diag_help(run, diag, "did you mean \"%s\"?", meant);
	diag_fix(run, diag, "correct the rule name", rule->span, str_of(meant));
	diag->fix->is_unsafe = true; // it would hide findings
}

static bool is_known(struct str glob)
{
	for (size_t i = 0; i < n_all_rules; i++)
		if (glob_matches(glob, str_of(all_rules[i]->id)))
			return true;
	return false;
}

// Between the brackets. Extra commas are harmless.
static void take_rules(struct reader *reader, uint32_t end, struct inline_suppression *item)
{
	size_t cap = 0;

	while (reader->at < end && reader->list->n_rules + item->n_rules <= SUPPRESSIONS_MAX) {
		uint32_t start, stop;

		skip_blanks(reader);
		start = reader->at;
		while (reader->at < end && here(reader) != ',')
			reader->at++;
		for (stop = reader->at; stop > start && is_space(reader->run->source.text[stop - 1]);)
			stop--;
		if (stop > start)
			ARENA_PUSH(reader->run->arena, item->rules, item->n_rules, cap) = (struct suppressed_rule){
				.glob = source_text(&reader->run->source, (struct span){ start, stop }),
				.span = { start, stop },
			};
		reader->at++;
	}
	reader->at = end;
}

// What follows the brackets, up to another # of the same line.
static struct str take_reason(struct reader *reader)
{
	struct str reason;
	uint32_t start;

	skip_blanks(reader);
	while (here(reader) == ':' || here(reader) == '-' || is_space(here(reader)))
		reader->at++;
	start = reader->at;
	while (here(reader) && !(here(reader) == '#' && is_space(reader->run->source.text[reader->at - 1])))
		reader->at++;
	reason = text_from(reader, start);
	while (reason.len && is_space(reason.ptr[reason.len - 1]))
		reason.len--;
	return reason;
}

static bool closing_bracket(const struct reader *reader, uint32_t *end)
{
	for (*end = reader->at; *end < reader->comment.span.end; ++*end)
		if (reader->run->source.text[*end] == ']')
			return true;
	return false;
}

static void add_suppression(struct reader *reader, struct inline_suppression *item, bool is_for_file)
{
	struct run *run = reader->run;

	for (size_t i = 0; i < item->n_rules; i++) {
		item->rules[i].is_known = is_known(item->rules[i].glob);
		if (!item->rules[i].is_known)
			unknown_rule(run, &item->rules[i]);
	}
	if (item->suppression.reason.len == 0)
		diag_add_span(run, &rule_suppression_no_reason, item->suppression.span,
			      "this suppression gives no reason");
	item->covered = is_for_file ? SIZE_MAX : 0;
	reader->list->n_rules += item->n_rules;
	ARENA_PUSH(run->arena, reader->list->items, reader->list->n, reader->list->cap) = *item;
}

// Behind "akashlint:".
static void take_suppression(struct reader *reader, uint32_t hash)
{
	struct inline_suppression item = { .comment = reader->comment };
	uint32_t word_at, end;
	struct str word;

	skip_blanks(reader);
	word_at = reader->at;
	word = take_word(reader);
	if (!str_is(word, words[0]) && !str_is(word, words[1])) {
		unknown_word(reader, word_at, word);
		return;
	}
	skip_blanks(reader);
	if (here(reader) != '[') {
		malformed(reader, word_at, "missing rule names in brackets");
		return;
	}
	reader->at++;
	if (!closing_bracket(reader, &end)) {
		reader->at = reader->comment.span.end;
		malformed(reader, word_at, "missing closing bracket");
		return;
	}
	take_rules(reader, end, &item);
	reader->at++;
	item.suppression.span = (struct span){ hash, reader->at };
	if (item.n_rules == 0) {
		malformed(reader, word_at, "missing rule name in the brackets");
		return;
	}
	item.suppression.reason = take_reason(reader);
	add_suppression(reader, &item, str_is(word, words[1]));
}

// At a # of the comment: whether one of ours begins there.
static void look_at(struct reader *reader)
{
	uint32_t hash = reader->at, behind;
	struct str word;

	while (here(reader) == '#' || is_space(here(reader)))
		reader->at++;
	for (const char *c = comment_word; *c; c++, reader->at++)
		if (here(reader) != *c)
			return;
	behind = reader->at;
	skip_blanks(reader);
	if (here(reader) == ':') {
		reader->at++;
		take_suppression(reader, hash);
		return;
	}
	// Anything else is prose.
	word = take_word(reader);
	if (behind < reader->at && (str_is(word, words[0]) || str_is(word, words[1])) && here(reader) == '[')
		malformed(reader, hash, "missing colon after \"akashlint\"");
	else
		reader->at = behind;
}

// The line below of a comment that stands alone, or its own.
static void cover(struct reader *reader, struct inline_suppression *item)
{
	struct suppressions *list = reader->list;
	const struct source *source = &reader->run->source;
	uint32_t at = item->comment.span.start, line_start;

	if (item->comment.is_alone)
		reader->below = at = at < reader->below ? reader->below : skip_comments(source, at);
	line_start = source_line_start(source, at);
	if (list->n_covered == 0 || list->covered[list->n_covered - 1].line_start != line_start) {
		struct covered covered = { .line_start = line_start, .line_end = source_line_end(source, at) };

		covered.start = item->comment.span.start < line_start ? item->comment.span.start : line_start;
		covered.end = covered.line_end;
		ARENA_PUSH(reader->run->arena, list->covered, list->n_covered, list->cap_covered) = covered;
	}
	item->covered = list->n_covered - 1;
}

static void look_through(struct reader *reader)
{
	for (reader->at = reader->comment.span.start; here(reader);) {
		if (here(reader) == '#' &&
		    (reader->at == reader->comment.span.start || is_space(reader->run->source.text[reader->at - 1])))
			look_at(reader);
		else
			reader->at++;
	}
}

void suppressions_from_comments(struct run *run, const struct comments *comments, struct suppressions *list)
{
	struct reader reader = { .run = run, .list = list };

	*list = (struct suppressions){ 0 };
	for (size_t i = 0; i < comments->n; i++) {
		reader.comment = comments->items[i];
		if (i == SUPPRESSIONS_MAX || list->n_rules > SUPPRESSIONS_MAX) {
			diag_add_span(run, &rule_suppression_malformed, reader.comment.span,
				      "too many suppressions: this one and the following are ignored");
			break;
		}
		look_through(&reader);
	}
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].covered != SIZE_MAX)
			cover(&reader, &list->items[i]);
}
