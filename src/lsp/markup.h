// SPDX-License-Identifier: Apache-2.0
// In: texts, also of a document. Out: markdown, or plain text for clients that don't support it.
#ifndef AKASHLINT_LSP_MARKUP_H
#define AKASHLINT_LSP_MARKUP_H

#include "base/str.h"

struct markup {
	struct strbuf out;
	bool is_markdown;
};

void markup_init(struct markup *markup, struct arena *arena, bool is_markdown);
struct str markup_text(const struct markup *markup);
// Plain text: Markdown in it is escaped, control characters are not. For input use markup_quote.
void markup_puts(struct markup *markup, const char *text);
void markup_printf(struct markup *markup, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Input, or what else should be told from the words around it: escaped, cut when it is long, and as code or in quotes.
void markup_quote(struct markup *markup, struct str text);
void markup_strong(struct markup *markup, const char *text);
// Each begins something new where anything is there already: a paragraph, an item of a list, a part of its own.
void markup_paragraph(struct markup *markup);
void markup_item(struct markup *markup);
void markup_part(struct markup *markup);

#endif
