// SPDX-License-Identifier: Apache-2.0
// In: a place in a document, complete or half-written. Out: the keys, values and names that fit there.
#include "lsp/completion.h"

#include "base/ascii.h"
#include "lint.h"
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

// An interconnect is an empty list, most often.
static const char *key_text(const struct completion *completion, struct str name, const struct shape *shape)
{
	bool is_empty = shape->check == CHECK_EMPTY_LIST && !completion->cursor->has_colon;
	bool is_any = (shape->types & JS_ANY) == JS_ANY;
	const char *text = completion_text(completion, name, is_empty || is_any ? JS_TEXT : shape->types);

	return is_empty ? arena_printf(completion->arena, "%s[]", text) : text;
}

static void add_key(struct completion *completion, uint32_t parent, const struct shape_key *key)
{
	struct completion_item item = { .label = str_of(key->name), .kind = ITEM_PROPERTY };

	item.detail = key_summary(completion->run, key);
	item.new_text = key_text(completion, item.label, key->shape);
	item.is_last = !key->is_required;
	describe_key(&completion->about, completion->run, completion->cursor, parent, key);
	completion_add(completion, &item);
}

static void complete_keys(struct completion *completion, uint32_t entry, const struct shape *shape)
{
	const struct cursor *cursor = completion->cursor;
	struct table present = { 0 };
	struct name_use use;

	for (uint32_t i = entry + 1; i < cursor->n && !completion->is_new_item; i++)
		if (cursor->entries[i].parent == entry && i != cursor->own && !cursor->entries[i].is_item)
			*table_put(completion->arena, &present, cursor->entries[i].name) = completion;
	for (const struct shape_key *key = shape->keys; key && key->name; key++)
		if (!table_get(&present, str_of(key->name)))
			add_key(completion, entry, key);
	if (shape->values && !completion->is_new_item && entry_is_for(cursor, entry, true, &use))
		complete_names(completion, use, &present, shape->values->types);
}

// 1: the entries below one are items of a list, 0: they are keys, -1: there are none.
static int has_items(const struct cursor *cursor, uint32_t entry)
{
	for (uint32_t i = entry + 1; i < cursor->n; i++)
		if (cursor->entries[i].parent == entry)
			return cursor->entries[i].is_item;
	return -1;
}

// The first word of a line may become a key, an item or a value.
static void complete_start(struct completion *completion, uint32_t entry, const struct shape *shape)
{
	int items = has_items(completion->cursor, entry);

	if (shape->types & JS_MAPPING && items != 1)
		complete_keys(completion, entry, shape);
	if (shape->types & JS_LIST && items != 0 && shape->items) {
		completion->is_new_item = true;
		if (shape->items->types & JS_MAPPING)
			complete_keys(completion, entry, shape->items);
		else
			complete_value(completion, entry, shape->items);
	} else if (items < 0 && !(shape->types & (JS_MAPPING | JS_LIST))) {
		complete_value(completion, entry, shape);
	}
}

static bool is_blank_text(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!memchr(" \t\r\n", text.ptr[i], 4))
			return false;
	return true;
}

// In an empty document only a new SDL can be offered.
static struct run *run_without_text(struct request *request)
{
	struct run *run = arena_zalloc(request->arena, sizeof(*run));

	run->arena = request->arena;
	run->settings = &default_settings;
	source_init(&run->source, request->arena, request->document->name, request->text.ptr,
		    (uint32_t)request->text.len);
	return run;
}

void lsp_completion(struct request *request)
{
	bool is_empty = is_blank_text(request->text);
	struct completion completion = { .request = request, .arena = request->arena };
	struct cursor cursor;
	struct known known;

	completion.items = request_result_array(request);
	if (!request->run && is_empty)
		request->run = run_without_text(request);
	if (!request->run)
		return;
	cursor_from_text(&cursor, request->arena, request->text, request->offset);
	completion.cursor = &cursor;
	completion.run = request->run;
	markup_init(&completion.about, request->arena, request->server->client.has_markdown_completion);
	known = entry_known(&cursor, cursor.entry);
	if (cursor.place == PLACE_NONE || !known.shape)
		return;
	if (is_empty && cursor.column == 0)
		complete_skeleton(&completion);
	if (cursor.place == PLACE_KEY)
		complete_keys(&completion, cursor.entry, known.shape);
	else if (cursor.place == PLACE_VALUE)
		complete_value(&completion, cursor.entry, known.shape);
	else
		complete_start(&completion, cursor.entry, known.shape);
}
