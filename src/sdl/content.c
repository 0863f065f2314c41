// SPDX-License-Identifier: Apache-2.0
// In: a node whose type reads keys and values itself. Out: its fields, as the network's own code finds them.
#include "sdl/sections.h"

#include "base/arena.h"

static const struct field *field_named(const struct field *fields, size_t n_fields, struct str name)
{
	for (size_t i = 0; i < n_fields; i++)
		if (str_is(name, fields[i].name))
			return &fields[i];
	return NULL;
}

void decode_content(struct decoder *decoder, const struct ynode *node, const struct field *fields, size_t n_fields,
		    void *out, struct stray_list *strays, const struct ynode **cut_at)
{
	for (uint32_t i = 0; i < node->n_items; i += 2) {
		const struct ynode *key = node->items[i];
		const struct field *field = field_named(fields, n_fields, key->text);
		struct decoder own = { .run = decoder->run };

		if (!field)
			ARENA_PUSH(decoder->run->arena, strays->items, strays->n, strays->cap) =
				(struct sdl_stray){ key->text, key };
		else if (i + 1 == node->n_items)
			*cut_at = key;
		else
			decode(&own, node->items[i + 1], field->decode, (char *)out + field->offset);
		decoder->is_stopped |= own.is_stopped;
	}
}
