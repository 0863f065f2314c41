// SPDX-License-Identifier: Apache-2.0
// In: bytes from a client. Out: its messages, one at a time.
#ifndef AKASHLINT_LSP_STREAM_H
#define AKASHLINT_LSP_STREAM_H

#include "base/str.h"

// Beyond these the client is broken, or hostile. A text of 64 MiB fits, escaped as JSON usually escapes it.
enum { STREAM_MAX_HEADER_BYTES = 8 * 1024, STREAM_MAX_MESSAGE_BYTES = 160 * 1024 * 1024 };

enum stream_event {
	STREAM_MESSAGE,
	STREAM_TIMEOUT,
	STREAM_END,    // there will be no more bytes, or none that can be read
	STREAM_BROKEN, // can't find the next message: `fault` says why
	STREAM_NO_MEMORY,
};

// All zero but for the fd is a new one.
struct stream {
	int fd;
	char *bytes;
	size_t start, len, cap;
	const char *fault;
};

// The next message, without its header; it is there until the next call. `timeout` in milliseconds, -1: none.
enum stream_event stream_next(struct stream *stream, int timeout, struct str *message);
// The message behind those that were taken, as far as it has come: *offset is 0 to begin with. False: none.
// Reads what is there by now, so that the last message that stream_next gave is gone.
bool stream_peek(struct stream *stream, size_t *offset, struct str *message);
void stream_clear(struct stream *stream);

#endif
