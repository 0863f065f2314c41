// SPDX-License-Identifier: Apache-2.0
// In: bytes from a client. Out: its messages, one at a time.
#include "lsp/stream.h"

#include <stdlib.h>

#include "os/file.h"

enum { READ_AT_ONCE = 64 * 1024, KEPT_BYTES = 1024 * 1024 };

enum frame { FRAME_WHOLE, FRAME_PART, FRAME_BROKEN };

static bool has_name(struct str line, const char *name, struct str *value)
{
	size_t len = strlen(name);

	if (line.len <= len || line.ptr[len] != ':' || !str_is_nocase(str_slice(line, 0, len), name))
		return false;
	*value = str_slice(line, len + 1, line.len);
	while (value->len && (value->ptr[0] == ' ' || value->ptr[0] == '\t'))
		*value = str_slice(*value, 1, value->len);
	while (value->len && (value->ptr[value->len - 1] == ' ' || value->ptr[value->len - 1] == '\t'))
		value->len--;
	return true;
}

static const char *length_from_str(struct str value, size_t *length)
{
	*length = 0;
	if (!value.len)
		return "Content-Length is empty";
	for (size_t i = 0; i < value.len; i++) {
		if (value.ptr[i] < '0' || value.ptr[i] > '9')
			return "Content-Length is not a number";
		*length = *length * 10 + (size_t)(value.ptr[i] - '0');
		if (*length > STREAM_MAX_MESSAGE_BYTES)
			return "Content-Length is too large";
	}
	return NULL;
}

// Reads the lines of a header, each of which ends with CR LF.
static const char *read_header(struct str header, size_t *length)
{
	const char *fault = NULL;
	bool has_length = false;
	struct str value;

	while (header.len && !fault) {
		const char *end = memchr(header.ptr, '\r', header.len);
		struct str line = { header.ptr, end ? (size_t)(end - header.ptr) : header.len };

		if (has_name(line, "Content-Length", &value)) {
			fault = has_length ? "duplicate Content-Length" : length_from_str(value, length);
			has_length = true;
		} else if (!memchr(line.ptr, ':', line.len)) {
			fault = "a header line has no colon";
		}
		header = str_slice(header, line.len + 2 < header.len ? line.len + 2 : header.len, header.len);
	}
	return fault || has_length ? fault : "missing Content-Length";
}

// What the bytes begin with; *size counts the header too.
static enum frame read_frame(struct stream *stream, struct str bytes, struct str *message, size_t *size)
{
	size_t most = bytes.len < STREAM_MAX_HEADER_BYTES ? bytes.len : STREAM_MAX_HEADER_BYTES, end = 0, length = 0;

	for (; end + 4 <= most && memcmp(bytes.ptr + end, "\r\n\r\n", 4) != 0; end++) {
		if (bytes.ptr[end] == '\n' && (end == 0 || bytes.ptr[end - 1] != '\r')) {
			stream->fault = "a header line does not end with CR LF";
			return FRAME_BROKEN;
		}
	}
	if (end + 4 > most) {
		stream->fault = "the header is too long";
		return most == STREAM_MAX_HEADER_BYTES ? FRAME_BROKEN : FRAME_PART;
	}
	stream->fault = read_header(str_slice(bytes, 0, end), &length);
	if (stream->fault)
		return FRAME_BROKEN;
	*size = end + 4 + length;
	if (bytes.len < *size)
		return FRAME_PART;
	*message = str_slice(bytes, end + 4, *size);
	return FRAME_WHOLE;
}

// Makes room at the end. A claimed length is not trusted before the bytes arrive.
static bool make_room(struct stream *stream)
{
	size_t used = stream->len - stream->start, cap = stream->cap;
	char *bytes = stream->bytes;

	if (stream->start) {
		memmove(bytes, bytes + stream->start, used);
		stream->start = 0;
		stream->len = used;
	}
	if (cap > KEPT_BYTES && used < KEPT_BYTES / 2)
		cap = KEPT_BYTES;
	else if (cap - used < READ_AT_ONCE)
		cap = cap ? cap * 2 : READ_AT_ONCE * 2;
	if (cap == stream->cap)
		return true;
	bytes = realloc(bytes, cap);
	if (!bytes)
		return false;
	stream->bytes = bytes;
	stream->cap = cap;
	return true;
}

static enum stream_event read_more(struct stream *stream, int timeout)
{
	ptrdiff_t n;

	if (!os_wait_to_read(stream->fd, timeout))
		return STREAM_TIMEOUT;
	if (!make_room(stream))
		return STREAM_NO_MEMORY;
	n = os_read(stream->fd, stream->bytes + stream->len, stream->cap - stream->len);
	if (n <= 0)
		return STREAM_END;
	stream->len += (size_t)n;
	return STREAM_MESSAGE;
}

static struct str bytes_from(const struct stream *stream, size_t offset)
{
	size_t start = stream->start + offset;

	return (struct str){ stream->bytes ? stream->bytes + start : "", stream->len - start };
}

enum stream_event stream_next(struct stream *stream, int timeout, struct str *message)
{
	enum stream_event event;
	size_t size;

	for (;;) {
		switch (read_frame(stream, bytes_from(stream, 0), message, &size)) {
		case FRAME_WHOLE:
			stream->start += size;
			return STREAM_MESSAGE;
		case FRAME_BROKEN:
			return STREAM_BROKEN;
		case FRAME_PART:
			break;
		}
		event = read_more(stream, timeout);
		if (event == STREAM_END && stream->len > stream->start) {
			stream->fault = "the last message is truncated";
			return STREAM_BROKEN;
		}
		if (event != STREAM_MESSAGE)
			return event;
	}
}

bool stream_peek(struct stream *stream, size_t *offset, struct str *message)
{
	enum frame frame;
	size_t size;

	do
		frame = read_frame(stream, bytes_from(stream, *offset), message, &size);
	while (frame == FRAME_PART && read_more(stream, 0) == STREAM_MESSAGE);
	*offset += frame == FRAME_WHOLE ? size : 0;
	return frame == FRAME_WHOLE;
}

void stream_clear(struct stream *stream)
{
	free(stream->bytes);
	*stream = (struct stream){ .fd = stream->fd };
}
