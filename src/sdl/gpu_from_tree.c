// SPDX-License-Identifier: Apache-2.0
// In: the value of `gpu`. Out: what the network makes of it. It reads keys and values as one list here,
// so that a list works like a mapping, and unknown keys are rejected.
#include "base/arena.h"
#include "sdl/network.h"
#include "sdl/sdl_rules.h"
#include "sdl/sections.h"

static bool decode_interface(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct leaf_str *interface = out;

	if (decode_is_null(decoder, node, at))
		return false;
	*interface = (struct leaf_str){ .text = node->text, .at = at };
	if (node->kind == YNODE_SCALAR)
		return true;
	interface->is_bad = true;
	report_wrong_type(decoder->run, at, "\"pcie\" or \"sxm\"");
	return false;
}

// The attribute that goes on the chain. The network cuts memory to whole Gi.
static struct str attribute_key(struct arena *arena, const struct sdl_gpu_model *model)
{
	struct strbuf key = strbuf_in(arena);

	strbuf_puts(&key, "vendor/nvidia/model/");
	strbuf_add(&key, model->model.text.ptr, model->model.text.len);
	if (model->ram.at)
		strbuf_printf(&key, "/ram/%lluGi", (unsigned long long)(model->ram.value >> 30));
	if (model->interface.at) {
		strbuf_puts(&key, "/interface/");
		strbuf_add(&key, model->interface.text.ptr, model->interface.text.len);
	}
	return (struct str){ key.text, key.len };
}

static void take_stray(struct decoder *decoder, void *out, struct str name, const struct ynode *key,
		       const struct ynode *value)
{
	struct stray_list *strays = &((struct sdl_gpu_model *)out)->strays;

	(void)value;
	ARENA_PUSH(decoder->run->arena, strays->items, strays->n, strays->cap) = (struct sdl_stray){ name, key };
}

static bool decode_model(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "model", decode_str, offsetof(struct sdl_gpu_model, model) },
		{ "ram", decode_gpu_ram, offsetof(struct sdl_gpu_model, ram) },
		{ "interface", decode_interface, offsetof(struct sdl_gpu_model, interface) },
	};
	struct sdl_gpu_model *model = out;

	model->at = at;
	if (!decode_fields_and_rest(decoder, node, at, fields, COUNT_OF(fields), out, take_stray))
		return false;
	model->key = attribute_key(decoder->run->arena, model);
	return true;
}

static bool decode_models(struct decoder *decoder, const struct ynode *node, const struct ynode *at,
			  struct sdl_gpu *gpu)
{
	if (decode_is_null(decoder, node, at))
		return true;
	if (node->kind == YNODE_ALIAS)
		return false; // of nothing, which was reported
	if (node->kind != YNODE_SEQUENCE) {
		struct diag *diag =
			diag_add(decoder->run, &rule_gpu_vendor_shape, at,
				 "\"nvidia\" must be a list of models, not %s", ynode_describe(decoder->run, node));

		diag_help(decoder->run, diag, "write each model as an item: \"- model: a100\"");
		return false;
	}
	for (uint32_t i = 0; i < node->n_items && !decoder->is_stopped; i++) {
		struct stray_list *nulls = &gpu->null_models;
		struct sdl_gpu_model *model = arena_zalloc(decoder->run->arena, sizeof(*model));

		model->gpu = gpu;
		if (decode(decoder, node->items[i], decode_model, model))
			ARENA_PUSH(decoder->run->arena, gpu->models, gpu->n_models, gpu->cap_models) = model;
		else if (ynode_is_null(node->items[i]))
			ARENA_PUSH(decoder->run->arena, nulls->items, nulls->n, nulls->cap) =
				(struct sdl_stray){ .key = node->items[i] };
		else
			gpu->is_bad = true;
	}
	return true;
}

static void forget_models(struct sdl_gpu *gpu)
{
	gpu->models = NULL;
	gpu->n_models = gpu->cap_models = 0;
	gpu->null_models.n = 0;
}

static bool decode_nvidia(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct sdl_gpu *gpu = out;

	forget_models(gpu);
	if (!decode_models(decoder, node, at, gpu))
		gpu->is_bad = true;
	return !gpu->is_bad;
}

