// SPDX-License-Identifier: Apache-2.0
// In: the command line and the files that it and documents lead to. Out: what holds for a document.
#include "lsp/request.h"

#include <stdio.h>

#include "base/guard.h"
#include "cli/complain.h"
#include "lsp/notify.h"
#include "os/file.h"

enum { MAX_PATH = 4096 };

struct asked {
	struct server *server;
	const struct document *document;
	struct file_settings effective;
	bool has_changed;
};

// Changes whenever the file changes, appears or disappears; 0 if there is no file.
static uint64_t state_of(const char *path)
{
	struct file_info info;

	return os_look(path, &info) ? info.version : 0;
}

// What was found at the first look is what was read.
static void look_at(struct asked *asked, const char *path)
{
	struct server_settings *settings = &asked->server->settings;
	uint64_t *known = table_get(&settings->files, str_of(path)), state = state_of(path);

	if (known) {
		asked->has_changed |= *known != state;
		return;
	}
	known = arena_alloc(&settings->arena, sizeof(*known));
	*known = state;
	path = arena_strndup(&settings->arena, path, strlen(path));
	*table_put(&settings->arena, &settings->files, str_of(path)) = known;
}

// The configurations in a file's folder and its parent folders.
static void look_upwards(struct asked *asked, const char *path)
{
	char name[MAX_PATH];

	for (size_t len = strlen(path); len > 0;) {
		while (len > 0 && path[len - 1] != '/')
			len--;
		if (snprintf(name, sizeof(name), "%.*s%s", (int)len, path, config_file_name) < (int)sizeof(name))
			look_at(asked, name);
		len -= len > 0;
	}
}

static void look_at_files(struct asked *asked)
{
	const struct options *options = asked->server->options;
	const struct effective_settings *tried = asked->effective.tried;
	const char *const files[] = { options->policy, options->gpus, tried ? tried->policy : NULL,
				      tried ? tried->gpus : NULL };

	if (options->config)
		look_at(asked, options->config);
	else if (asked->document->path && !options->has_no_config)
		look_upwards(asked, asked->document->path);
	for (size_t i = 0; i < options->n_providers; i++)
		look_at(asked, options->providers[i]);
	for (size_t i = 0; i < COUNT_OF(files); i++)
		if (files[i])
			look_at(asked, files[i]);
}

static void make(struct server *server)
{
	struct server_settings *settings = &server->settings;

	for (struct document *document = server->documents; document; document = document->next)
		document_drop_run(document);
	settings->files = (struct table){ 0 };
	settings->is_made = true;
	settings->is_usable = effective_settings_init(&settings->cache, &settings->arena, server->options);
}

static void ask(void *context)
{
	struct asked *asked = context;
	struct server_settings *settings = &asked->server->settings;
	const struct document *document = asked->document;

	if (!settings->is_made)
		make(asked->server);
	if (settings->is_usable)
		asked->effective =
			effective_settings_of(&settings->cache, document->path ? document->path : document->name);
	look_at_files(asked);
}

// Shown only while nothing is being read: showing may run out of memory too.
static void keep_complaint(void *context, const char *message)
{
	struct server_settings *settings = context;

	ARENA_PUSH(&settings->arena, settings->complaints, settings->n_complaints, settings->cap_complaints) =
		arena_strndup(&settings->arena, message, strlen(message));
}

static void tell_complaints(struct server *server)
{
	struct server_settings *settings = &server->settings;

	for (size_t i = 0; i < settings->n_complaints; i++)
		notify_message(server, MESSAGE_ERROR, settings->complaints[i]);
	settings->n_complaints = 0;
}

static struct asked ask_once(struct server *server, const struct document *document)
{
	struct asked asked = { .server = server, .document = document };
	struct server_settings *settings = &server->settings;
	bool has_memory;

	if (!settings->is_made) {
		arena_reset(&settings->arena);
		settings->complaints = NULL;
		settings->n_complaints = settings->cap_complaints = 0;
	}
	complain_also(keep_complaint, settings);
	arena_set_limit(&settings->arena, server->arena.limit);
	has_memory = arena_guard(&settings->arena, ask, &asked);
	arena_set_limit(&settings->arena, NULL);
	complain_also(NULL, NULL);
	if (!has_memory) {
		settings_forget(server);
		arena_clear(&settings->arena);
		arena_out_of_memory(&server->arena);
	}
	tell_complaints(server);
	return asked;
}

struct file_settings settings_of(struct server *server, const struct document *document)
{
	struct asked asked = ask_once(server, document);

	if (asked.has_changed) {
		settings_forget(server);
		asked = ask_once(server, document);
		notify_refresh(server);
	}
	return asked.effective;
}

void settings_forget(struct server *server)
{
	server->settings.is_made = false;
}
