// SPDX-License-Identifier: Apache-2.0
// In: what stands beside GPUs, and the policy. Out: findings about CPU, memory and shared memory.
#include "query/policy_common.h"
#include "query/sdl_query.h"

static void check_ratios(struct run *run, const struct sdl_assignment *assignment);
static void check_shm(struct run *run, const struct sdl_assignment *assignment);

const struct rule rule_policy_gpu_host_ratio = {
	.id = "policy-gpu-host-ratio",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "CPU or memory per GPU is outside the policy's limits",
	.why = "The policy limits the CPU and memory per GPU of a service, and the ratio of its memory to GPU memory.",
	.fix = "Change the CPU or the memory of the profile.",
	.source = "the policy given with --policy",
	.on = { .assignment = check_ratios },
};

const struct rule rule_policy_gpu_shm = {
	.id = "policy-gpu-shm",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "a service with several GPUs has less shared memory than the policy requires",
	.why = "From a set number of GPUs on, the policy requires a volume of class ram at /dev/shm, with a minimum size per GPU.",
	.fix = "Add a volume of class ram, and mount it at /dev/shm.",
	.source = "the policy given with --policy",
	.on = { .assignment = check_shm },
};

static void check_range(struct run *run, const struct leaf_quantity *assignment, uint64_t units, const char *what,
			const struct policy_quantity *least, const struct policy_quantity *most)
{
	bool is_low = least->is_set && assignment->value < policy_times(least->value, units);
	bool is_high = most->is_set && assignment->value > policy_times(most->value, units);
	struct diag *diag;

	if (!is_low && !is_high)
		return;
	diag = diag_add(run, &rule_policy_gpu_host_ratio, assignment->at,
			"%s of %s for %s; the policy requires at %s %s per GPU", quoted(run, assignment->text), what,
			gpus_text(run, units), is_low ? "least" : "most",
			escaped(run, is_low ? least->text : most->text));
	diag_help(run, diag, "change it, or the number of GPUs");
}

// The memory of the smallest card that may answer; 0 if unknown.
static uint64_t least_vram(const struct run *run, const struct sdl_gpu *gpu)
{
	uint64_t least = gpu->n_models ? UINT64_MAX : 0;

	for (size_t i = 0; i < gpu->n_models; i++) {
		uint64_t vram = policy_vram_of(run, gpu->models[i]);

		if (vram < least)
			least = vram;
	}
	return least;
}

static void check_vram_ratio(struct run *run, const struct sdl_assignment *assignment, const struct sdl_gpu *gpu)
{
	const struct policy_number *ratio = &run->settings->policy->gpu.memory_to_vram_min;
	const struct leaf_quantity *memory = &assignment->compute->memory.size;
	uint64_t vram = policy_times(least_vram(run, gpu), gpu->units.value);
	struct diag *diag;

	if (!ratio->is_set || (double)memory->value >= ratio->value * (double)vram)
		return;
	diag = diag_add(run, &rule_policy_gpu_host_ratio, memory->at,
			"%s of memory for %s with %s in total; the policy requires at least %g times as much",
			quoted(run, memory->text), gpus_text(run, gpu->units.value), bytes_text(run, vram),
			ratio->value);
	diag_help(run, diag, "request more memory");
}

// Amounts that the network refuses were reported.
static void check_ratios(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_gpu *gpu = policy_gpu_of(run, assignment);
	const struct policy *policy = run->settings->policy;
	const struct sdl_compute *compute = assignment->compute;

	if (!gpu)
		return;
	if (!compute->cpu.is_bad && is_size_valid(&compute->cpu.units, &network.unit.cpu_millicpu))
		check_range(run, &compute->cpu.units, gpu->units.value, "CPU", &policy->gpu.cpu_min,
			    &policy->gpu.cpu_max);
	if (compute->memory.is_bad || !is_size_valid(&compute->memory.size, &network.unit.memory_bytes))
		return;
	check_range(run, &compute->memory.size, gpu->units.value, "memory", &policy->gpu.memory_min,
		    &policy->gpu.memory_max);
	check_vram_ratio(run, assignment, gpu);
}

// What is mounted at /dev/shm, or NULL.
static const struct sdl_volume *shm_of(const struct sdl_assignment *assignment)
{
	for (size_t i = 0; i < assignment->compute->n_volumes; i++) {
		const struct sdl_mount *mount = mount_of(assignment, assignment->compute->volumes[i]);

		if (mount && !mount->entry.is_bad && is_shm_path(mount->mount.text))
			return assignment->compute->volumes[i];
	}
	return NULL;
}

static void check_shm(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_gpu *gpu = policy_gpu_of(run, assignment);
	const struct policy *policy = run->settings->policy;
	const struct sdl_volume *shm;
	struct diag *diag;

	if (!gpu || !is_assignment_valid(assignment))
		return;
	shm = shm_of(assignment);
	if (shm && is_ram(shm)) {
		if (!policy->gpu.shm_per_gpu.is_set || shm->is_bad ||
		    !is_size_valid(&shm->size, &network.unit.storage_bytes) ||
		    shm->size.value >= policy_times(policy->gpu.shm_per_gpu.value, gpu->units.value))
			return;
		diag = diag_add(run, &rule_policy_gpu_shm, shm->size.at,
				"%s of shared memory for %s; the policy requires %s per GPU",
				quoted(run, shm->size.text), gpus_text(run, gpu->units.value),
				escaped(run, policy->gpu.shm_per_gpu.text));
		diag_help(run, diag, "make the volume larger");
	} else if (policy->gpu.shm_from_units.is_set && gpu->units.value >= policy->gpu.shm_from_units.value) {
		diag = diag_add(run, &rule_policy_gpu_shm, gpu->units.at,
				"%s without shared memory, which the policy requires from %llu on",
				gpus_text(run, gpu->units.value), (unsigned long long)policy->gpu.shm_from_units.value);
		diag_help(run, diag, "add a volume of class ram, and mount it at /dev/shm");
	}
}