static void take_vendor(struct decoder *decoder, void *context, struct str name, const struct ynode *key,
			const struct ynode *value)
{
	struct sdl_gpu *gpu = context;
	struct stray_list *ignored = &gpu->ignored_vendors;

	if (str_is(name, "nvidia"))
		decode(decoder, value, decode_nvidia, gpu);
	else
		ARENA_PUSH(decoder->run->arena, ignored->items, ignored->n, ignored->cap) =
			(struct sdl_stray){ name, key };
}

static bool decode_vendor(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct sdl_gpu *gpu = out;

	gpu->vendor_at = at;
	gpu->attributes = GPU_ATTRIBUTES_NO_VENDOR;
	if (decode_is_null(decoder, node, at)) {
		forget_models(gpu);
		return false;
	}
	gpu->attributes = GPU_ATTRIBUTES_BAD;
	if (node->kind == YNODE_ALIAS || report_null_collection(decoder->run, node, at))
		return false; // an alias of nothing was reported
	if (node->kind != YNODE_MAPPING) {
		struct diag *diag =
			diag_add(decoder->run, &rule_gpu_vendor_shape, at, "\"vendor\" must be a mapping, not %s",
				 ynode_describe(decoder->run, node));

		diag_help(decoder->run, diag, "write \"vendor:\" and under it, indented, \"nvidia:\"");
		return false;
	}
	gpu->attributes = GPU_ATTRIBUTES_OK;
	return decode_pairs(decoder, node, at, take_vendor, gpu);
}

// What goes on the chain as it stands may have the group as well.
static void take_raw_interconnect(struct sdl_gpu *gpu)
{
	for (size_t i = 0; i < gpu->raw_attributes.n && !gpu->interconnect.at; i++) {
		const struct sdl_raw_attribute *raw = gpu->raw_attributes.items[i];

		if (str_is(raw->key.text, network.interconnect.group_key))
			gpu->interconnect = (struct sdl_interconnect){ .at = raw->at, .group = raw->value };
	}
}

static bool decode_gpu_attributes(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "vendor", decode_vendor, 0 },
		{ "interconnect", decode_interconnect, 0 },
	};
	struct sdl_gpu *gpu = out;

	if (gpu->attributes == GPU_ATTRIBUTES_NO_VENDOR || gpu->attributes == GPU_ATTRIBUTES_BAD)
		return false;
	gpu->attributes_at = at;
	gpu->attributes = GPU_ATTRIBUTES_ABSENT;
	gpu->raw_attributes.n = 0;
	gpu->interconnect = (struct sdl_interconnect){ 0 };
	forget_models(gpu);
	if (decode_is_null(decoder, node, at))
		return false;
	if (ynode_is_null(node)) {
		bool is_valid = decode_raw_attributes(decoder, node, at, &gpu->raw_attributes);

		gpu->vendor_at = at;
		take_raw_interconnect(gpu);
		if (gpu->raw_attributes.n)
			gpu->attributes = GPU_ATTRIBUTES_OK;
		if (!is_valid)
			gpu->attributes = GPU_ATTRIBUTES_BAD;
		return is_valid;
	}
	gpu->attributes = GPU_ATTRIBUTES_NO_VENDOR;
	decode_content(decoder, node, fields, COUNT_OF(fields), gpu, &gpu->attribute_strays, &gpu->cut_at);
	return true;
}

// A key that is here twice is read twice; the later value counts, unless the network has stopped at the earlier.
bool decode_gpu(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	static const struct field fields[] = {
		{ "units", decode_gpu_units, offsetof(struct sdl_gpu, units) },
		{ "attributes", decode_gpu_attributes, 0 },
	};
	struct sdl_gpu *gpu = out;

	if (decode_is_null(decoder, node, at))
		return false;
	gpu->at = at;
	if (report_null_collection(decoder->run, node, at)) {
		gpu->is_bad = true;
		return false;
	}
	gpu->is_ignored = node->kind == YNODE_SCALAR || (node->kind == YNODE_SEQUENCE && node->n_items == 0);
	decode_content(decoder, node, fields, COUNT_OF(fields), gpu, &gpu->strays, &gpu->cut_at);
	return true;
}
