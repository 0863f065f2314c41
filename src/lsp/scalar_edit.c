// SPDX-License-Identifier: Apache-2.0
// In: a scalar of a tree and another text for it. Out: the edit that writes it, in the quotes that it has or needs.
#include "lsp/scalar_edit.h"

#include <string.h>

bool is_on_one_line(const struct source *source, const struct ynode *node, struct str text)
{
	struct str bytes;

	if (node->kind != YNODE_SCALAR || node->span.start == node->span.end || !str_eq(node->text, text))
		return false;
	bytes = source_text(source, node->span);
	if (line_end_in(bytes, 0) < bytes.len)
		return false;
	return node->is_plain || bytes.ptr[0] == '"' || bytes.ptr[0] == '\'';
}

struct span span_of_text(const struct ynode *node)
{
	uint32_t quote = !node->is_plain;

	return (struct span){ node->span.start + quote, node->span.end - quote };
}

static bool is_in_flow(const struct ynode *node)
{
	for (; node; node = node->parent)
		if (node->is_flow)
			return true;
	return false;
}

static bool has_one_of(struct str text, const char *set)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] && strchr(set, text.ptr[i]))
			return true;
	return false;
}

// When in doubt, use quotes.
static bool needs_quotes(struct str text, bool is_flow)
{
	static const char indicators[] = "-?:,[]{}#&*!|>'\"%@` .";
	char last = text.len ? text.ptr[text.len - 1] : ' ';

	if (text.len == 0 || strchr(indicators, text.ptr[0]) || last == ' ' || last == ':' || last == '\t')
		return true;
	for (size_t i = 0; i + 1 < text.len; i++)
		if ((text.ptr[i] == ':' && text.ptr[i + 1] == ' ') || (text.ptr[i] == ' ' && text.ptr[i + 1] == '#'))
			return true;
	return (is_flow && has_one_of(text, ",[]{}:?")) || scalar_type_of(text) != SCALAR_STR;
}

static void add_escaped(struct strbuf *out, struct str text, char quote)
{
	for (size_t i = 0; i < text.len; i++) {
		if (quote == '\'' && text.ptr[i] == '\'')
			strbuf_putc(out, '\'');
		else if (quote == '"' && (text.ptr[i] == '"' || text.ptr[i] == '\\'))
			strbuf_putc(out, '\\');
		strbuf_putc(out, text.ptr[i]);
	}
}

struct edit scalar_edit(struct arena *arena, const struct source *source, const struct ynode *node, struct str text)
{
	bool gets_quotes = node->is_plain && needs_quotes(text, is_in_flow(node));
	char quote = gets_quotes ? '"' : node->is_plain ? '\0' : source->text[node->span.start];
	struct strbuf out = strbuf_in(arena);

	if (gets_quotes)
		strbuf_putc(&out, quote);
	add_escaped(&out, text, quote);
	if (gets_quotes)
		strbuf_putc(&out, quote);
	return (struct edit){ span_of_text(node), { out.text, out.len } };
}
