// SPDX-License-Identifier: Apache-2.0
// In: scalars of the tree. Out: quantities. The network reads their raw text, whatever its quotes and tags.
#include "sdl/sections.h"
#include "sdl/timeout.h"

// Whether there is a text to read; `out` is then set up. Of a key that is here twice the network reads both: it stops
// at the first that is refused, and null takes nothing away.
static bool read_text(struct decoder *decoder, const struct ynode *node, const struct ynode *at,
		      struct leaf_quantity *out, const char *expected)
{
	struct leaf_quantity before = *out;

	if (before.fault || before.is_bad)
		return false;
	*out = (struct leaf_quantity){ .text = node->text, .at = at };
	if (decode_is_null(decoder, node, at)) {
		out->text = STR("");
		if (before.at)
			*out = before;
		return false;
	}
	if (node->kind == YNODE_SCALAR)
		return true;
	out->is_bad = true;
	report_wrong_type(decoder->run, at, expected);
	return false;
}

bool decode_cpu_units(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct leaf_quantity *leaf = out;
	uint32_t millicpu = 0;

	if (!read_text(decoder, node, at, leaf, "an amount of CPU such as 0.5 or 500m"))
		return false;
	leaf->fault = cpu_from_str(node->text, &millicpu);
	leaf->value = millicpu;
	return leaf->fault == QUANTITY_OK;
}

bool decode_gpu_units(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct leaf_quantity *leaf = out;

	if (!read_text(decoder, node, at, leaf, "a number of GPUs"))
		return false;
	leaf->fault = gpu_units_from_str(node->text, &leaf->value);
	return leaf->fault == QUANTITY_OK;
}

static bool decode_size(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out,
			bool binary_only)
{
	struct leaf_quantity *leaf = out;

	if (!read_text(decoder, node, at, leaf, "a size such as 512Mi"))
		return false;
	leaf->fault = bytes_from_str(node->text, binary_only, &leaf->value);
	return leaf->fault == QUANTITY_OK;
}

bool decode_bytes(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	return decode_size(decoder, node, at, out, false);
}

bool decode_gpu_ram(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct leaf_quantity *leaf = out;

	if (decode_size(decoder, node, at, leaf, true))
		return true;
	if (leaf->fault == QUANTITY_OK && !leaf->is_bad)
		leaf->at = NULL; // null is as good as absent: the field is a pointer
	return false;
}

bool decode_timeout(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct leaf_quantity *leaf = out;
	enum scalar_type type;
	bool is_read;

	if (!read_text(decoder, node, at, leaf, "a time such as 60s"))
		return false;
	type = ynode_type(node);
	is_read = type == SCALAR_INT                           ? scalar_to_uint64(node->text, type, &leaf->value)
		  : type == SCALAR_STR || type == SCALAR_OTHER ? timeout_from_str(node->text, &leaf->value)
							       : false;
	leaf->fault = is_read ? QUANTITY_OK : QUANTITY_SYNTAX;
	return is_read;
}
