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

static void take(struct server *server, struct str message)
{
	server_take(server, message);
	while (server_delay(server) >= 0)
		server_idle(server);
}

static void serve(struct str first, struct str messages)
{
	struct options options = { .has_no_config = true, .command = &commands[0] };
	struct server server;

	server_init(&server, &options);
	server.send = check_sent;
	take(&server, first);
	while (messages.len > 0 && !server.has_ended)
		take(&server, fuzz_take_part(&messages));
	server_clear(&server);
}

// Messages with form feeds between, after the handshake.
void fuzz_lsp(struct arena *arena, struct str input)
{
	(void)arena;
	serve(str_of(hello), input);
}

// What a client says of itself and of its settings, and what it is then answered.
void fuzz_lsp_start(struct arena *arena, struct str input)
{
	static const char uri[] = "\"textDocument\":{\"uri\":\"file:///nowhere/a.yml\"";
	const char *said = arena_strndup(arena, input.ptr, input.len), *first, *then;

	first = arena_printf(arena, "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":%s}", said);
	then = arena_printf(
		arena,
		"{\"jsonrpc\":\"2.0\",\"method\":\"initialized\"}\f"
		"{\"jsonrpc\":\"2.0\",\"method\":\"workspace/didChangeConfiguration\",\"params\":{\"settings\":%s}}\f"
		"{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{%s,\"text\":\"version: \\\"1.0\\\"\",\"version\":1}}}\f"
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"textDocument/hover\",\"params\":{%s},\"position\":{\"line\":0,\"character\":2}}}\f"
		"{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"textDocument/diagnostic\",\"params\":{%s}}}",
		said, uri, uri, uri);
	serve(str_of(first), str_of(then));
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
