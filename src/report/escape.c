// SPDX-License-Identifier: Apache-2.0
// In: any text. Out: the same text escaped for a format, so that it can't inject anything.
#include "report/escape.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

static const char command_start[] = "##[";

static void add_command_text(struct strbuf *out, const char *text, const char *special)
{
	while (*text) {
		size_t len = strcspn(text, special);

		strbuf_add_escaped(out, (struct str){ text, len });
		text += len;
		if (*text)
			strbuf_printf(out, "%%%02X", (unsigned char)*text++);
	}
}

void add_command_data(struct strbuf *out, const char *text)
{
	add_command_text(out, text, "%\r\n");
}

void add_command_value(struct strbuf *out, const char *text)
{
	add_command_text(out, text, "%\r\n:,");
}

static bool is_legal_xml(uint32_t c)
{
	return c >= 0x20 ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
}

static const char *xml_entity(const char *at)
{
	switch (*at) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&apos;";
	case '#':
		return at[1] == '[' ? "&#35;" : NULL;
	}
	return NULL;
}

void add_xml(struct strbuf *out, const char *text)
{
	size_t left = strlen(text), len;

	for (; left; text += len, left -= len) {
		const char *entity = xml_entity(text);
		uint32_t c = 0;

		len = utf8_decode(text, left, &c);
		if (entity) {
			strbuf_puts(out, entity);
		} else if (len == 0 || !is_legal_xml(c)) {
			strbuf_puts(out, "\xEF\xBF\xBD");
			len = len ? len : 1;
		} else if (utf8_is_unprintable(c)) {
			strbuf_printf(out, "&#x%X;", (unsigned)c);
		} else {
			strbuf_add(out, text, len);
		}
	}
}

const char *sarif_text(struct arena *arena, const char *text)
{
	size_t n_backslashes = 0;
	struct strbuf out;

	strbuf_init(&out, arena);
	for (; *text; text++) {
		if (*text == '{' || *text == '}')
			strbuf_putc(&out, *text);
		// "](" ends the text of a link, unless the bracket is escaped.
		if (*text == ']' && text[1] == '(' && n_backslashes % 2 == 0)
			strbuf_putc(&out, '\\');
		n_backslashes = *text == '\\' ? n_backslashes + 1 : 0;
		strbuf_putc(&out, *text);
	}
	return out.text;
}

void disarm(struct strbuf *out, size_t from, const char *instead)
{
	const char *found = strstr(out->text + from, command_start), *rest;

	if (!found)
		return;
	rest = arena_strndup(out->arena, out->text + from, out->len - from);
	out->len = from;
	while ((found = strstr(rest, command_start)) != NULL) {
		strbuf_add(out, rest, (size_t)(found - rest));
		strbuf_puts(out, instead);
		rest = found + strlen(command_start);
	}
	strbuf_puts(out, rest);
}
