// SPDX-License-Identifier: Apache-2.0
// In: a group, everything that is requested on one placement. Out: findings about its totals.
#include "query/common.h"

static void check_totals(struct run *run, const struct sdl_group *group);

const struct rule rule_group_cpu_range = {
	.id = "group-cpu-range",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the CPU of a placement is zero or above the limit",
	.why = "All replicas on one placement together can have up to 19200 cores. The network rejects more, "
	       "and a placement where every count is 0.",
	.fix = "Set count to 1 or more, or request fewer or smaller replicas.",
	.source = "chain-sdk go/node/deployment/v1beta4/resourceunits.go",
	.on = { .group = check_totals },
};

const struct rule rule_group_memory_range = {
	.id = "group-memory-range",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the memory of a placement is above the limit",
	.why = "All replicas on one placement together can have up to 100Ti of memory. The network rejects more.",
	.fix = "Request fewer or smaller replicas, or use another placement.",
	.source = "chain-sdk go/node/deployment/v1beta4/resourceunits.go",
	.on = { .group = check_totals },
};

const struct rule rule_gpu_group_over_limit = {
	.id = "gpu-group-over-limit",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the GPUs of a placement are above the limit",
	.why = "All replicas on one placement together can have up to 1200 GPUs. The network rejects more.",
	.fix = "Request fewer replicas or GPUs, or use another placement.",
	.source = "chain-sdk go/node/deployment/v1beta4/resourceunits.go",
	.on = { .group = check_totals },
};

// Each amount is in range when this is added up, so that only the count can make it overflow.
struct totals {
	uint64_t cpu, memory, gpu;
	const struct sdl_assignment *blamed; // the first that makes it too much
};

static uint64_t add_product(uint64_t sum, uint64_t value, uint32_t count)
{
	if (count && value > (UINT64_MAX - sum) / count)
		return UINT64_MAX;
	return sum + value * count;
}

static bool is_within(const struct leaf_quantity *assignment, const struct limits *limits)
{
	return !assignment->is_bad && !assignment->fault && assignment->value >= limits->min &&
	       assignment->value <= limits->max;
}

static bool is_valid(const struct sdl_assignment *assignment)
{
	const struct sdl_compute *compute = assignment->compute;

	return !assignment->entry.is_bad && !assignment->count.is_bad && compute && !compute->entry.is_bad &&
	       compute->resources_at && !compute->is_resources_bad &&
	       is_within(&compute->cpu.units, &network.unit.cpu_millicpu) &&
	       is_within(&compute->memory.size, &network.unit.memory_bytes) &&
	       is_within(&compute->gpu.units, &network.unit.gpu_units);
}

// Version 2.1 adds up the counts of services with one profile, in 32 bits, where they wrap around.
static uint32_t count_of(const struct run *run, const struct sdl_group *group, size_t i)
{
	uint32_t count = 0;

	if (run->sdl->version != SDL_VERSION_2_1)
		return group->assignments[i]->count.value;
	for (size_t j = 0; j < group->n_assignments; j++) {
		if (group->assignments[j]->compute != group->assignments[i]->compute)
			continue;
		if (j < i)
			return 0;
		count += group->assignments[j]->count.value;
	}
	return count;
}

static bool is_too_much(const struct totals *totals)
{
	return totals->cpu > network.group.cpu_millicpu.max || totals->gpu > network.group.gpu_units.max ||
	       totals->memory > network.group.memory_bytes.max;
}

static void report_total(struct run *run, const struct rule *rule, const struct sdl_group *group,
			 const struct totals *totals, const char *what, const char *limit)
{
	const struct sdl_assignment *assignment = totals->blamed ? totals->blamed : group->assignments[0];
	struct diag *diag = diag_add(run, rule, assignment->count.at ? assignment->count.at : assignment->entry.key,
				     "the placement %s requests %s", quoted(run, group->name), what);

	diag_help(run, diag, "%s", limit);
}

// A count that is not there is 0 as well, and is what is missing.
static void report_no_count(struct run *run, const struct sdl_group *group)
{
	for (size_t i = 0; i < group->n_assignments; i++) {
		const struct sdl_assignment *assignment = group->assignments[i];
		const char *service = quoted(run, assignment->deployment->entry.name),
			   *placement = quoted(run, group->name);
		struct diag *diag;

		if (assignment->count.at && !ynode_is_null(assignment->count.at)) {
			diag = diag_add(run, &rule_group_cpu_range, assignment->count.at,
					"the service %s runs no replicas on %s: its count is 0", service, placement);
			diag_help(run, diag, "write a count of 1 or more");
		} else {
			diag = diag_add(run, &rule_group_cpu_range,
					assignment->count.at ? assignment->count.at : assignment->entry.key,
					"the service %s has no count on %s", service, placement);
			diag_lacks(run, diag, "%s.count", node_place(run, assignment->entry.key));
			diag_help(run, diag, "add \"count: 1\", or the number of replicas that you need");
		}
	}
}

static void check_totals(struct run *run, const struct sdl_group *group)
{
	struct totals totals = { 0 };

	for (size_t i = 0; i < group->n_assignments; i++) {
		const struct sdl_assignment *assignment = group->assignments[i];
		uint32_t count;

		if (!is_valid(assignment))
			return;
		count = count_of(run, group, i);
		totals.cpu = add_product(totals.cpu, assignment->compute->cpu.units.value, count);
		totals.memory = add_product(totals.memory, assignment->compute->memory.size.value, count);
		totals.gpu = add_product(totals.gpu, assignment->compute->gpu.units.value, count);
		if (!totals.blamed && is_too_much(&totals))
			totals.blamed = assignment;
	}
	if (totals.cpu < network.group.cpu_millicpu.min)
		report_no_count(run, group);
	else if (totals.cpu > network.group.cpu_millicpu.max)
		report_total(run, &rule_group_cpu_range, group, &totals,
			     arena_printf(run->arena, "%s CPU cores in total", cpu_text(run, totals.cpu)),
			     arena_printf(run->arena, "the limit is %s: lower count or cpu units",
					  cpu_text(run, network.group.cpu_millicpu.max)));
	else if (totals.gpu > network.group.gpu_units.max)
		report_total(run, &rule_gpu_group_over_limit, group, &totals,
			     arena_printf(run->arena, "%llu GPUs in total", (unsigned long long)totals.gpu),
			     arena_printf(run->arena, "the limit is %llu: lower count or gpu units",
					  (unsigned long long)network.group.gpu_units.max));
	else if (totals.memory > network.group.memory_bytes.max)
		report_total(run, &rule_group_memory_range, group, &totals,
			     arena_printf(run->arena, "%s of memory in total", bytes_text(run, totals.memory)),
			     arena_printf(run->arena, "the limit is %s: lower count or the size of memory",
					  bytes_text(run, network.group.memory_bytes.max)));
}
