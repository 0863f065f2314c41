// SPDX-License-Identifier: Apache-2.0
// In: text that may be broken YAML. Out: its lines, and which of them are the text of a block that | or > begins.
#include "yaml/lines.h"

#include <string.h>

void line_walk_init(struct line_walk *walk, const struct source *source)
{
	*walk = (struct line_walk){ .source = source, .at = source_bom(source), .header = UINT32_MAX };
}

struct str line_text(const struct source *source, const struct text_line *line)
{
	return source_text(source, (struct span){ line->text, line->span.end });
}

static bool is_key_character(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("_-./\"'", c);
}

bool is_yaml_like(struct str text)
{
	size_t i = 0;

	if (text.len && text.ptr[0] == '-' && (text.len == 1 || text.ptr[1] == ' '))
		return true;
	while (i < text.len && is_key_character(text.ptr[i]))
		i++;
	return i > 0 && i < text.len && text.ptr[i] == ':' && (i + 1 == text.len || text.ptr[i + 1] == ' ');
}

// Offset in the text of a | or > that ends it and begins a block; SIZE_MAX if there is none. A comment may follow.
static size_t block_header(struct str text)
{
	size_t end = text.len, at;

	for (size_t i = 1; i < text.len; i++)
		if (text.ptr[i] == '#' && text.ptr[i - 1] == ' ') {
			end = i;
			break;
		}
	while (end > 0 && text.ptr[end - 1] == ' ')
		end--;
	at = end;
	while (at > 0 && end - at < 2 && text.ptr[at - 1] && strchr("+-0123456789", text.ptr[at - 1]))
		at--;
	if (at < 2 || (text.ptr[at - 1] != '|' && text.ptr[at - 1] != '>') || text.ptr[at - 2] != ' ')
		return SIZE_MAX;
	at--;
	return memchr(text.ptr, ':', at) || text.ptr[0] == '-' ? at : SIZE_MAX;
}

// Where the key stands that the text belongs to, or the dash.
static uint32_t parent_column(struct str text, uint32_t indent)
{
	size_t dash = 0, at = 0;

	while (at + 1 < text.len && text.ptr[at] == '-' && text.ptr[at + 1] == ' ') {
		dash = at++;
		while (at < text.len && text.ptr[at] == ' ')
			at++;
	}
	return indent + (uint32_t)(at < text.len && strchr("|>", text.ptr[at]) ? dash : at);
}

static void read_line(const struct source *source, uint32_t at, struct text_line *line)
{
	line->span = (struct span){ at, source_line_end(source, at) };
	line->text = source_line_text(source, at);
}

bool line_walk_next(struct line_walk *walk, struct text_line *line)
{
	const struct source *source = walk->source;
	size_t header = SIZE_MAX;
	uint32_t indent;
	struct str text;

	if (walk->at >= source->len)
		return false;
	*line = (struct text_line){ .number = ++walk->number };
	read_line(source, walk->at, line);
	walk->at = source_next_line(source, line->span.end);
	indent = line->text - line->span.start;
	line->is_block = walk->is_in_block && (line->text == line->span.end || indent > walk->block_indent);
	line->header = walk->header;
	if (line->is_block || line->text == line->span.end)
		return true;
	line->is_block_end = walk->is_in_block;
	walk->is_in_block = false;
	text = line_text(source, line);
	if (text.ptr[0] != '#' && (source_has(source, '|', text) || source_has(source, '>', text)))
		header = block_header(text);
	if (header != SIZE_MAX) {
		walk->is_in_block = true;
		walk->header = line->text + (uint32_t)header;
		walk->block_indent = parent_column(text, indent);
	}
	return true;
}
