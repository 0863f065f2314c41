// SPDX-License-Identifier: Apache-2.0
// In: calls from JavaScript. Out: the command line and the language server, done.
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/options_from_args.h"
#include "lsp/server.h"
#include "os/host.h"

#define IMPORT(name) __attribute__((import_module("akashlint"), import_name(name)))
#define EXPORT(name) __attribute__((export_name(name)))

// What longjmp throws. LLVM leaves it to the C library, and that of the toolchain does not define it.
__asm__(".tagtype __c_longjmp i32\n"
	".globl __c_longjmp\n"
	"__c_longjmp:\n");

enum { DELAY_ENDED = -2, DELAY_NO_MEMORY = -3 };

// A message of the language server, without header.
IMPORT("send") void host_send(const char *text, size_t len);

EXPORT("alloc") void *wasm_alloc(size_t n);
EXPORT("release") void wasm_release(void *bytes);
// 0, or -1.
EXPORT("cd") int wasm_cd(const char *path);
// The exit status.
EXPORT("run") int wasm_run(int argc, char **argv);
// "akashlint lsp" and its options, which must stay where they are until lsp_stop. 0, or the exit status.
EXPORT("lsp_start") int wasm_lsp_start(int argc, char **argv);
// Both give the milliseconds until lsp_idle has something to do; -1: it has nothing to do; or a DELAY.
EXPORT("lsp_take") int wasm_lsp_take(const char *text, size_t len);
EXPORT("lsp_idle") int wasm_lsp_idle(void);
// 0 after a clean shutdown, otherwise 1.
EXPORT("lsp_stop") int wasm_lsp_stop(void);

int main(int argc, char **argv);

static struct server server;
static struct options server_options;

void *wasm_alloc(size_t n)
{
	return malloc(n);
}

void wasm_release(void *bytes)
{
	free(bytes);
}

int wasm_cd(const char *path)
{
	return host_enter_folder(path) ? 0 : -1;
}

int wasm_run(int argc, char **argv)
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

int wasm_lsp_stop(void)
{
	int status = server.lifecycle == SERVER_SHUT_DOWN ? EXIT_CLEAN : EXIT_FOUND;

	server_clear(&server);
	options_clear(&server_options);
	memset(&server, 0, sizeof(server));
	memset(&server_options, 0, sizeof(server_options));
	return status;
}

static int delay(bool has_memory)
{
	return !has_memory ? DELAY_NO_MEMORY : server.has_ended ? DELAY_ENDED : server_delay(&server);
}

int wasm_lsp_start(int argc, char **argv)
{
	wasm_lsp_stop();
	if (!options_parse(&server_options, argc, argv) || !server_accepts(&server_options)) {
		wasm_lsp_stop();
		return EXIT_TROUBLE;
	}
	json_set_alloc_funcs(allocate_or_trap, free);
	server_init(&server, &server_options);
	server.send = send_message;
	return 0;
}

int wasm_lsp_take(const char *text, size_t len)
{
	return delay(server_take(&server, (struct str){ text, len }));
}

int wasm_lsp_idle(void)
{
	return delay(server_idle(&server));
}
