// SPDX-License-Identifier: Apache-2.0
// In: the memory of a compute profile. Out: findings about its size.
#include "query/common.h"

static void check_memory(struct run *run, const struct sdl_compute *compute);
static void check_size(struct run *run, const struct sdl_compute *compute);

const struct rule rule_memory_missing = {
	.id = "memory-missing",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a deployed compute profile requests no memory",
	.why = "Every deployed profile must request memory: memory with size. The network rejects one without it.",
	.fix = "Add memory: with size:, such as size: 512Mi.",
	.source = "chain-sdk go/node/deployment/v1beta4/resourceunit.go",
	.on = { .compute = check_memory },
};

const struct rule rule_memory_size_invalid = {
	.id = "memory-size-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a size of memory that is not a number with a unit",
	.why = "A size is a number with one of the units k, M, G, T, P, E (powers of 1000) or Ki, Mi, Gi, Ti, Pi, Ei "
	       "(powers of 1024), spelled exactly so and without a space. The network rejects anything else, in every "
	       "profile.",
	.fix = "Write a size such as 512Mi or 16Gi.",
	.source = "chain-sdk go/sdl/units.go, byteQuantity",
	.on = { .compute = check_size },
};

const struct rule rule_memory_size_range = {
	.id = "memory-size-range",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a size of memory out of range",
	.why = "A replica can have 1Mi to 2Ti of memory. The network rejects anything else in a profile that is "
	       "deployed. A number without a unit counts bytes.",
	.fix = "Write a size from 1Mi to 2Ti.",
	.source = "chain-sdk go/node/deployment/v1beta4/validation_config.go",
	.on = { .compute = check_memory },
};

static void check_memory(struct run *run, const struct sdl_compute *compute)
{
	const struct sdl_memory *memory = &compute->memory;
	const struct ynode *at = memory->size.at;
	struct diag *diag;

	if (!compute->is_deployed || !has_resources(compute) || compute->is_resources_bad || memory->is_bad ||
	    memory->size.is_bad || memory->size.fault)
		return;
	if (at && !ynode_is_null(at)) {
		report_size_range(run, &rule_memory_size_range, &memory->size, "memory", &network.unit.memory_bytes);
		return;
	}
	if (!at)
		at = memory->key ? memory->key : compute->resources_key;
	diag = diag_add(run, &rule_memory_missing, at ? at : compute->entry.key, "the profile %s requests no memory",
			quoted(run, compute->entry.name));
	lacks_resource(run, diag, compute, "memory.size");
	diag_help(run, diag, "add memory: with size:, such as 512Mi");
}

static void check_size(struct run *run, const struct sdl_compute *compute)
{
	const struct leaf_quantity *size = &compute->memory.size;

	if (size->fault && !size->is_bad)
		report_quantity(run, &rule_memory_size_invalid, size, "memory size", QUANTITY_KIND_BYTES);
}
