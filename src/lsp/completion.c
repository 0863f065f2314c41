// SPDX-License-Identifier: Apache-2.0
// In: a place in a document, complete or half-written. Out: the keys, values and names that fit there.
#include "lsp/completion.h"

#include "lint.h"

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
	const struct name_path *path = shape->values ? path_for_entry(cursor, entry, true) : NULL;

	for (uint32_t i = entry + 1; i < cursor->n && !completion->is_new_item; i++)
		if (cursor->entries[i].parent == entry && i != cursor->own && !cursor->entries[i].is_item)
			*table_put(completion->arena, &present, cursor->entries[i].name) = completion;
	for (const struct shape_key *key = shape->keys; key && key->name; key++)
		if (!table_get(&present, str_of(key->name)))
			add_key(completion, entry, key);
	if (path && !completion->is_new_item)
		complete_names(completion, path, &present, shape->values->types);
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
