// SPDX-License-Identifier: Apache-2.0
// In: the value of `profiles.placement`. Out: the placement profiles of the model, with their prices.
#include "base/arena.h"
#include "sdl/sections.h"

static bool decode_amount(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct leaf_amount *amount = out;
	struct leaf_str leaf = { 0 };
	bool is_set = decode_str(decoder, node, at, &leaf);

	*amount = (struct leaf_amount){ .text = leaf.text, .at = at, .is_bad = leaf.is_bad };
	amount->fault = amount_from_str(leaf.text, &amount->value);
	return is_set;
}

static bool decode_coin(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "amount", decode_amount, offsetof(struct sdl_price, amount) },
		{ "denom", decode_str, offsetof(struct sdl_price, denom) },
	};

	return decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
}

static bool decode_price(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct sdl_price *price = out;

	price->amount.fault = AMOUNT_EMPTY;
	price->is_null = ynode_is_null(node);
	if (node->kind == YNODE_SCALAR && price->is_null)
		return !decode_is_null(decoder, node, at);
	// The tag switches the type's own decoder off, and nothing is left to fill.
	if (node->kind == YNODE_MAPPING && price->is_null)
		return decode_fields(decoder, node, at, NULL, 0, out);
	return decode_anew(decoder->run, node, at, decode_coin, price);
}

static bool decode_pricing(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct map_type type = { sizeof(struct sdl_price), decode_price };

	return decode_map(decoder, node, at, &type, out);
}

static bool decode_signed_by(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "allOf", decode_str_list, offsetof(struct sdl_placement, all_of) },
		{ "anyOf", decode_str_list, offsetof(struct sdl_placement, any_of) },
	};
	struct sdl_placement *placement = out;

	placement->signed_by_at = at;
	return decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
}

// Attributes like any others, but for their place, and that one may be there twice.
static void take_raw_attributes(struct arena *arena, const struct raw_list *raw, struct sdl_map *attributes)
{
	attributes->n = 0;
	attributes->by_name = (struct table){ 0 };
	for (size_t i = 0; i < raw->n; i++) {
		const struct sdl_raw_attribute *from = raw->items[i];
		struct sdl_attribute *attribute = arena_zalloc(arena, sizeof(*attribute));

		attribute->entry = (struct sdl_entry){ .name = from->key.text,
						       .key = from->key.at ? from->key.at : from->at,
						       .at = from->value.at };
		attribute->value = from->value;
		ARENA_PUSH(arena, attributes->items, attributes->n, attributes->cap) = &attribute->entry;
		*table_put(arena, &attributes->by_name, attribute->entry.name) = attribute;
	}
}

static bool decode_placement_attributes(struct decoder *decoder, const struct ynode *node, const struct ynode *at,
					void *out)
{
	struct sdl_placement *placement = out;
	struct raw_list raw;

	if (decode_is_null(decoder, node, at))
		return false;
	placement->has_raw_attributes = ynode_is_null(node);
	if (!placement->has_raw_attributes)
		return decode_anew(decoder->run, node, at, decode_attributes, &placement->attributes);
	placement->attributes.at = at;
	placement->attributes.is_bad = !decode_raw_attributes(decoder, node, at, &raw);
	take_raw_attributes(decoder->run->arena, &raw, &placement->attributes);
	return !placement->attributes.is_bad;
}

static bool decode_placement(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "attributes", decode_placement_attributes, 0 },
		{ "signedBy", decode_signed_by, 0 },
		{ "pricing", decode_pricing, offsetof(struct sdl_placement, pricing) },
	};

	return decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
}

bool decode_placements(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct map_type type = { sizeof(struct sdl_placement), decode_placement };

	return decode_map(decoder, node, at, &type, out);
}
