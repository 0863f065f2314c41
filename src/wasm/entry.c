// SPDX-License-Identifier: Apache-2.0
// In: calls from JavaScript. Out: the command line and the language server, done.
#include <stdlib.h>
#include <string.h>

#include "lsp/server.h"
#include "os/folder.h"

#define EXPORT(name) __attribute__((export_name(name)))

enum { TAKEN_LAST = -2, NO_MEMORY = -3 }; // instead of a delay

int main(int argc, char **argv);

// A message of the language server, without header.
__attribute__((import_module("akashlint"), import_name("send"))) void host_send(const char *text, size_t len);

static struct server server;
static struct options server_options;

EXPORT("alloc") void *wasm_alloc(size_t n)
{
	return malloc(n);
}

EXPORT("release") void wasm_release(void *bytes)
{
	free(bytes);
}

EXPORT("cd") int wasm_cd(const char *path)
{
	return os_enter_folder(path) ? 0 : -1;
}

EXPORT("run") int wasm_run(int argc, char **argv)
{
	return main(argc, argv);
}

static void send_message(void *context, struct str message)
{
	(void)context;
	host_send(message.ptr, message.len);
}

// jansson reads beyond its buffer when memory runs out within a text: stop instead, which JavaScript sees as an error.
static void *allocate_or_trap(size_t size)
{
	void *bytes = malloc(size);

	if (!bytes)
		__builtin_trap();
	return bytes;
}

EXPORT("lsp_stop") void wasm_lsp_stop(void)
{
	server_clear(&server);
	options_clear(&server_options);
	memset(&server, 0, sizeof(server));
	memset(&server_options, 0, sizeof(server_options));
}

static int delay(bool has_memory)
{
	return !has_memory ? NO_MEMORY : server.has_ended ? TAKEN_LAST : server_delay(&server);
}

// "akashlint lsp" with its options, which must stay where they are. 0, or the exit status.
EXPORT("lsp_start") int wasm_lsp_start(int argc, char **argv)
{
	wasm_lsp_stop();
	if (!options_parse(&server_options, argc, argv) || server_options.n_operands) {
		options_clear(&server_options);
		return 2;
	}
	json_set_alloc_funcs(allocate_or_trap, free);
	server_init(&server, &server_options);
	server.send = send_message;
	return 0;
}

// Milliseconds until lsp_idle has something to do; -1: never, and see above.
EXPORT("lsp_take") int wasm_lsp_take(const char *text, size_t len)
{
	return delay(server_take(&server, (struct str){ text, len }));
}

EXPORT("lsp_idle") int wasm_lsp_idle(void)
{
	return delay(server_idle(&server));
}
