// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the rules that are about the shape of an SDL, which are found while it is read.
#include "sdl/sdl_rules.h"

#include "diag/diag.h"

const struct rule rule_gpu_vendor_shape = {
	.id = "gpu-vendor-shape",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "vendor or its list of models has the wrong shape",
	.why = "vendor is a mapping with the key nvidia, and nvidia is a list with one mapping for each model that may "
	       "be used. The network refuses any other shape.",
	.fix = "Write vendor:, below it nvidia:, and below that each model as an item: - model: a100.",
	.source = "chain-sdk go/sdl/gpu.go",
};

const struct rule rule_sdl_empty = {
	.id = "sdl-empty",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE,
	.summary = "the file holds no SDL",
	.why = "The file is empty, has only comments, or is a single value. There is nothing to deploy.",
	.fix = "Write an SDL: a mapping with version, services, profiles and deployment.",
	.source = "chain-sdk go/sdl/sdl.go",
};
