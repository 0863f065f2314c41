// SPDX-License-Identifier: Apache-2.0
// In: what could not be done. Out: a line on standard error.
#include "cli/complain.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/edit_distance.h"
#include "base/json_reader.h"
#include "base/utf8.h"

static struct {
	void (*tell)(void *context, const char *message);
	void *context;
} listener;

void complain_also(void (*tell)(void *context, const char *message), void *context)
{
	listener.tell = tell;
	listener.context = context;
}

// Allocates nothing: it also reports that memory ran out.
static void put_escaped(const char *text, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint32_t c;
		size_t step = utf8_decode(text + i, len - i, &c);
		// GitHub's runner obeys "##[command]" anywhere in a line.
		bool is_armed = strncmp(text + i, "#[", 2) == 0;

		if (is_armed || step == 0 || utf8_is_unprintable(c)) {
			fprintf(stderr, "\\x%02x", (unsigned char)text[i]);
			step = 1;
		} else {
			fwrite(text + i, 1, step, stderr);
		}
		i += step;
	}
}

void complain(const char *format, ...)
{
	char text[4096];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	fputs("akashlint: ", stderr);
	put_escaped(text, len < 0 ? 0 : strlen(text));
	fputs(len >= (int)sizeof(text) ? "…\n" : "\n", stderr);
	if (listener.tell)
		listener.tell(listener.context, len < 0 ? "" : text);
}

void complain_errno(const char *name, int error)
{
	complain("%s: %s", name, strerror(error));
}

bool complain_json(const char *path, const struct json_fault *fault)
{
	path = fault->path ? fault->path : path;
	if (fault->place.line)
		complain("%s:%u:%u: %s", path, fault->place.line, fault->place.column, fault->message);
	else
		complain("%s: %s", path, fault->message);
	return false;
}

void complain_unknown(const char *what, const char *word, const char *const *known, size_t n_known)
{
	complain_meant(what, word, nearest(str_of(word), known, n_known));
}

void complain_meant(const char *what, const char *word, const char *meant)
{
	if (meant)
		complain("unknown %s \"%s\"; did you mean \"%s\"?", what, word, meant);
	else
		complain("unknown %s \"%s\"", what, word);
}
