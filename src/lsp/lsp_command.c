// SPDX-License-Identifier: Apache-2.0
// In: standard input. Out: a language server on it, until the client disconnects.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/complain.h"
#include "lsp/server.h"
#include "lsp/stream.h"
#include "os/file.h"

// How many messages are read ahead. A client may write faster than it is answered: without a limit
// it would never get an answer.
enum { LOOK_AHEAD = 32 };

struct connection {
	struct stream in;
	bool is_lost;   // the client has closed its end
	bool is_broken; // the input is malformed
};

static void send_message(void *context, struct str message)
{
	struct connection *connection = context;
	char header[64];
	int len = snprintf(header, sizeof(header), "Content-Length: %zu\r\n\r\n", message.len);

	if (!connection->is_lost)
		connection->is_lost =
			!os_write(OS_STDOUT, (struct str){ header, (size_t)len }) || !os_write(OS_STDOUT, message);
}

static bool cancels(struct str message, const json_t *id)
{
	static const char method[] = "$/cancelRequest";
	bool is_this = false;
	json_t *json = NULL;

	for (size_t i = 0; !json && i + sizeof(method) <= message.len && i < 512; i++)
		if (memcmp(message.ptr + i, method, sizeof(method) - 1) == 0)
			json = json_loadb(message.ptr, message.len, 0, NULL);
	if (json)
		is_this = json_equal(json_object_get(json_object_get(json, "params"), "id"), id);
	json_decref(json);
	return is_this;
}

static bool is_cancelled(void *context, const json_t *id)
{
	struct connection *connection = context;
	struct str message;
	size_t offset = 0;

	for (int n = 0; n < LOOK_AHEAD && stream_peek(&connection->in, &offset, &message); n++)
		if (cancels(message, id))
			return true;
	return false;
}

// False: it is over.
static bool serve_once(struct server *server, struct connection *connection)
{
	struct str message;

	switch (stream_next(&connection->in, server_delay(server), &message)) {
	case STREAM_MESSAGE:
		if (!server_take(server, message))
			complain(server->is_late ? "a message takes too long (--timeout)" : "out of memory");
		return !server->has_ended && !connection->is_lost;
	case STREAM_TIMEOUT:
		if (!server_idle(server))
			complain("out of memory");
		return !connection->is_lost;
	case STREAM_BROKEN:
		complain("invalid message from the client: %s", connection->in.fault);
		server_refuse(server, connection->in.fault);
		connection->is_broken = true;
		return false;
	case STREAM_NO_MEMORY:
		complain("out of memory");
		connection->is_broken = true;
		return false;
	case STREAM_END:
		break;
	}
	return false;
}

// jansson reads beyond its buffer when memory runs out within a text: stop instead.
static void *allocate_or_end(size_t size)
{
	void *bytes = malloc(size);

	if (!bytes) {
		complain("out of memory");
		exit(EXIT_TROUBLE);
	}
	return bytes;
}

// What comes there are the messages of the client.
static bool reads_stdin(const struct options *options)
{
	const char *const named[] = { options->policy, options->gpus };
	bool reads = false;

	for (size_t i = 0; i < COUNT_OF(named); i++)
		reads |= named[i] && strcmp(named[i], "-") == 0;
	for (size_t i = 0; i < options->n_providers; i++)
		reads |= strcmp(options->providers[i], "-") == 0;
	return reads;
}

bool server_accepts(const struct options *options)
{
	if (options->n_operands > 0)
		complain("\"akashlint lsp\" takes no operand, but there is \"%s\"", options->operands[0]);
	else if (reads_stdin(options))
		complain("\"-\" can't be used here: standard input belongs to the editor");
	else
		return true;
	return false;
}

int command_lsp(const struct options *options)
{
	struct connection connection = { .in = { .fd = OS_STDIN } };
	struct server server;
	int status;

	if (!server_accepts(options))
		return EXIT_TROUBLE;
	json_set_alloc_funcs(allocate_or_end, free);
	server_init(&server, options);
	server.send = send_message;
	server.is_cancelled = is_cancelled;
	server.context = &connection;
	while (serve_once(&server, &connection))
		;
	// Per the protocol: 0 after a clean shutdown.
	status = connection.is_broken ? EXIT_TROUBLE : server.lifecycle == SERVER_SHUT_DOWN ? EXIT_CLEAN : EXIT_FOUND;
	server_clear(&server);
	stream_clear(&connection.in);
	return status;
}
