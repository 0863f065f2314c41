// SPDX-License-Identifier: Apache-2.0
// In: what a client opens and changes. Out: the texts, and what each run over them found.
#include "lsp/document.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/guard.h"
#include "os/path.h"

static int hex_digit(char c)
{
	if (is_digit(c))
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

char *path_from_uri(const char *uri)
{
	char *path, *out;

	if (strncmp(uri, "file://", 7) != 0)
		return NULL;
	uri += 7;
	if (strncmp(uri, "localhost/", 10) == 0)
		uri += 9;
	if (*uri != '/' && path_may_name_computer())
		uri -= 2;
	path = *uri == '/' ? malloc(strlen(uri) + 1) : NULL;
	if (!path)
		return NULL;
	for (out = path; *uri; uri++) {
		int high = uri[0] == '%' ? hex_digit(uri[1]) : -1, low = high >= 0 ? hex_digit(uri[2]) : -1;

		*out++ = low >= 0 ? (char)(high * 16 + low) : *uri;
		if (out[-1] == '\0') {
			free(path);
			return NULL;
		}
		uri += low >= 0 ? 2 : 0;
	}
	*out = '\0';
	path_tidy(path);
	return path;
}

// "b/c" for "/a/b/c" in "/a".
static const char *name_below(const char *path, const char *root)
{
	size_t len = root ? strlen(root) : 0;

	while (len && root[len - 1] == '/')
		len--;
	return len && strncmp(path, root, len) == 0 && path[len] == '/' ? path + len + 1 : path;
}

struct document *document_new(const char *uri, const char *root)
{
	struct document *document = calloc(1, sizeof(*document));

	if (!document)
		return NULL;
	arena_init(&document->arena);
	document->uri = malloc(strlen(uri) + 1);
	if (!document->uri) {
		free(document);
		return NULL;
	}
	strcpy(document->uri, uri);
	document->path = path_from_uri(uri);
	document->name = document->path ? name_below(document->path, root) : document->uri;
	return document;
}

void document_free(struct document *document)
{
	arena_clear(&document->arena);
	free((char *)document->path);
	free(document->uri);
	free(document->text);
	free(document);
}

struct str document_text(const struct document *document)
{
	return (struct str){ document->text ? document->text : "", document->len };
}

bool document_replace(struct document *document, struct span span, struct str text)
{
	size_t tail = document->len - span.end, len = span.start + text.len + tail;

	if (len > SOURCE_MAX_BYTES)
		return false;
	if (len > document->cap) {
		size_t cap = len + len / 4 + 64;
		char *bytes = realloc(document->text, cap);

		if (!bytes)
			return false;
		document->text = bytes;
		document->cap = cap;
	}
	document_drop_run(document);
	if (tail)
		memmove(document->text + span.start + text.len, document->text + span.end, tail);
	if (text.len)
		memcpy(document->text + span.start, text.ptr, text.len);
	document->len = len;
	return true;
}

void document_drop_run(struct document *document)
{
	document->has_run = false;
	document->is_to_publish = true;
	arena_reset(&document->arena);
}

void document_guard(struct document *document, struct arena *outer, void (*work)(void *context), void *context)
{
	bool is_done;

	arena_set_limit(&document->arena, outer->limit);
	is_done = arena_guard(&document->arena, work, context);
	arena_set_limit(&document->arena, NULL);
	if (is_done)
		return;
	arena_clear(&document->arena);
	document->has_run = false;
	arena_out_of_memory(outer);
}
