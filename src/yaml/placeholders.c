// SPDX-License-Identifier: Apache-2.0
// In: text. Out: the placeholders of templates in it.
#include "yaml/placeholders.h"

#include <string.h>

#include "base/arena.h"
#include "yaml/lines.h"

struct marks {
	const char *open, *close;
};

// Longer ones first.
static const struct marks known_marks[] = {
	{ "{{", "}}" }, { "{%", "%}" }, { "{#", "#}" }, { "%{", "}" }, { "<%", "%>" }, { "${", "}" }, { "$(", ")" },
};

static bool is_name_character(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Length of the placeholder that the text begins with, or 0. A mark that is not closed in its line goes up to its end.
static size_t marked_length(struct str text)
{
	for (size_t i = 0; i < COUNT_OF(known_marks); i++) {
		size_t n = strlen(known_marks[i].close);

		if (!str_has_prefix(text, known_marks[i].open))
			continue;
		for (size_t at = 2; at + n <= text.len; at++)
			if (memcmp(text.ptr + at, known_marks[i].close, n) == 0)
				return at + n;
		return known_marks[i].open[0] == '$' ? 0 : text.len;
	}
	return 0;
}

// $NAME, <name> and @NAME@ are placeholders where nothing else is in the value.
static bool is_whole_placeholder(struct str value)
{
	size_t n = value.len;

	if (n > 2 &&
	    ((value.ptr[0] == '<' && value.ptr[n - 1] == '>') || (value.ptr[0] == '@' && value.ptr[n - 1] == '@')))
		return is_name_character(value.ptr[1]);
	if (n < 2 || value.ptr[0] != '$' || (value.ptr[1] >= '0' && value.ptr[1] <= '9'))
		return false;
	for (size_t i = 1; i < n; i++)
		if (!is_name_character(value.ptr[i]))
			return false;
	return true;
}

static void add(struct arena *arena, struct placeholders *all, uint32_t start, size_t len)
{
	ARENA_PUSH(arena, all->items, all->n, all->cap) = (struct span){ start, start + (uint32_t)len };
}

// After "- " and "key: ", without its quotes and its comment.
static struct str value_of(struct str text)
{
	size_t at = 0, end;
	const char *comment;

	for (size_t i = 0; i + 1 < text.len; i++)
		if ((text.ptr[i] == ':' || (text.ptr[i] == '-' && i == at)) && text.ptr[i + 1] == ' ')
			at = i + 2;
	while (at < text.len && text.ptr[at] == ' ')
		at++;
	text = str_slice(text, at, text.len);
	comment = text.len ? memchr(text.ptr, '#', text.len) : NULL;
	end = comment && comment > text.ptr && comment[-1] == ' ' ? (size_t)(comment - text.ptr) : text.len;
	while (end > 0 && text.ptr[end - 1] == ' ')
		end--;
	if (end > 2 && (text.ptr[0] == '"' || text.ptr[0] == '\'') && text.ptr[end - 1] == text.ptr[0])
		return str_slice(text, 1, end - 1);
	return str_slice(text, 0, end);
}

// Whether the value may be one that is_whole_placeholder takes.
static bool has_name_mark(const struct source *source, struct str text)
{
	return source_has(source, '$', text) || source_has(source, '<', text) || source_has(source, '@', text);
}

static void scan_line(struct arena *arena, const struct source *source, const struct text_line *line,
		      struct placeholders *all)
{
	struct str text = line_text(source, line), value;
	size_t n_before = all->n;

	for (size_t i = 0; i < text.len;) {
		char c = text.ptr[i];
		size_t n =
			c == '{' || c == '%' || c == '<' || c == '$' ? marked_length(str_slice(text, i, text.len)) : 0;

		if (n)
			add(arena, all, line->text + (uint32_t)i, n);
		else if (c == '#' && i > 0 && text.ptr[i - 1] == ' ')
			break;
		i += n ? n : 1;
	}
	if (all->n > n_before || !has_name_mark(source, text))
		return;
	value = value_of(text);
	if (is_whole_placeholder(value))
		add(arena, all, (uint32_t)(value.ptr - source->text), value.len);
}

// Whether the two bytes of a mark occur in a row.
static bool has_mark(const struct source *source, const char *mark)
{
	const char *at = source->text, *end = source->text + source->len;

	if (!source->has[(unsigned char)mark[0]] || !source->has[(unsigned char)mark[1]])
		return false;
	while ((at = memchr(at, mark[0], (size_t)(end - at))) != NULL)
		if (++at < end && *at == mark[1])
			return true;
	return false;
}

// Most texts have nothing that even looks like one.
static bool has_any(const struct source *source)
{
	for (size_t i = 0; i < COUNT_OF(known_marks); i++)
		if (has_mark(source, known_marks[i].open))
			return true;
	return source->has['$'] || source->has['<'] || source->has['@'];
}

struct placeholders placeholders_in(struct arena *arena, const struct source *source)
{
	struct placeholders all = { 0 };
	struct line_walk walk;
	struct text_line line;

	if (!has_any(source))
		return all;
	line_walk_init(&walk, source);
	while (line_walk_next(&walk, &line))
		if (!line.is_block && line.text < line.span.end && source->text[line.text] != '#')
			scan_line(arena, source, &line, &all);
	return all;
}

const struct span *placeholder_at(const struct placeholders *all, struct span span)
{
	size_t low = 0, high = all->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (all->items[middle].end <= span.start)
			low = middle + 1;
		else
			high = middle;
	}
	return low < all->n && all->items[low].start < span.end ? &all->items[low] : NULL;
}
