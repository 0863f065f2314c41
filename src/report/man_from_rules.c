// SPDX-License-Identifier: Apache-2.0
// In: the rules. Out: the part of the manual that lists them, in mdoc.
#include <string.h>

#include "base/utf8.h"
#include "report/docs_from_rules.h"

static void add_char(struct strbuf *out, uint32_t c)
{
	switch (c) {
	case '\\':
		strbuf_puts(out, "\\e");
		break;
	case '\'':
		strbuf_puts(out, "\\(aq");
		break;
	case '`':
		strbuf_puts(out, "\\(ga");
		break;
	case '^':
		strbuf_puts(out, "\\(ha");
		break;
	case '~':
		strbuf_puts(out, "\\(ti");
		break;
	default:
		if (c < 0x80)
			strbuf_putc(out, (char)c);
		else
			strbuf_printf(out, "\\[u%04X]", (unsigned)c);
	}
}

static void add_word(struct strbuf *out, struct str word)
{
	if (word.ptr[0] == '.')
		strbuf_puts(out, "\\&");
	for (size_t i = 0; i < word.len;) {
		uint32_t c = (unsigned char)word.ptr[i];
		size_t step = utf8_decode(word.ptr + i, word.len - i, &c);

		add_char(out, c);
		i += step ? step : 1;
	}
}

static bool ends_sentence(struct str word)
{
	while (word.len && strchr(")\"", word.ptr[word.len - 1]))
		word.len--;
	return word.len && strchr(".?!", word.ptr[word.len - 1]);
}

// Lines in mdoc style: short, each sentence on its own.
static void add_text(struct strbuf *out, const char *text)
{
	enum { WIDTH = 76 };
	size_t column = 0;

	while (*text) {
		struct str word = { text, strcspn(text, " ") };

		if (column && column + word.len > WIDTH) {
			strbuf_putc(out, '\n');
			column = 0;
		}
		if (column)
			strbuf_putc(out, ' ');
		add_word(out, word);
		column += word.len + 1;
		text += word.len + strspn(text + word.len, " ");
		if (!ends_sentence(word))
			continue;
		strbuf_putc(out, '\n');
		column = 0;
	}
	if (column)
		strbuf_putc(out, '\n');
}

static void add_part(struct strbuf *out, const char *heading, const char *text)
{
	if (!text)
		return;
	strbuf_printf(out, ".Pp\n.Em %s :\n", heading);
	add_text(out, text);
}

void rules_mdoc(struct strbuf *out)
{
	for (size_t i = 0; i < n_all_rules; i++) {
		const struct rule *rule = all_rules[i];

		strbuf_printf(out, ".Ss %s\n", rule->id);
		strbuf_printf(out, ".Sy %s%s%s\n.Pp\n", severity_name(rule->severity),
			      rejection_text(rule->rejected_by),
			      rule->is_pedantic       ? "; off by default"
			      : rule->needs_providers ? "; with --providers only"
			      : rule->is_for_console  ? "; with --target console only"
			      : rule->needs_prices    ? "; with --prices only"
						      : "");
		add_text(out, rule->summary);
		add_part(out, "Why", rule->why);
		add_part(out, "How to fix it", rule->fix);
		add_part(out, "Source", rule->source);
	}
}
