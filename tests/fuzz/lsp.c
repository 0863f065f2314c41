// SPDX-License-Identifier: Apache-2.0
// In: messages of a client, or the bytes that they come in. Out: answers that are JSON; a stream that ends.
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "fuzz/fuzz.h"
#include "lsp/server.h"
#include "lsp/stream.h"

enum { MOST_STREAM_BYTES = 32 * 1024 }; // a pipe holds these

static const char hello[] = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}";

static void check_sent(void *context, struct str message)
{
	json_t *json = json_loadb(message.ptr, message.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);

	(void)context;
	HOLDS(json);
	json_decref(json);
}

// Messages with form feeds between, after the handshake.
void fuzz_lsp(struct arena *arena, struct str input)
{
	struct options options = { .has_no_config = true, .command = &commands[0] };
	struct server server;

	(void)arena;
	server_init(&server, &options);
	server.send = check_sent;
	server_take(&server, str_of(hello));
	while (input.len > 0 && !server.has_ended) {
		server_take(&server, fuzz_take_part(&input));
		while (server_delay(&server) >= 0)
			server_idle(&server);
	}
	server_clear(&server);
}

void fuzz_lsp_stream(struct arena *arena, struct str input)
{
	struct stream stream = { 0 };
	enum stream_event event;
	struct str message;
	int ends[2];

	(void)arena;
	HOLDS(pipe(ends) == 0);
	input = str_slice(input, 0, input.len < MOST_STREAM_BYTES ? input.len : MOST_STREAM_BYTES);
	HOLDS(write(ends[1], input.ptr, input.len) == (ssize_t)input.len);
	close(ends[1]);
	stream.fd = ends[0];
	do {
		event = stream_next(&stream, 0, &message);
		HOLDS(event != STREAM_MESSAGE || message.len <= input.len);
	} while (event == STREAM_MESSAGE);
	stream_clear(&stream);
	close(ends[0]);
}
