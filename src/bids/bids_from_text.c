// SPDX-License-Identifier: Apache-2.0
// In: the bids on a deployment, in any form of a command or an API. Out: a list of them.
#include "base/arena.h"
#include "base/base64.h"
#include "base/json_pieces.h"
#include "base/number.h"
#include "bids/bids.h"
#include "bids/data_from_text.h"
#include "match/inventory_reader.h"
#include "sdl/duration.h"

enum { MAX_DIGITS = 32 };

static const int64_t second = 1000000000;

// "" if it is missing or not text.
static struct str text_of(const struct member *object, const char *key, const char *other)
{
	const struct member member = member_of(object, key, other);

	if (json_is_boolean(member.value))
		return json_is_true(member.value) ? STR("true") : STR("false");
	return (struct str){ json_is_string(member.value) ? json_string_value(member.value) : "",
			     json_string_length(member.value) };
}

// A copy that outlives the JSON.
static struct str kept(struct arena *arena, struct str text)
{
	return (struct str){ arena_strndup(arena, text.ptr, text.len), text.len };
}

static struct bid_number number_of(struct str text)
{
	size_t zeros = 0;

	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return (struct bid_number){ STR("") };
	while (zeros + 1 < text.len && text.ptr[zeros] == '0')
		zeros++;
	return (struct bid_number){ str_slice(text, zeros, text.len) };
}

int number_cmp(struct bid_number a, struct bid_number b)
{
	if (a.digits.len != b.digits.len)
		return a.digits.len < b.digits.len ? -1 : 1;
	return str_cmp(a.digits, b.digits);
}

static uint64_t count_of(struct str text)
{
	uint64_t value = 0;

	return uint_from_str(text, &value) == NUMBER_RANGE ? UINT64_MAX : value;
}

static int64_t capped(uint64_t value)
{
	return value > INT64_MAX ? INT64_MAX : (int64_t)value;
}

// {"val": "8000"}: the digits, or in what JavaScript writes base64 of them.
static uint64_t value_of(const struct member *object, const char *key, const char *other)
{
	const struct member amount = member_of(object, key, other);
	struct str text = text_of(&amount, "val", NULL);
	char digits[MAX_DIGITS];
	size_t len;

	if (number_of(text).digits.len == 0 && base64_decode(text, digits, sizeof(digits), &len) &&
	    len <= sizeof(digits))
		return count_of((struct str){ digits, len });
	return count_of(text);
}

static struct str class_of(const struct member *volume)
{
	const struct member attributes = member_of(volume, "attributes", NULL);

	for (size_t i = 0; i < json_array_size(attributes.value); i++) {
		const struct member item = item_of(&attributes, i);

		if (str_is(text_of(&item, "key", NULL), "class"))
			return text_of(&item, "value", NULL);
	}
	return STR("");
}

static void read_gpu(struct arena *arena, const struct member *gpu, struct offer *offer)
{
	const struct member attributes = member_of(gpu, "attributes", NULL);

	offer->gpus = value_of(gpu, "units", NULL);
	for (size_t i = 0; i < json_array_size(attributes.value); i++) {
		const struct member item = item_of(&attributes, i);

		if (str_is(text_of(&item, "value", NULL), "true"))
			ARENA_PUSH(arena, offer->gpu_keys, offer->n_gpu_keys, offer->cap_gpu_keys) =
				kept(arena, text_of(&item, "key", NULL));
	}
}

static void read_offer(struct arena *arena, const struct member *item, struct offer *offer)
{
	const struct member resources = member_of(item, "resources", "resource");
	const struct member cpu = member_of(&resources, "cpu", NULL), memory = member_of(&resources, "memory", NULL);
	const struct member gpu = member_of(&resources, "gpu", NULL), storage = member_of(&resources, "storage", NULL);

	*offer = (struct offer){ .id = count_of(text_of(&resources, "id", NULL)),
				 .count = count_of(text_of(item, "count", NULL)) };
	offer->cpu = value_of(&cpu, "units", NULL);
	offer->memory = value_of(&memory, "quantity", "size");
	for (size_t i = 0; i < json_array_size(storage.value); i++) {
		const struct member volume = item_of(&storage, i);

		ARENA_PUSH(arena, offer->volumes, offer->n_volumes, offer->cap_volumes) =
			(struct offered_volume){ kept(arena, text_of(&volume, "name", NULL)),
						 kept(arena, class_of(&volume)),
						 value_of(&volume, "quantity", "size") };
	}
	read_gpu(arena, &gpu, offer);
}

