// SPDX-License-Identifier: Apache-2.0
// In: any text. Out: the same text escaped for a format, so that it can't inject anything.
#include "report/escape.h"

#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/utf8.h"

// What goes on after "##" in a command of GitHub's runner or of Azure Pipelines' agent.
static bool goes_on_as_command(const char *at)
{
	static const char name[] = "vso[";
	size_t n = 0;

	while (name[n] && to_lower(at[n]) == name[n])
		n++;
	return *at == '[' || !name[n];
}

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
		return goes_on_as_command(at + 1) ? "&#35;" : NULL;
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
	struct strbuf out = strbuf_in(arena);

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
	const char *found = strstr(out->text + from, "##"), *rest;

	if (!found)
		return;
	rest = arena_strndup(out->arena, out->text + from, out->len - from);
	out->len = from;
	while ((found = strchr(rest, '#')) != NULL) {
		bool is_command = found[1] == '#' && goes_on_as_command(found + 2);

		strbuf_add(out, rest, (size_t)(found - rest));
		strbuf_puts(out, is_command ? instead : "#");
		rest = found + 1 + is_command;
	}
	strbuf_puts(out, rest);
}

// Whatever is no printable ASCII counts as a space, which may come first, and a lone CR as the end of a line.
bool has_command(struct str text)
{
	bool is_start = true;

	for (size_t i = 0; i < text.len; i++) {
		const char *at = text.ptr + i;
		bool is_printable = *at > ' ' && *at < 0x7F;

		// The texts of an arena end with a NUL.
		if ((is_start && at[0] == ':' && at[1] == ':') ||
		    (at[0] == '#' && at[1] == '#' && goes_on_as_command(at + 2)))
			return true;
		is_start = *at == '\n' || *at == '\r' || (is_start && !is_printable);
	}
	return false;
}
