// SPDX-License-Identifier: Apache-2.0
// In: the gpu of a compute profile. Out: findings about its units and keys.
#include "help/lone_value.h"
#include "help/stray_key.h"

static void check_units(struct run *run, const struct sdl_gpu *gpu);
static void check_limit(struct run *run, const struct sdl_gpu *gpu);
static void check_attributes(struct run *run, const struct sdl_gpu *gpu);
static void check_vendor(struct run *run, const struct sdl_gpu *gpu);
static void check_zero(struct run *run, const struct sdl_gpu *gpu);
static void check_keys(struct run *run, const struct sdl_gpu *gpu);
static void check_pairs(struct run *run, const struct sdl_gpu *gpu);
static void check_scalar(struct run *run, const struct sdl_gpu *gpu);
static void check_ignored(struct run *run, const struct sdl_gpu *gpu);

const struct rule rule_gpu_units_invalid = {
	.id = "gpu-units-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a number of GPUs that is not a whole number",
	.why = "The number of GPUs is written in decimal digits only. The network rejects fractions, signs and other notations, in every profile.",
	.fix = "Write a whole number, such as units: 1.",
	.source = "chain-sdk go/sdl/units.go, gpuQuantity",
	.on = { .gpu = check_units },
};

const struct rule rule_gpu_units_over_limit = {
	.id = "gpu-units-over-limit",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "more GPUs in one replica than the network allows",
	.why = "A replica can have at most 24 GPUs. The network rejects more in a deployed profile.",
	.fix = "Lower units to 24 or less, and raise count for more replicas.",
	.source = "chain-sdk go/node/deployment/v1beta4/validation_config.go",
	.on = { .gpu = check_limit },
};

const struct rule rule_gpu_attributes_missing = {
	.id = "gpu-attributes-missing",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "GPUs are requested without a vendor",
	.why = "With units above zero the network requires attributes with a vendor, in every profile; any model of the "
	       "vendor is then fine.",
	.fix = "Add attributes: with vendor:, and nvidia: under it.",
	.source = "chain-sdk go/sdl/gpu.go",
	.on = { .gpu = check_attributes },
};

const struct rule rule_gpu_vendor_missing = {
	.id = "gpu-vendor-missing",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the attributes of the GPU have no vendor",
	.why = "The attributes of a GPU name its maker: vendor, and nvidia under it. The network rejects attributes "
	       "without a vendor.",
	.fix = "Write vendor: with nvidia: under it, or remove attributes.",
	.source = "chain-sdk go/sdl/gpu.go",
	.on = { .gpu = check_vendor },
};

const struct rule rule_gpu_zero_units_with_attributes = {
	.id = "gpu-zero-units-with-attributes",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the GPU has attributes, but its units are zero or missing",
	.why = "units is zero or missing, so the network rejects the attributes of a deployed profile, and an interconnect "
	       "in every profile.",
	.fix = "Add units: 1, or remove attributes.",
	.source = "chain-sdk go/node/deployment/v1beta4/resourceunit.go, validateGPU",
	.on = { .gpu = check_zero },
};

const struct rule rule_gpu_unknown_field = {
	.id = "gpu-unknown-field",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "an unknown key under gpu",
	.why = "gpu has the keys units and attributes. Here the network rejects every other key.",
	.fix = "Remove the key, or correct its spelling.",
	.source = "chain-sdk go/sdl/gpu.go",
	.on = { .gpu = check_keys },
};

const struct rule rule_gpu_unknown_attribute = {
	.id = "gpu-unknown-attribute",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "an unknown key under the attributes of gpu",
	.why = "attributes has the keys vendor and interconnect. Here the network rejects every other key.",
	.fix = "Remove the key, or move it under the vendor's model.",
	.source = "chain-sdk go/sdl/gpu.go",
	.on = { .gpu = check_keys },
};

const struct rule rule_gpu_odd_list = {
	.id = "gpu-odd-list",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the last key of a list under gpu has no value",
	.why = "The network reads a list here as keys and values in turn, and crashes when the last one is missing.",
	.fix = "Write a mapping: units: 1.",
	.source = "chain-sdk go/sdl/gpu.go",
	.on = { .gpu = check_pairs },
};

