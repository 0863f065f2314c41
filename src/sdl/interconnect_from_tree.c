// SPDX-License-Identifier: Apache-2.0
// In: the value of `interconnect` in the attributes of a GPU. Out: the group that it puts replicas in.
//
// The network looks at the node itself here, and not at what it stands for.
#include "sdl/network.h"
#include "sdl/sdl_rules.h"
#include "sdl/sections.h"

static struct diag *refuse(struct decoder *decoder, struct sdl_gpu *gpu, const struct ynode *at, const char *found)
{
	struct diag *diag = diag_add(decoder->run, &rule_gpu_interconnect_shape, at,
				     "\"interconnect\" must be [] or {group: NAME}, not %s", found);

	gpu->is_bad = true;
	gpu->interconnect.group = (struct leaf_str){ .is_bad = true };
	diag_help(decoder->run, diag,
		  "write \"interconnect: []\", or \"interconnect: {group: NAME}\" with a name of your own");
	return diag;
}

// "true" is how earlier drafts wrote it.
static bool refuse_scalar(struct decoder *decoder, struct sdl_gpu *gpu, const struct ynode *at)
{
	struct diag *diag = refuse(decoder, gpu, at, ynode_describe(decoder->run, at));

	if (!at->is_plain || !str_is_nocase(at->text, "true"))
		return false;
	diag_fix(decoder->run, diag, "write []", at->span, STR("[]"));
	diag->fix->is_unsafe = true; // a group may be meant
	return false;
}

static bool decode_list(struct decoder *decoder, const struct ynode *node, struct sdl_gpu *gpu)
{
	if (node->n_items > 0) {
		refuse(decoder, gpu, node->items[0], "a list with items");
		return false;
	}
	gpu->interconnect.group.text = str_of(network.interconnect.auto_group);
	return true;
}

static bool decode_group(struct decoder *decoder, const struct ynode *node, const struct ynode *at, struct sdl_gpu *gpu)
{
	static const struct field fields[] = { { "group", decode_str, 0 } };
	struct leaf_str *group = &gpu->interconnect.group;
	struct diag *diag;

	if (!decode_fields(decoder, node, at, fields, COUNT_OF(fields), group) || group->is_bad)
		return false;
	if (group->text.len == 0) {
		refuse(decoder, gpu, group->at ? group->at : at,
		       group->at ? "an empty group" : "a mapping without group");
		return false;
	}
	if (!str_is(group->text, network.interconnect.auto_group))
		return true;
	diag = diag_add(decoder->run, &rule_gpu_interconnect_reserved, group->at,
			"the group name \"%s\" is reserved for \"interconnect: []\"", network.interconnect.auto_group);
	diag_help(decoder->run, diag, "write another name, or \"interconnect: []\"");
	return false;
}

bool decode_interconnect(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct sdl_gpu *gpu = out;
	bool is_valid;

	gpu->interconnect = (struct sdl_interconnect){ .key = ynode_key(at), .at = at };
	if (at->kind == YNODE_ALIAS) {
		struct diag *diag = diag_add(
			decoder->run, &rule_gpu_interconnect_shape, at,
			"\"interconnect\" must be [] or {group: NAME}: the network does not resolve aliases here");

		diag_help(decoder->run, diag, "write it out, or use an alias for the attributes as a whole");
		gpu->is_bad = true;
		return false;
	}
	if (node->kind == YNODE_SEQUENCE)
		is_valid = decode_list(decoder, node, gpu);
	else if (node->kind == YNODE_MAPPING)
		is_valid = decode_group(decoder, node, at, gpu);
	else
		is_valid = refuse_scalar(decoder, gpu, at);
	gpu->is_bad |= !is_valid;
	return is_valid;
}
