// SPDX-License-Identifier: Apache-2.0
// In: a source. Out: libyaml's events, read in the network's portions, and bytes for libyaml's marks.
#include "yaml/reader.h"

#include <string.h>

#include "base/arena.h"

static void drop_event(struct yaml_reader *reader)
{
	if (reader->has_event)
		yaml_event_delete(&reader->event);
	reader->has_event = false;
}

void yaml_reader_close(struct yaml_reader *reader)
{
	drop_event(reader);
	if (reader->has_parser)
		yaml_parser_delete(&reader->parser);
	reader->has_parser = false;
}

static void close_deferred(void *handle)
{
	yaml_reader_close(handle);
}

// The network's parser reads 512 bytes at a time and checks every character of what it has read,
// even behind the end of the document: so does libyaml when it is fed in the same portions. Where no
// character can be refused there is no difference.
static int feed(void *handle, unsigned char *buffer, size_t size, size_t *size_read)
{
	enum { PORTION = 512 };
	struct yaml_reader *reader = handle;
	size_t left_over = (size_t)(reader->parser.raw_buffer.end - reader->parser.raw_buffer.start) - size;
	size_t most = reader->is_printable ? size : PORTION - left_over, n = reader->quirks.len - reader->n_read;

	if (n > most)
		n = most;
	if (n)
		memcpy(buffer, reader->quirks.text + reader->n_read, n);
	reader->n_read += (uint32_t)n;
	*size_read = n;
	return 1;
}

// Printable with its spaces, tabs and line breaks.
static bool is_printable(const struct source *source)
{
	for (int c = 0; c < ' '; c++)
		if (source->has[c] && c != '\n' && c != '\r' && c != '\t')
			return false;
	return source->is_ascii && !source->has[0x7F];
}

void yaml_reader_init(struct yaml_reader *reader, struct arena *arena, const struct source *source)
{
	*reader = (struct yaml_reader){ .arena = arena, .source = source, .is_printable = is_printable(source) };
	quirks_init(&reader->quirks, arena, source);
	arena_defer(arena, close_deferred, reader);
}

void yaml_reader_start(struct yaml_reader *reader)
{
	uint32_t bom = source_bom(reader->source);

	if (!yaml_parser_initialize(&reader->parser))
		arena_out_of_memory(reader->arena);
	reader->has_parser = true;
	reader->n_read = reader->cursor.byte = bom;
	reader->cursor.index = 0;
	yaml_parser_set_input(&reader->parser, feed, reader);
	yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
}

bool yaml_reader_next(struct yaml_reader *reader)
{
	drop_event(reader);
	reader->has_event = yaml_parser_parse(&reader->parser, &reader->event);
	return reader->has_event;
}

uint32_t yaml_reader_byte_of_character(struct yaml_reader *reader, yaml_mark_t mark)
{
	const char *text = reader->quirks.text;
	uint32_t index = reader->cursor.index, byte = reader->cursor.byte;

	for (; index < mark.index && byte < reader->quirks.len; index++)
		do
			byte++;
		while (byte < reader->quirks.len && ((unsigned char)text[byte] & 0xC0) == 0x80);
	for (; index > mark.index; index--)
		do
			byte--;
		while (((unsigned char)text[byte] & 0xC0) == 0x80);
	reader->cursor.index = index;
	reader->cursor.byte = byte;
	return byte;
}
