// SPDX-License-Identifier: Apache-2.0
// In: a finding of a document. Out: the edit that adds a comment which silences it.
//
// Where a comment may go and what it covers is not computed here: places are tried, the nearest first.
#include "lsp/ignore_edit.h"

#include "base/arena.h"
#include "suppress/suppressions.h"

// Lines above a finding that may be tried: of the blocks that it is in.
enum { MAX_BLOCKS = 4 };

struct ignoring {
	struct what_if *what_if;
	const struct run *run;
	const struct diag *diag;
	struct edit *edit; // the one at hand
};

// Not counting that a reason is missing, which a person has yet to write.
static bool has_more(struct arena *arena, const struct run *after, const struct run *before)
{
	size_t *n = arena_zalloc(arena, n_all_rules * sizeof(*n));

	for (size_t i = 0; i < before->diags.n; i++)
		n[rule_index(before->diags.items[i]->rule)]++;
	for (size_t i = 0; i < after->diags.n; i++) {
		const struct rule *rule = after->diags.items[i]->rule;

		if (rule != &rule_suppression_no_reason && n[rule_index(rule)]-- == 0)
			return true;
	}
	return false;
}

static bool is_silenced(const struct run *run, const struct diag *diag, uint32_t start)
{
	for (size_t i = 0; i < run->suppressed.n; i++) {
		const struct diag *other = run->suppressed.items[i];

		// One that speaks for others too has their number behind the message.
		if (other->rule == diag->rule && other->span.start == start &&
		    strncmp(other->message, diag->message, strlen(other->message)) == 0)
			return true;
	}
	return false;
}

// Text that is put in at `at`. It is a comment where it silences something: in a string it would not.
static bool silences(const struct ignoring *ignoring, uint32_t at, const char *text)
{
	struct what_if *what_if = ignoring->what_if;
	struct edit_list edits = { ignoring->edit, 1, 1 };

	*ignoring->edit = (struct edit){ { at, at }, str_of(text) };
	return what_if_edits(what_if, &edits) &&
	       is_silenced(&what_if->run, ignoring->diag, span_after_edits(&edits, ignoring->diag->span).start) &&
	       !has_more(what_if->request->arena, &what_if->run, ignoring->run);
}

static bool has_text_at(const struct source *source, uint32_t at, struct str text)
{
	return text.len <= source->len - at && memcmp(source->text + at, text.ptr, text.len) == 0;
}

static uint32_t skip_blanks(const struct source *source, uint32_t at)
{
	while (at < source->len && (source->text[at] == ' ' || source->text[at] == '\t'))
		at++;
	return at;
}

// The end of the brackets of a comment that begins at `at` with "akashlint: WORD[", or 0.
static uint32_t brackets_end(const struct source *source, uint32_t at, struct str word)
{
	uint32_t end = source_line_end(source, at);

	at = skip_blanks(source, at + (uint32_t)strlen(comment_word));
	if (at >= end || source->text[at] != ':')
		return 0;
	at = skip_blanks(source, at + 1);
	if (at >= end || !has_text_at(source, at, word))
		return 0;
	at = skip_blanks(source, at + (uint32_t)word.len);
	if (at >= end || source->text[at] != '[')
		return 0;
	while (at < end && source->text[at] != ']')
		at++;
	return at < end ? at : 0;
}

// Adds the rule to the list of a comment that there is.
static bool try_lists(const struct ignoring *ignoring, struct span span, struct str word)
{
	const struct source *source = &ignoring->run->source;
	const char *text = arena_printf(ignoring->what_if->request->arena, ", %s", ignoring->diag->rule->id);
	struct str sign = str_of(comment_word);

	for (uint32_t at = span.start; at < span.end; at++) {
		const char *found = memchr(source->text + at, sign.ptr[0], span.end - at);
		uint32_t end;

		if (!found)
			return false;
		at = (uint32_t)(found - source->text);
		end = has_text_at(source, at, sign) ? brackets_end(source, at, word) : 0;
		if (end && silences(ignoring, end, text))
			return true;
	}
	return false;
}

// The first line of the comments that stand alone above a line.
static uint32_t comments_start(const struct source *source, uint32_t line)
{
	while (line > source_bom(source)) {
		uint32_t above = source_line_above(source, line);

		if (source->text[skip_blanks(source, above)] != '#')
			break;
		line = above;
	}
	return line;
}

static bool try_line(const struct ignoring *ignoring, uint32_t start)
{
	const struct source *source = &ignoring->run->source;
	struct arena *arena = ignoring->what_if->request->arena;
	uint32_t end = source_line_end(source, start), indent = skip_blanks(source, start) - start;
	const char *comment = arena_printf(arena, "# akashlint: ignore[%s]", ignoring->diag->rule->id);
	struct span lines = { comments_start(source, start), end };

	return try_lists(ignoring, lines, STR("ignore")) ||
	       silences(ignoring, end, arena_printf(arena, " %s", comment)) ||
	       silences(ignoring, start,
			arena_printf(arena, "%.*s%s%s", (int)indent, source->text + start, comment,
				     source_line_break(source)));
}

static const struct ynode *node_at(const struct ynode *root, uint32_t offset)
{
	const struct ynode *node = root, *inner = root;

	while (inner) {
		node = inner;
		inner = NULL;
		for (uint32_t i = 0; i < node->n_items && node->items[i]->span.start <= offset; i++)
			if (offset <= node->items[i]->span.end)
				inner = node->items[i];
	}
	return node;
}

bool ignore_here(struct what_if *what_if, const struct diag *diag, struct edit *edit)
{
	const struct run *run = what_if->request->run;
	const struct ignoring ignoring = { what_if, run, diag, edit };
	const struct ynode *node = diag->at ? diag->at : node_at(run->root, diag->span.start);
	uint32_t line = source_line_start(&run->source, diag->span.start), above;

	if (run->has_syntax_error || run->settings->has_no_inline)
		return false;
	if (try_line(&ignoring, line))
		return true;
	for (int n = 0; node && n < MAX_BLOCKS; node = node->parent) {
		const struct ynode *key = ynode_key(node) ? ynode_key(node) : node;

		above = source_line_start(&run->source, key->span.start);
		if (above >= line)
			continue;
		line = above;
		n++;
		if (try_line(&ignoring, line))
			return true;
	}
	return false;
}

bool ignore_in_file(struct what_if *what_if, const struct diag *diag, struct edit *edit)
{
	const struct run *run = what_if->request->run;
	const struct ignoring ignoring = { what_if, run, diag, edit };
	uint32_t start = source_bom(&run->source);
	const char *comment = arena_printf(what_if->request->arena, "# akashlint: ignore-file[%s]%s", diag->rule->id,
					   source_line_break(&run->source));

	if (run->has_syntax_error || run->settings->has_no_inline)
		return false;
	return try_lists(&ignoring, (struct span){ start, run->source.len }, STR("ignore-file")) ||
	       silences(&ignoring, start, comment);
}
