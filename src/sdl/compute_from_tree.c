// SPDX-License-Identifier: Apache-2.0
// In: the value of `profiles.compute`. Out: the compute profiles of the model.
#include "base/arena.h"
#include "sdl/sections.h"

// Keys and values are one list here too, of which a last key without a value is skipped.
static bool decode_cpu_attributes(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct sdl_cpu *cpu = out;
	struct arena *arena = decoder->run->arena;

	// Those of an earlier key are read too, and count no longer.
	cpu->n_old_arch = cpu->arch.n;
	cpu->raw_attributes.n = 0;
	if (decode_is_null(decoder, node, at))
		return false;
	cpu->attributes_at = at;
	if (ynode_is_null(node))
		return decode_raw_attributes(decoder, node, at, &cpu->raw_attributes);
	for (uint32_t i = 0; i + 1 < node->n_items; i += 2) {
		const struct ynode *key = node->items[i];
		struct decoder own = { .run = decoder->run };
		struct leaf_str arch = { 0 };

		if (!str_is(key->text, "arch")) {
			ARENA_PUSH(arena, cpu->attribute_strays.items, cpu->attribute_strays.n,
				   cpu->attribute_strays.cap) = (struct sdl_stray){ key->text, key };
			continue;
		}
		decode(&own, node->items[i + 1], decode_str, &arch);
		arch.at = node->items[i + 1];
		ARENA_PUSH(arena, cpu->arch.items, cpu->arch.n, cpu->arch.cap) = arch;
	}
	return true;
}

static bool decode_cpu(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "units", decode_cpu_units, offsetof(struct sdl_cpu, units) },
		{ "attributes", decode_cpu_attributes, 0 },
	};
	struct sdl_cpu *cpu = out;

	cpu->key = ynode_key(at);
	if (decode_is_null(decoder, node, at))
		return false;
	cpu->at = at;
	cpu->is_bad = report_null_collection(decoder->run, node, at);
	if (!cpu->is_bad)
		decode_content(decoder, node, fields, COUNT_OF(fields), cpu, &cpu->strays, &cpu->cut_at);
	return !cpu->is_bad;
}

static bool decode_memory(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = { { "size", decode_bytes, offsetof(struct sdl_memory, size) } };
	struct sdl_memory *memory = out;

	memory->key = ynode_key(at);
	if (decode_is_null(decoder, node, at))
		return false;
	memory->at = at;
	memory->is_bad = report_null_collection(decoder->run, node, at) ||
			 !decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
	return !memory->is_bad;
}

static bool decode_resources(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "cpu", decode_cpu, offsetof(struct sdl_compute, cpu) },
		{ "memory", decode_memory, offsetof(struct sdl_compute, memory) },
		{ "gpu", decode_gpu, offsetof(struct sdl_compute, gpu) },
		{ "storage", decode_storage, 0 },
	};
	struct sdl_compute *compute = out;

	compute->resources_key = ynode_key(at);
	if (decode_is_null(decoder, node, at))
		return false;
	compute->resources_at = at;
	compute->is_resources_bad = report_null_collection(decoder->run, node, at) ||
				    !decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
	return !compute->is_resources_bad;
}

static bool decode_compute(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = { { "resources", decode_resources, 0 } };
	struct sdl_compute *compute = out;

	compute->gpu.compute = compute;
	return decode_fields(decoder, node, at, fields, COUNT_OF(fields), out);
}

bool decode_computes(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct map_type type = { sizeof(struct sdl_compute), decode_compute };

	return decode_map(decoder, node, at, &type, out);
}
