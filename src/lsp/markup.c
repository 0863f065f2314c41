// SPDX-License-Identifier: Apache-2.0
// In: texts, also of a document. Out: markdown, or plain text for clients that don't support it.
#include "lsp/markup.h"

#include "base/arena.h"
#include "base/utf8.h"

enum { MAX_QUOTED = 120 };

void markup_init(struct markup *markup, struct arena *arena, bool is_markdown)
{
	markup->out = strbuf_in(arena);
	markup->is_markdown = is_markdown;
}

struct str markup_text(const struct markup *markup)
{
	return (struct str){ markup->out.text, markup->out.len };
}

static void add_plainly(struct markup *markup, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (markup->is_markdown && strchr("\\`*_[]<>#|~&", text.ptr[i]) && text.ptr[i])
			strbuf_putc(&markup->out, '\\');
		strbuf_putc(&markup->out, text.ptr[i]);
	}
}

void markup_puts(struct markup *markup, const char *text)
{
	add_plainly(markup, str_of(text));
}

void markup_printf(struct markup *markup, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_plainly(markup, str_of(arena_vprintf(markup->out.arena, format, args)));
	va_end(args);
}

// The end of a text that is not too long, between two characters.
static size_t cut(struct str text)
{
	size_t at = 0, len;
	uint32_t c;

	for (size_t n = 0; at < text.len && n < MAX_QUOTED; n++) {
		len = utf8_decode(text.ptr + at, text.len - at, &c);
		at += len ? len : 1;
	}
	return at;
}

static size_t longest_run_of_ticks(struct str text)
{
	size_t longest = 0, run = 0;

	for (size_t i = 0; i < text.len; i++) {
		run = text.ptr[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

// Code in markdown ends with as many ticks as it begins with: one more than there are in a row inside.
static void add_code(struct markup *markup, struct str text)
{
	size_t n = longest_run_of_ticks(text) + 1;
	const char *space = text.len == 0 || n > 1 || text.ptr[0] == ' ' ? " " : "";

	for (size_t i = 0; i < n; i++)
		strbuf_putc(&markup->out, '`');
	strbuf_puts(&markup->out, space);
	strbuf_add(&markup->out, text.ptr, text.len);
	strbuf_puts(&markup->out, space);
	for (size_t i = 0; i < n; i++)
		strbuf_putc(&markup->out, '`');
}

void markup_quote(struct markup *markup, struct str text)
{
	size_t end = cut(text);
	struct strbuf safe = strbuf_in(markup->out.arena);

	strbuf_add_escaped(&safe, str_slice(text, 0, end));
	strbuf_puts(&safe, end < text.len ? "…" : "");
	if (markup->is_markdown)
		add_code(markup, (struct str){ safe.text, safe.len });
	else
		strbuf_printf(&markup->out, "\"%s\"", safe.text);
}

void markup_strong(struct markup *markup, const char *text)
{
	strbuf_puts(&markup->out, markup->is_markdown ? "**" : "");
	markup_puts(markup, text);
	strbuf_puts(&markup->out, markup->is_markdown ? "**" : "");
}

void markup_paragraph(struct markup *markup)
{
	strbuf_puts(&markup->out, markup->out.len ? "\n\n" : "");
}

void markup_item(struct markup *markup)
{
	strbuf_puts(&markup->out, markup->out.len ? "\n- " : "- ");
}

void markup_part(struct markup *markup)
{
	strbuf_puts(&markup->out, markup->out.len ? "\n\n---\n\n" : "");
}
