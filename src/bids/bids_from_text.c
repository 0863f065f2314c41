// SPDX-License-Identifier: Apache-2.0
// In: the bids on a deployment, in any form of a command or an API. Out: a list of them.
#include "base/arena.h"
#include "base/json_pieces.h"
#include "bids/bid_reader.h"
#include "bids/data_from_text.h"

static const char known_forms[] = "expected the bids on a deployment, from \"provider-services query market bid list\" "
				  "or Akash Console's /v1/bids";

struct list_reader {
	struct arena *arena;
	struct data data;
	struct bid_list *list;
	struct json_fault *error;
};

static bool fail(struct list_reader *reader, const struct member *member, const char *message)
{
	*reader->error = (struct json_fault){ data_place(reader->arena, &reader->data, &member->at), message, NULL };
	return false;
}

// Whether it has the id of a bid: it is one, without the object around it.
static bool is_bid(const struct member *object)
{
	const struct member id = member_of(object, "id", "bid_id");

	return is_object(&id);
}

static bool read_entry(struct list_reader *reader, const struct member *entry)
{
	const struct member inner = member_of(entry, "bid", NULL), *bid = inner.value ? &inner : entry;

	if (!is_object(bid) || !is_bid(bid))
		return fail(reader, bid, "expected a bid: an object with \"id\" or \"bid_id\"");
	read_bid(reader->arena, bid,
		 &ARENA_PUSH(reader->arena, reader->list->items, reader->list->n, reader->list->cap));
	return true;
}

static bool read_entries(struct list_reader *reader, const struct member *entries)
{
	if (!is_array(entries))
		return fail(reader, entries, "expected a list of bids");
	for (size_t i = 0; i < json_array_size(entries->value); i++) {
		const struct member entry = item_of(entries, i);

		if (!read_entry(reader, &entry))
			return false;
	}
	return true;
}

static void read_pages(struct list_reader *reader, const struct member *object)
{
	const struct member pages = member_of(object, "pagination", NULL);
	const struct member next = member_of(&pages, "next_key", "nextKey");

	reader->list->has_more = json_string_length(next.value) > 0;
}

// {"bids": […], "pagination": …}, {"data": […]}, one bid, or a bare list.
static bool read_root(struct list_reader *reader)
{
	const struct member root = { .value = reader->data.root };
	const struct member bids = member_of(&root, "bids", "data"), bid = member_of(&root, "bid", NULL);

	if (is_array(&root))
		return read_entries(reader, &root);
	read_pages(reader, &root);
	// An empty list is null where Go writes it.
	if (json_object_get(root.value, "bids") && !bids.value)
		return true;
	if (bids.value)
		return read_entries(reader, &bids);
	if (is_object(&bid) || is_bid(&root))
		return read_entry(reader, &root);
	return fail(reader, &root, known_forms);
}

// In the memory of one bid, where the file is as usual.
static bool read_in_pieces(struct list_reader *reader, struct str text)
{
	static const char *const keys[] = { "bids", "data" };
	struct str quoted = json_with_text_numbers(reader->arena, text);
	struct member item = { 0 }, rest = { 0 };
	struct json_pieces pieces;
	bool is_list = false;

	for (size_t i = 0; !is_list && i < COUNT_OF(keys); i++)
		is_list = json_pieces_begin(&pieces, reader->arena, quoted, keys[i]);
	while (is_list && (item.value = json_pieces_next(&pieces, data_json_flags)) != NULL)
		if (!read_entry(reader, &item))
			return false;
	if (!is_list || !pieces.is_done)
		return false;
	rest.value = pieces.rest;
	read_pages(reader, &rest);
	return true;
}

bool bids_from_text(struct arena *arena, struct str text, struct bid_list *list, struct json_fault *error)
{
	struct list_reader reader = { .arena = arena, .list = list, .error = error };

	*list = (struct bid_list){ 0 };
	*error = (struct json_fault){ 0 };
	if (read_in_pieces(&reader, text))
		return true;
	*list = (struct bid_list){ 0 };
	return data_from_text(arena, text, &reader.data, &error->place, &error->message) && read_root(&reader);
}
