// SPDX-License-Identifier: Apache-2.0
// In: a source and its tree. Out: the comments in it that address this program.
//
// libyaml does not report comments. But outside of scalars a # starts one
// at the start of a line or after a space, and the tree has the places of the scalars.
#include "base/ascii.h"
#include "suppress/comments.h"

#include <string.h>

#include "base/arena.h"

const char comment_word[] = "akashlint";

struct finder {
	struct run *run;
	struct comments *comments;
};

uint32_t skip_comments(const struct source *source, uint32_t at)
{
	for (; at < source->len; at++) {
		if (source->text[at] == '#')
			at = source_line_end(source, at);
		else if (!is_space(source->text[at]) && !is_line_break(source->text[at]))
			return at;
	}
	return source->len;
}

static bool has_word(struct str text)
{
	size_t len = sizeof(comment_word) - 1;

	// Its second letter is rarer than its first.
	for (const char *at = text.ptr, *end = text.ptr + text.len; (size_t)(end - at) >= len; at++) {
		at = memchr(at + 1, comment_word[1], (size_t)(end - at) - len + 1);
		if (!at)
			return false;
		if (memcmp(--at, comment_word, len) == 0)
			return true;
	}
	return false;
}

static void add_comment(struct finder *finder, uint32_t start, uint32_t end)
{
	const struct source *source = &finder->run->source;
	uint32_t before = start, line = source_line_start(source, start);

	if (finder->comments->n == COMMENTS_MAX || !has_word(source_text(source, (struct span){ start, end })))
		return;
	while (before > line && is_space(source->text[before - 1]))
		before--;
	ARENA_PUSH(finder->run->arena, finder->comments->items, finder->comments->n, finder->comments->cap) =
		(struct comment){ { start, end }, before == line };
}

static bool begins_comment(const struct source *source, uint32_t at)
{
	return source->text[at] == '#' &&
	       (at == source_bom(source) || is_space(source->text[at - 1]) || is_line_break(source->text[at - 1]));
}

// Text without scalars: spaces, indicators, anchors, tags and comments.
static void look_between(struct finder *finder, uint32_t from, uint32_t to)
{
	const struct source *source = &finder->run->source;

	for (uint32_t at = from; at < to; at++) {
		const char *found = memchr(source->text + at, '#', to - at);

		if (!found)
			return;
		at = (uint32_t)(found - source->text);
		if (!begins_comment(source, at))
			continue;
		add_comment(finder, at, source_line_end(source, at));
		at = source_line_end(source, at);
	}
}

// Comments up to the first thing that is not one; anything may follow.
static void look_ahead(struct finder *finder, uint32_t at)
{
	const struct source *source = &finder->run->source;

	for (; at < source->len; at++) {
		if (begins_comment(source, at)) {
			add_comment(finder, at, source_line_end(source, at));
			at = source_line_end(source, at);
		} else if (!is_space(source->text[at]) && !is_line_break(source->text[at])) {
			return;
		}
	}
}

// A comment may follow the | or > of a block scalar.
static uint32_t header_end(const struct source *source, const struct ynode *node)
{
	char first = source->text[node->span.start];
	uint32_t end;

	if (node->kind != YNODE_SCALAR || node->is_plain || (first != '|' && first != '>'))
		return node->span.start;
	end = source_line_end(source, node->span.start);
	return end < node->span.end ? end : node->span.end;
}

void comments_from_source(struct run *run, struct comments *comments)
{
	struct finder finder = { run, comments };
	const struct source *source = &run->source;
	uint32_t at = source_bom(source);

	*comments = (struct comments){ 0 };
	if (!has_word((struct str){ source->text, source->len }))
		return;
	for (const struct ynode *node = run->root; node; node = ynode_next(node)) {
		if (node->kind == YNODE_MAPPING || node->kind == YNODE_SEQUENCE || node->span.start >= node->span.end ||
		    node->span.start < at)
			continue;
		look_between(&finder, at, header_end(source, node));
		at = node->span.end;
	}
	if (run->root && run->root->span.end > at) {
		look_between(&finder, at, run->root->span.end);
		at = run->root->span.end;
	}
	look_ahead(&finder, at);
}
