// SPDX-License-Identifier: Apache-2.0
// In: prices from Akash Console. Out: current prices of GPUs, and the value of AKT.
#include "bids/market_from_text.h"

#include "base/arena.h"
#include "base/number.h"
#include "bids/data_from_text.h"
#include "catalogue/providers.h"
#include "match/demand.h"
#include "match/inventory_reader.h"

// Console counts blocks of six seconds; providers, and the rest of akashlint, those of their price script.
static const double console_blocks_per_hour = 600;

static const char known_forms[] = "expected current prices, from Akash Console's /v1/gpu-prices or /v1/market-data";

struct market_reader {
	struct arena *arena;
	struct data data;
	struct market *market;
	struct json_fault *error;
};

static bool expected(struct market_reader *reader, const struct member *member, const char *message)
{
	*reader->error = (struct json_fault){ data_place(reader->arena, &reader->data, &member->at), message, NULL };
	return false;
}

static struct str text_of(const struct member *object, const char *key)
{
	const struct member member = member_of(object, key, NULL);

	return (struct str){ json_is_string(member.value) ? json_string_value(member.value) : "",
			     json_string_length(member.value) };
}

// A number, not below zero; absent is 0.
static bool read_number(struct market_reader *reader, const struct member *object, const char *key, double *number)
{
	const struct member member = member_of(object, key, NULL);

	*number = 0;
	if (!member.value)
		return true;
	if (json_is_string(member.value) && float_from_str(text_of(object, key), number) == NUMBER_OK && *number >= 0 &&
	    *number < 1e12)
		return true;
	return expected(reader, &member, "expected a number from 0 to 1e12");
}

static bool read_price(struct market_reader *reader, const struct member *object, struct gpu_price *price)
{
	const struct member range = member_of(object, "price", NULL), cards = member_of(object, "availability", NULL);
	double scale = providers.blocks_per_hour / console_blocks_per_hour, total, available;

	if (range.value && !is_object(&range))
		return expected(reader, &range, "expected an object with \"min\", \"max\" and \"med\", or null");
	if (!read_number(reader, &range, "min", &price->least) || !read_number(reader, &range, "med", &price->median) ||
	    !read_number(reader, &range, "max", &price->most) || !read_number(reader, &cards, "total", &total) ||
	    !read_number(reader, &cards, "available", &available))
		return false;
	price->has_price = price->least > 0;
	price->least *= scale;
	price->median *= scale;
	price->most *= scale;
	price->n_total = (uint64_t)total;
	price->n_free = (uint64_t)available;
	return true;
}

static bool read_model(struct market_reader *reader, const struct member *object)
{
	struct gpu_price price = { text_of(object, "vendor"), text_of(object, "model"), text_of(object, "ram"),
				   folded_interface(reader->arena, text_of(object, "interface")), .has_price = false };

	if (!is_object(object) || price.model.len == 0)
		return expected(reader, object, "expected an object with the \"model\" and \"price\" of a GPU");
	if (!read_price(reader, object, &price))
		return false;
	ARENA_PUSH(reader->arena, reader->market->prices, reader->market->n_prices, reader->market->cap_prices) = price;
	return true;
}

static bool read_root(struct market_reader *reader)
{
	const struct member root = { .value = reader->data.root };
	const struct member models = member_of(&root, "models", NULL), price = member_of(&root, "price", NULL);
	double usd;

	if (is_array(&models)) {
		for (size_t i = 0; i < json_array_size(models.value); i++) {
			const struct member item = item_of(&models, i);

			if (!read_model(reader, &item))
				return false;
		}
		return true;
	}
	if (!json_is_string(price.value))
		return expected(reader, &root, known_forms);
	if (!read_number(reader, &root, "price", &usd))
		return false;
	// Console writes 0 where it has none.
	reader->market->akt_usd = usd > 0 ? usd : reader->market->akt_usd;
	return true;
}

bool market_from_text(struct arena *arena, struct str text, struct market *market, struct json_fault *error)
{
	struct market_reader reader = { .arena = arena, .market = market, .error = error };

	*error = (struct json_fault){ 0 };
	return data_from_text(arena, text, &reader.data, &error->place, &error->message) && read_root(&reader);
}
