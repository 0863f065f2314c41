// SPDX-License-Identifier: Apache-2.0
// In: attributes tagged !!null. Out: the list of keys and values that the network takes them for.
#include "base/arena.h"
#include "sdl/sections.h"

static bool decode_raw_attribute(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "key", decode_str, offsetof(struct sdl_raw_attribute, key) },
		{ "value", decode_str, offsetof(struct sdl_raw_attribute, value) },
	};
	struct sdl_raw_attribute *attribute = out;

	attribute->at = at;
	return decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
}

bool decode_raw_attributes(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct raw_list *list = out;

	*list = (struct raw_list){ .is_bad = node->kind == YNODE_MAPPING };
	if (list->is_bad)
		return !report_null_collection(decoder->run, node, at);
	for (uint32_t i = 0; i < node->n_items && !decoder->is_stopped; i++) {
		struct sdl_raw_attribute *attribute = arena_zalloc(decoder->run->arena, sizeof(*attribute));

		if (decode(decoder, node->items[i], decode_raw_attribute, attribute))
			ARENA_PUSH(decoder->run->arena, list->items, list->n, list->cap) = attribute;
		else
			list->is_bad |= !ynode_is_null(node->items[i]);
	}
	return !list->is_bad;
}