const struct rule rule_gpu_scalar_ignored = {
	.id = "gpu-scalar-ignored",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_CONSOLE,
	.summary = "gpu is a single value, and requests no GPU at all",
	.why = "The network reads only a mapping with units and attributes here. A number such as gpu: 1 is accepted "
	       "but requests no GPU.",
	.fix = "Write gpu: with units: and attributes: under it.",
	.source = "chain-sdk go/sdl/gpu.go, UnmarshalYAML",
	.on = { .gpu = check_scalar },
};

const struct rule rule_gpu_vendor_ignored = {
	.id = "gpu-vendor-ignored",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_CONSOLE,
	.summary = "an unsupported GPU vendor",
	.why = "The network supports only the vendor nvidia. Any other key under vendor, even a typo, is ignored, "
	       "which leaves a request for any NVIDIA GPU: perhaps the wrong card, at the price of the most "
	       "expensive.",
	.fix = "Name the vendor nvidia, in lower case, or remove the gpu section: GPUs of other vendors can't be requested.",
	.source = "chain-sdk go/sdl/gpu.go, gpuVendor",
	.on = { .gpu = check_ignored },
};

static bool has_units(const struct sdl_gpu *gpu)
{
	return !gpu->is_bad && !gpu->cut_at && !gpu->units.is_bad && !gpu->units.fault;
}

static void check_units(struct run *run, const struct sdl_gpu *gpu)
{
	if (gpu->units.fault && !gpu->units.is_bad)
		report_quantity(run, &rule_gpu_units_invalid, &gpu->units, "number of GPUs", QUANTITY_KIND_GPU);
}

static void check_limit(struct run *run, const struct sdl_gpu *gpu)
{
	const struct limits *limits = &network.unit.gpu_units;
	struct diag *diag;

	if (!gpu->compute->is_deployed || !has_units(gpu) || gpu->units.value <= limits->max)
		return;
	diag = diag_add(run, &rule_gpu_units_over_limit, gpu->units.at, "a replica can have at most %llu GPUs, not %s",
			(unsigned long long)limits->max, quoted(run, gpu->units.text));
	diag_help(run, diag, "lower units, and raise count for more replicas");
}

static void check_attributes(struct run *run, const struct sdl_gpu *gpu)
{
	struct diag *diag;

	if (!has_units(gpu) || gpu->units.value == 0 || gpu->attributes != GPU_ATTRIBUTES_ABSENT || gpu->strays.n > 0)
		return;
	diag = diag_add(run, &rule_gpu_attributes_missing, gpu->units.at, "a GPU needs attributes with a vendor");
	lacks_resource(run, diag, gpu->compute, "gpu.attributes");
	diag_help(run, diag, "add attributes: with vendor:, and nvidia: under it");
}

static void check_vendor(struct run *run, const struct sdl_gpu *gpu)
{
	const struct ynode *key;
	struct diag *diag;

	if (gpu->attributes != GPU_ATTRIBUTES_NO_VENDOR || gpu->attribute_strays.n > 0 || gpu->cut_at)
		return;
	key = ynode_key(gpu->attributes_at);
	diag = diag_add(run, &rule_gpu_vendor_missing,
			gpu->vendor_at ? gpu->vendor_at
			: key          ? key
				       : gpu->attributes_at,
			"the attributes of the GPU name no vendor");
	lacks_resource(run, diag, gpu->compute, "gpu.attributes.vendor");
	diag_help(run, diag, "write vendor: with nvidia: under it");
	if (gpu->compute->is_deployed)
		diag_reject(run, diag, REJECTED_BY_CONSOLE);
}

static void check_zero(struct run *run, const struct sdl_gpu *gpu)
{
	bool has_interconnect = gpu->interconnect.group.text.len > 0;
	const char *what = has_interconnect ? "an interconnect" : "attributes";
	const struct ynode *key;
	struct diag *diag;

	if ((!gpu->compute->is_deployed && !has_interconnect) || !has_units(gpu) || gpu->units.value > 0 ||
	    gpu->attributes != GPU_ATTRIBUTES_OK || gpu->strays.n > 0)
		return;
	key = has_interconnect && gpu->interconnect.key ? gpu->interconnect.key : ynode_key(gpu->attributes_at);
	if (gpu->units.at)
		diag = diag_add(run, &rule_gpu_zero_units_with_attributes, gpu->units.at,
				"the GPU has %s, but \"units\" is %s", what,
				ynode_is_null(gpu->units.at) ? "empty" : "0");
	else
		diag = diag_add(run, &rule_gpu_zero_units_with_attributes, key ? key : gpu->attributes_at,
				"the GPU has %s, but no \"units\"", what);
	if (!gpu->units.at)
		lacks_resource(run, diag, gpu->compute, "gpu.units");
	diag_help(run, diag, "add units: 1, or remove %s", what);
}

