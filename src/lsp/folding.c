// SPDX-License-Identifier: Apache-2.0
// In: a document. Out: the lines that can be folded into one: blocks, and comments of several lines.
//
// Blocks come from the tree; while the YAML is invalid, from indentation, so that folded lines stay folded.
#include "base/arena.h"
#include "lsp/request.h"
#include "suppress/comments.h"

// No SDL has more; nothing is folded there.
enum { MAX_LINES = 1000000 };

struct line {
	uint32_t start, end; // without its line break
	uint32_t indent;
	bool is_blank, is_comment, is_item;
	bool is_scalar;    // goes on with a scalar of the line above
	uint32_t fold_end; // the last line of the block that begins here; 0: none
};

struct lines {
	struct line *items;
	uint32_t n;
};

static struct line line_from_text(struct str text, uint32_t start)
{
	struct line line = { .start = start, .end = (uint32_t)line_end_in(text, start) };
	uint32_t at = start;

	while (at < line.end && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
		at++;
	line.indent = at - start;
	line.is_blank = at == line.end;
	line.is_comment = !line.is_blank && text.ptr[at] == '#';
	line.is_item = !line.is_blank && text.ptr[at] == '-' && (at + 1 == line.end || text.ptr[at + 1] == ' ');
	return line;
}

static struct lines lines_from_source(struct arena *arena, struct source *source)
{
	struct lines lines = { .n = source_n_lines(source) };
	struct str text = { source->text, source->len };

	lines.items = arena_alloc(arena, lines.n * sizeof(*lines.items));
	for (uint32_t i = 0; i < lines.n; i++)
		lines.items[i] = line_from_text(text, (uint32_t)(source_line(source, i + 1).ptr - source->text));
	return lines;
}

// A block begins on the line of its key or dash.
static uint32_t first_line(struct source *source, const struct ynode *node)
{
	const struct ynode *key = ynode_key(node);

	return source_line_index(source, key ? key->span.start : node->span.start);
}

static void fold_tree(struct source *source, const struct lines *lines, const struct ynode *root)
{
	for (const struct ynode *node = root; node; node = ynode_next(node)) {
		struct line *first = &lines->items[first_line(source, node)];
		uint32_t last;

		if (node->span.end <= node->span.start)
			continue;
		last = source_line_index(source, node->span.end - 1);
		if (node->kind == YNODE_SCALAR)
			for (uint32_t i = source_line_index(source, node->span.start) + 1; i <= last; i++)
				lines->items[i].is_scalar = true;
		if (node->parent && first->fold_end < last)
			first->fold_end = last;
	}
}

// Whether a line belongs to the block of the line `above`: it stands deeper, or is an item or a bracket of that key.
static bool is_below(const struct lines *lines, struct str text, const struct line *above, uint32_t i)
{
	const struct line *line = &lines->items[i];
	char first = text.ptr[line->start + line->indent];

	if (line->indent != above->indent)
		return line->indent > above->indent;
	return !above->is_item && (line->is_item || first == ']' || first == '}');
}

static void fold_text(struct arena *arena, const struct lines *lines, struct str text)
{
	uint32_t *open = arena_alloc(arena, (lines->n + 1) * sizeof(*open)), n = 0, last = 0;

	for (uint32_t i = 0; i <= lines->n; i++) {
		bool is_end = i == lines->n;

		if (!is_end && (lines->items[i].is_blank || lines->items[i].is_comment))
			continue;
		while (n > 0 && (is_end || !is_below(lines, text, &lines->items[open[n - 1]], i)))
			lines->items[open[--n]].fold_end = last;
		open[n++] = last = i;
	}
}

static void push_fold(struct request *request, json_t *folds, uint32_t first, uint32_t last, const char *kind)
{
	json_t *fold;

	if (last <= first)
		return;
	fold = json_push_object(&request->json, folds);
	json_put_number(&request->json, fold, "startLine", first);
	json_put_number(&request->json, fold, "endLine", last);
	if (kind)
		json_put_text(&request->json, fold, "kind", str_of(kind));
}

// The last of the comments that begin on line i; before i if there is none.
static int64_t comments_end(const struct lines *lines, uint32_t i)
{
	int64_t end = (int64_t)i - 1;

	for (; i < lines->n && lines->items[i].is_comment && !lines->items[i].is_scalar; i++)
		end = i;
	return end;
}

void lsp_folding_range(struct request *request)
{
	json_t *folds = request_result_array(request);
	struct source *source = request->run ? &request->run->source : NULL;
	struct lines lines;

	if (!source || source_n_lines(source) > MAX_LINES)
		return;
	lines = lines_from_source(request->arena, source);
	if (request->run->has_syntax_error)
		fold_text(request->arena, &lines, request->text);
	else
		fold_tree(source, &lines, request->run->root);
	for (uint32_t i = 0; i < lines.n; i++) {
		int64_t end = comments_end(&lines, i);

		push_fold(request, folds, i, lines.items[i].fold_end, NULL);
		if (end < i)
			continue;
		push_fold(request, folds, i, (uint32_t)end, "comment");
		i = (uint32_t)end;
	}
}