static int64_t window_of_parts(const struct member *window)
{
	int64_t seconds = capped(count_of(text_of(window, "seconds", NULL)));
	int64_t nanos = capped(count_of(text_of(window, "nanos", NULL))) % second;

	return seconds > INT64_MAX / second - 1 ? INT64_MAX : seconds * second + nanos;
}

// "86400s"; of JavaScript {"seconds": "86400", "nanos": 0}; of Go's own JSON nanoseconds.
static void read_window(const struct member *object, struct bid *bid)
{
	const struct member window = member_of(object, "reclamation_window", "reclamationWindow");
	struct str text = text_of(object, "reclamation_window", "reclamationWindow");

	bid->has_window = window.value != NULL;
	if (is_object(&window))
		bid->window = window_of_parts(&window);
	else if (number_of(text).digits.len)
		bid->window = capped(count_of(text));
	else if (duration_from_str(text, &bid->window) == DURATION_OVERFLOW)
		bid->window = text.ptr[0] == '-' ? 0 : INT64_MAX;
}

// Numbers in JSON may have an exponent; the network's own never do.
static struct str without_exponent(struct arena *arena, struct str text)
{
	double value;

	if (!memchr(text.ptr, 'e', text.len) && !memchr(text.ptr, 'E', text.len))
		return text;
	if (float_from_str(text, &value) != NUMBER_OK || value > 1e60 || value < -1e60)
		return text;
	return str_of(arena_printf(arena, "%.18f", value));
}

static void read_price(struct arena *arena, const struct member *object, struct bid *bid)
{
	const struct member price = member_of(object, "price", NULL);

	bid->denom = kept(arena, text_of(&price, "denom", NULL));
	bid->amount_text = kept(arena, text_of(&price, "amount", NULL));
	bid->amount_fault = amount_from_str(without_exponent(arena, bid->amount_text), &bid->amount);
}

// The numbers of Go's own JSON are names.
static struct str state_of(struct str text)
{
	static const char *const names[] = { "invalid", "open", "active", "lost", "closed" };

	return text.len == 1 && text.ptr[0] >= '0' && text.ptr[0] <= '4' ? str_of(names[text.ptr[0] - '0']) : text;
}

// Reads the result of data_from_text, in which numbers are text. The bid lives in the arena.
static void read_bid(struct arena *arena, const struct member *object, struct bid *bid)
{
	const struct member id = member_of(object, "id", "bid_id"),
			    offers = member_of(object, "resources_offer", "resourcesOffer");

	*bid = (struct bid){ .provider = kept(arena, text_of(&id, "provider", NULL)),
			     .owner = kept(arena, text_of(&id, "owner", NULL)) };
	bid->dseq = kept(arena, text_of(&id, "dseq", NULL));
	bid->dseq_number = number_of(bid->dseq);
	bid->gseq = capped(count_of(text_of(&id, "gseq", NULL)));
	bid->oseq = capped(count_of(text_of(&id, "oseq", NULL)));
	bid->created_at = number_of(kept(arena, text_of(object, "created_at", "createdAt")));
	bid->state = state_of(kept(arena, text_of(object, "state", NULL)));
	read_window(object, bid);
	read_price(arena, object, bid);
	for (size_t i = 0; i < json_array_size(offers.value); i++) {
		const struct member item = item_of(&offers, i);
		struct offer *offer = &ARENA_PUSH(arena, bid->offers, bid->n_offers, bid->cap_offers);

		read_offer(arena, &item, offer);
		bid->has_ids |= offer->id != 0;
	}
}

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