// "nvidia: a100" where "attributes:" or "vendor:" must be.
static bool help_vendor(struct run *run, struct diag *diag, const struct sdl_stray *stray, const char *const *known)
{
	const struct ynode *mapping = stray->key->parent, *value;

	if (mapping->kind != YNODE_MAPPING || !is_one_of(stray->name, network.gpu_vendors))
		return false;
	value = ynode_resolve(mapping->items[stray->key->index + 1]);
	if (!value || value->kind != YNODE_SCALAR || !value->text.len)
		return false;
	diag_help(run, diag,
		  known == network.gpu_keys ? "write \"units: 1\" and \"attributes: {vendor: {%s: [{model: %s}]}}\""
					    : "write \"vendor: {%s: [{model: %s}]}\" in its place",
		  escaped(run, stray->name), escaped(run, value->text));
	return true;
}

static void report_keys(struct run *run, const struct rule *rule, const struct stray_list *strays,
			const char *const *known, const char *place)
{
	static const char *const drafts[] = { "rdma", "interconnect_group", NULL };

	for (size_t i = 0; i < strays->n; i++) {
		const struct sdl_stray *stray = &strays->items[i];
		struct diag *diag;

		if (report_list_of_keys(run, rule, stray->key, place))
			continue;
		diag = diag_add(run, rule, stray->key, "%s has no key %s", place, quoted(run, stray->name));
		if (known == network.gpu_attribute_keys && is_one_of(stray->name, drafts))
			diag_help(run, diag, "write \"interconnect: []\", or \"interconnect: {group: NAME}\"");
		else if (!explain_key(run, diag, stray->key) && !help_vendor(run, diag, stray, known))
			diag_help(run, diag, "remove it: only %s are allowed here", list_text(run, known, "and"));
	}
}

static void check_keys(struct run *run, const struct sdl_gpu *gpu)
{
	report_keys(run, &rule_gpu_unknown_field, &gpu->strays, network.gpu_keys, "\"gpu\"");
	report_keys(run, &rule_gpu_unknown_attribute, &gpu->attribute_strays, network.gpu_attribute_keys,
		    "\"attributes\" of a GPU");
	check_raw_attributes(run, &gpu->raw_attributes);
}

static void check_pairs(struct run *run, const struct sdl_gpu *gpu)
{
	struct diag *diag;

	if (!gpu->cut_at)
		return;
	diag = diag_add(run, &rule_gpu_odd_list, gpu->cut_at, "the last key of this list has no value");
	diag_help(run, diag, "write a mapping instead: units: and attributes: under gpu:");
}

static void check_scalar(struct run *run, const struct sdl_gpu *gpu)
{
	struct diag *diag;

	if (!gpu->is_ignored)
		return;
	diag = diag_add(run, &rule_gpu_scalar_ignored, gpu->at,
			"this requests no GPU: \"gpu\" must be a mapping, not %s", ynode_describe(run, gpu->at));
	diag_help(run, diag, "write units: and attributes: under gpu:");
}

static void check_ignored(struct run *run, const struct sdl_gpu *gpu)
{
	for (size_t i = 0; i < gpu->ignored_vendors.n; i++) {
		const struct sdl_stray *stray = &gpu->ignored_vendors.items[i];
		bool is_planned = is_one_of(stray->name, network.planned_gpu_vendors);
		struct diag *diag =
			diag_add(run, &rule_gpu_vendor_ignored, stray->key,
				 "GPU vendor %s is not supported%s, and is ignored: only \"nvidia\" can be requested",
				 quoted(run, stray->name), is_planned ? " yet" : "");

		if (gpu->n_models == 0)
			diag_label(run, diag, "this requests any NVIDIA GPU");
		if (!explain_key(run, diag, stray->key))
			diag_help(run, diag, "name the vendor \"nvidia\", or remove the gpu section");
	}
}
