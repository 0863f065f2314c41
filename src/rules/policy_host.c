// SPDX-License-Identifier: Apache-2.0
// In: what stands beside GPUs, and the policy. Out: findings about CPU, memory and shared memory.
#include "rules/common.h"
#include "rules/policy_common.h"

static void check_ratios(struct run *run, const struct sdl_leaf *leaf);
static void check_shm(struct run *run, const struct sdl_leaf *leaf);

const struct rule rule_policy_gpu_host_ratio = {
	.id = "policy-gpu-host-ratio",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "CPU or memory for each GPU is not what the policy wants",
	.why = "The policy sets how much CPU and memory a service has for each of its GPUs, and how large its memory is against that of the card.",
	.fix = "Change the CPU or the memory of the profile.",
	.source = "the policy given with --policy",
	.on = { .leaf = check_ratios },
};

const struct rule rule_policy_gpu_shm = {
	.id = "policy-gpu-shm",
	.severity = SEVERITY_ERROR,
	.is_pedantic = true,
	.summary = "a service with several GPUs has less shared memory than the policy wants",
	.why = "The policy wants a volume of class ram at /dev/shm from a number of GPUs on, with so much for each of them.",
	.fix = "Add a volume of class ram, and mount it at /dev/shm.",
	.source = "the policy given with --policy",
	.on = { .leaf = check_shm },
};

static const struct sdl_gpu *gpu_of(const struct run *run, const struct sdl_leaf *leaf)
{
	const struct sdl_compute *compute = leaf->compute;

	if (!run->settings->policy || !compute || compute->entry.is_bad || compute->gpu.is_bad || compute->gpu.units.fault ||
	    compute->gpu.units.value == 0)
		return NULL;
	return &compute->gpu;
}

static void check_range(struct run *run, const struct leaf_quantity *leaf, uint64_t units, const char *what,
			const struct policy_quantity *least, const struct policy_quantity *most)
{
	bool is_low = least->is_set && leaf->value < least->value * units;
	struct diag *diag;

	if (!leaf->at || leaf->is_bad || leaf->fault || (!is_low && !(most->is_set && leaf->value > most->value * units)))
		return;
	diag = report(run, &rule_policy_gpu_host_ratio, leaf->at, "%s %s for %llu GPU%s; the policy wants at %s %s for each", quoted(run, leaf->text),
		      what, (unsigned long long)units, units == 1 ? "" : "s", is_low ? "least" : "most",
		      escaped(run, is_low ? least->text : most->text));
	diag_help(run, diag, "change it, or the number of GPUs");
}

// Against the smallest card that may answer.
static void check_vram_ratio(struct run *run, const struct sdl_leaf *leaf, const struct sdl_gpu *gpu)
{
	const struct policy_number *ratio = &run->settings->policy->gpu.memory_to_vram_min;
	const struct leaf_quantity *memory = &leaf->compute->memory.size;
	uint64_t vram = 0;
	struct diag *diag;

	for (size_t i = 0; i < gpu->n_models; i++) {
		uint64_t other = policy_vram_of(run, gpu->models[i]);

		vram = vram == 0 || other < vram ? other : vram;
	}
	vram *= gpu->units.value;
	if (!ratio->is_set || !memory->at || memory->is_bad || memory->fault || (double)memory->value >= ratio->value * (double)vram)
		return;
	diag = report(run, &rule_policy_gpu_host_ratio, memory->at, "%s memory beside %s on the GPUs; the policy wants at least %g times that",
		      quoted(run, memory->text), bytes_text(run, vram), ratio->value);
	diag_help(run, diag, "ask for more memory");
}

static void check_ratios(struct run *run, const struct sdl_leaf *leaf)
{
	const struct sdl_gpu *gpu = gpu_of(run, leaf);
	const struct policy *policy = run->settings->policy;

	if (!gpu)
		return;
	check_range(run, &leaf->compute->cpu.units, gpu->units.value, "CPU", &policy->gpu.cpu_min, &policy->gpu.cpu_max);
	check_range(run, &leaf->compute->memory.size, gpu->units.value, "memory", &policy->gpu.memory_min, &policy->gpu.memory_max);
	check_vram_ratio(run, leaf, gpu);
}

static const struct sdl_volume *shm_of(const struct sdl_leaf *leaf)
{
	const struct sdl_map *mounts = &leaf->service->params.storage;

	for (size_t i = 0; i < mounts->n; i++) {
		const struct sdl_mount *mount = (const struct sdl_mount *)mounts->items[i];

		if (mount->entry.is_bad || !str_is(mount->mount.text, "/dev/shm"))
			continue;
		for (size_t j = 0; j < leaf->compute->n_volumes; j++)
			if (str_eq(leaf->compute->volumes[j]->name, mount->entry.name))
				return leaf->compute->volumes[j];
	}
	return NULL;
}

static void check_shm(struct run *run, const struct sdl_leaf *leaf)
{
	const struct sdl_gpu *gpu = gpu_of(run, leaf);
	const struct policy *policy = run->settings->policy;
	const struct sdl_volume *shm;
	struct diag *diag;

	if (!gpu || !leaf->service || leaf->service->entry.is_bad || !policy->gpu.shm_from_units.is_set ||
	    gpu->units.value < policy->gpu.shm_from_units.value)
		return;
	shm = shm_of(leaf);
	if (!shm) {
		diag = report(run, &rule_policy_gpu_shm, gpu->units.at, "%s GPUs without a volume at /dev/shm, which the policy wants",
			      quoted(run, gpu->units.text));
		diag_help(run, diag, "add a volume of class ram, and mount it at /dev/shm");
	} else if (policy->gpu.shm_per_gpu.is_set && shm->size.value < policy->gpu.shm_per_gpu.value * gpu->units.value) {
		diag = report(run, &rule_policy_gpu_shm, shm->size.at ? shm->size.at : shm->at, "%s of shared memory for %s GPUs; the policy wants %s for each",
			      quoted(run, shm->size.text), quoted(run, gpu->units.text), escaped(run, policy->gpu.shm_per_gpu.text));
		diag_help(run, diag, "make the volume larger");
	}
}
