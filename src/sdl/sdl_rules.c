// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the rules that are about the shape of an SDL, which are found while it is read.
#include "sdl/sdl_rules.h"

#include "diag/diag.h"

const struct rule rule_gpu_vendor_shape = {
	.id = "gpu-vendor-shape",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "vendor or its list of models has the wrong shape",
	.why = "vendor is a mapping with the key nvidia, and nvidia is a list with one mapping for each model that may be used. The network rejects any other shape.",
	.fix = "Write vendor:, under it nvidia:, and under that each model as an item: - model: a100.",
	.source = "chain-sdk go/sdl/gpu.go",
};

const struct rule rule_gpu_interconnect_shape = {
	.id = "gpu-interconnect-shape",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "interconnect is neither [] nor a mapping with a group",
	.why = "interconnect requests a fast network between the GPUs of several nodes: [] connects all replicas of the placement that request it, and {group: NAME} those with the same name. The network rejects anything else, even true or an alias, in every profile.",
	.fix = "Write interconnect: [], or interconnect: {group: NAME}.",
	.source = "chain-sdk go/sdl/gpu.go (go/sdl/v0.4.1)",
};

const struct rule rule_gpu_interconnect_reserved = {
	.id = "gpu-interconnect-reserved",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the group of an interconnect has the reserved name auto",
	.why = "The network itself uses the name auto for the group of interconnect: []. It rejects a group that is called so, in every profile.",
	.fix = "Write another name, or interconnect: [].",
	.source = "chain-sdk go/sdl/gpu.go (go/sdl/v0.4.1)",
};

const struct rule rule_sdl_empty = {
	.id = "sdl-empty",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE,
	.summary = "the file contains no SDL",
	.why = "The file is empty, has only comments, or is a single value. There is nothing to deploy.",
	.fix = "Write an SDL: a mapping with version, services, profiles and deployment.",
	.source = "chain-sdk go/sdl/sdl.go",
};
