// SPDX-License-Identifier: Apache-2.0
// In: text for people. Out: the same text in the terminal's characters and colours, in lines that fit it.
#include "report/style.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

// Below this a line would be a column of letters.
enum { LEAST_WIDTH = 8 };

// The next character, which is taken off. A broken byte is one.
static size_t take_char(struct str *rest, uint32_t *c)
{
	size_t len = utf8_decode(rest->ptr, rest->len, c);

	if (len == 0) {
		*c = '?';
		len = 1;
	}
	*rest = str_slice(*rest, len, rest->len);
	return len;
}

size_t text_width(const char *text)
{
	size_t width = 0;
	uint32_t c;

	for (struct str rest = str_of(text); rest.len;) {
		take_char(&rest, &c);
		width += (size_t)utf8_width(c);
	}
	return width;
}

static const char *sign_in_ascii(uint32_t c)
{
	static const struct {
		uint32_t sign;
		const char *ascii;
	} signs[] = {
		{ 0x00D7, "x" },                    // times
		{ 0x2013, "-" },                    // dash
		{ 0x2026, "..." },                  // and so on
		{ 0x2192, "->" },  { 0x2248, "~" }, // about
		{ 0x2265, ">=" },  { 0x2713, "+" }, // check mark
		{ 0x2717, "-" },                    // cross
	};

	for (size_t i = 0; i < COUNT_OF(signs); i++)
		if (signs[i].sign == c)
			return signs[i].ascii;
	return c >= 0x2580 && c <= 0x259F ? "#" : NULL; // blocks
}

const char *styled_text(struct arena *arena, const struct style *style, const char *text)
{
	struct strbuf out;
	uint32_t c;

	if (!style->is_ascii)
		return text;
	out = strbuf_in(arena);
	for (struct str rest = str_of(text); rest.len;) {
		const char *sign;

		take_char(&rest, &c);
		sign = sign_in_ascii(c);
		if (sign)
			strbuf_puts(&out, sign);
		else if (c < 0x80)
			strbuf_putc(&out, (char)c);
		else
			strbuf_printf(&out, c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
	}
	return out.text;
}

size_t line_len(const char *text, size_t width)
{
	size_t used = 0, at = 0, blank = 0, seam = 0;
	struct str rest = str_of(text);
	uint32_t c;

	while (rest.len) {
		size_t len = take_char(&rest, &c);

		used += (size_t)utf8_width(c);
		if (c == ' ' && at > 0 && text[at - 1] != ' ')
			blank = at;
		if (used > width && at > 0 && c != ' ')
			return blank ? blank : seam > at / 2 ? seam : at;
		at += len;
		if (c < 0x80 && strchr("/-.,:=_|", (int)c))
			seam = at;
	}
	return at;
}

struct str take_line(const char **text, size_t width)
{
	struct str line = { *text, line_len(*text, width) };

	*text += line.len;
	*text += strspn(*text, " ");
	while (line.len && line.ptr[line.len - 1] == ' ')
		line.len--;
	return line;
}

void add_spaces(struct strbuf *out, size_t n)
{
	while (n--)
		strbuf_putc(out, ' ');
}

static size_t room_of(const struct style *style, size_t indent)
{
	return style->width >= indent + LEAST_WIDTH ? style->width - indent : LEAST_WIDTH;
}

void add_lines(struct strbuf *out, const struct style *style, size_t indent, size_t hang, const char *paint,
	       const char *text)
{
	const char *color = style->has_color ? paint : NULL;

	text = styled_text(out->arena, style, text);
	do {
		struct str line = take_line(&text, room_of(style, indent));

		add_spaces(out, line.len ? indent : 0);
		paint_on(out, color);
		strbuf_add(out, line.ptr, line.len);
		paint_off(out, color);
		strbuf_putc(out, '\n');
		indent = hang;
	} while (*text);
}

void add_wrapped(struct strbuf *out, const char *text, size_t indent, size_t column)
{
	bool is_at_start = true;

	while (*text) {
		size_t len = strcspn(text, " "), width = utf8_count(text, len);

		if (!is_at_start && column + 1 + width > WRAP_WIDTH) {
			strbuf_putc(out, '\n');
			column = 0;
			is_at_start = true;
		}
		if (!is_at_start || column >= indent) {
			strbuf_putc(out, ' ');
			column++;
		} else {
			strbuf_printf(out, "%*s", (int)(indent - column), "");
			column = indent;
		}
		is_at_start = false;
		strbuf_add(out, text, len);
		column += width;
		text += len + strspn(text + len, " ");
	}
	strbuf_putc(out, '\n');
}

const char *severity_paint(enum severity severity)
{
	return severity == SEVERITY_ERROR ? "1;31" : severity == SEVERITY_WARNING ? "1;33" : "1;36";
}

void paint_on(struct strbuf *out, const char *color)
{
	if (color)
		strbuf_printf(out, "\033[%sm", color);
}

void paint_off(struct strbuf *out, const char *color)
{
	if (color)
		strbuf_puts(out, "\033[0m");
}

void paint(struct strbuf *out, const char *color, const char *text)
{
	paint_on(out, color);
	strbuf_puts(out, text);
	paint_off(out, color);
}
