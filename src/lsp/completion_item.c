// SPDX-License-Identifier: Apache-2.0
// In: what could be written at a place. Out: an item of the answer, with the text as it fits there.
#include "base/ascii.h"
#include "lsp/completion.h"
#include "yaml/resolve.h"

enum { FORMAT_SNIPPET = 2, AS_IT_IS = 1, INDENT = 2, MAX_INDENT = 200 };

// What a client compares with what was typed is the label, but behind a quote that is replaced too.
static bool has_quoted_key(const struct cursor *cursor)
{
	return cursor->place == PLACE_KEY && cursor->quote && !cursor->has_colon;
}

static struct span replaced(const struct cursor *cursor)
{
	struct span span = cursor->word;

	if (has_quoted_key(cursor)) {
		span.start--;
		span.end += cursor->is_closed;
	}
	return span;
}

static struct str whole_text(const struct completion *completion, const struct completion_item *item)
{
	const struct cursor *cursor = completion->cursor;
	struct strbuf text = strbuf_in(completion->arena);

	strbuf_puts(&text, cursor->needs_space ? " " : "");
	strbuf_puts(&text, completion->is_new_item ? "- " : "");
	if (item->new_text)
		strbuf_puts(&text, item->new_text);
	else
		strbuf_add(&text, item->label.ptr, item->label.len);
	if (cursor->place != PLACE_KEY && cursor->quote && !cursor->is_closed)
		strbuf_putc(&text, cursor->quote);
	return (struct str){ text.text, text.len };
}

void completion_add(struct completion *completion, const struct completion_item *item)
{
	struct request *request = completion->request;
	struct json *json = &request->json;
	bool has_markdown = request->server->client.has_markdown_completion;
	const char *order =
		arena_printf(completion->arena, "%d%05zu", item->is_last, json_array_size(completion->items));
	struct str text = whole_text(completion, item);
	json_t *object = json_push_object(json, completion->items), *edit;

	json_put_text(json, object, "label", item->label);
	json_put_number(json, object, "kind", item->kind);
	if (item->detail)
		json_put_text(json, object, "detail", str_of(item->detail));
	if (completion->about.out.len)
		put_markup(request, object, "documentation", has_markdown, markup_text(&completion->about));
	json_put_text(json, object, "sortText", str_of(order));
	if (has_quoted_key(completion->cursor))
		json_put_text(json, object, "filterText",
			      str_of(arena_printf(completion->arena, "%c%.*s", completion->cursor->quote,
						  (int)item->label.len, item->label.ptr)));
	if (item->is_snippet)
		json_put_number(json, object, "insertTextFormat", FORMAT_SNIPPET);
	if (memchr(text.ptr, '\n', text.len) && request->server->client.has_text_as_is)
		json_put_number(json, object, "insertTextMode", AS_IT_IS);
	edit = json_put_object(json, object, "textEdit");
	put_range(request, edit, "range", replaced(completion->cursor));
	json_put_text(json, edit, "newText", text);
	markup_init(&completion->about, completion->arena, has_markdown);
}

// Whether it is a plain scalar that YAML reads as text, in any context.
static bool is_plain(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (!(is_letter(c) || is_digit(c) || c == '_' || (i > 0 && (c == '-' || c == '.' || c == '/'))))
			return false;
	}
	return text.len > 0 && scalar_type_of(text) == SCALAR_STR;
}

// A mapping or a list begins on the next line, if the client inserts text as is: other clients indent it again.
static void add_below(const struct completion *completion, struct strbuf *text, unsigned types)
{
	const struct cursor *cursor = completion->cursor;
	uint32_t column = cursor->column + INDENT + (completion->is_new_item ? 2 : 0) + cursor->needs_space;

	if (!completion->request->server->client.has_text_as_is || column > MAX_INDENT)
		return;
	strbuf_printf(text, "\n%*s%s", (int)column, "", types & JS_MAPPING ? "" : "- ");
}

const char *completion_text(const struct completion *completion, struct str name, unsigned types)
{
	const struct cursor *cursor = completion->cursor;
	bool is_key = types != 0, is_in_quotes = cursor->quote && !has_quoted_key(cursor);
	const char *quote = is_in_quotes || (is_plain(name) && !has_quoted_key(cursor)) ? "" : "\"";
	struct strbuf text = strbuf_in(completion->arena);

	strbuf_puts(&text, quote);
	strbuf_add(&text, name.ptr, name.len);
	strbuf_puts(&text, quote);
	if (!is_key || cursor->has_colon)
		return text.text;
	strbuf_putc(&text, ':');
	if (cursor->is_flow || !(types & (JS_MAPPING | JS_LIST)))
		strbuf_putc(&text, ' ');
	else
		add_below(completion, &text, types);
	return text.text;
}
