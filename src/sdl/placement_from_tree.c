// SPDX-License-Identifier: Apache-2.0
// In: the value of `profiles.placement`. Out: the placement profiles of the model, with their prices.
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

static bool decode_placement_attributes(struct decoder *decoder, const struct ynode *node, const struct ynode *at,
					void *out)
{
	struct raw_list raw;

	if (decode_is_null(decoder, node, at))
		return false;
	if (ynode_is_null(node))
		return decode_raw_attributes(decoder, node, at, &raw);
	return decode_anew(decoder->run, node, at, decode_attributes, out);
}

static bool decode_placement(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "attributes", decode_placement_attributes, offsetof(struct sdl_placement, attributes) },
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
