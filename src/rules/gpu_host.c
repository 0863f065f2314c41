// SPDX-License-Identifier: Apache-2.0
// In: GPUs, CPU and memory of a deployed profile. Out: findings if few or no hosts match.
#include "catalogue/providers.h"
#include "policy/policy.h"
#include "query/sdl_query.h"

static void check_node(struct run *run, const struct sdl_gpu *gpu);
static void check_odd(struct run *run, const struct sdl_gpu *gpu);
static void check_tiny(struct run *run, const struct sdl_gpu *gpu);
static void check_far_below(struct run *run, const struct sdl_gpu *gpu);
static void check_below(struct run *run, const struct sdl_gpu *gpu);
static void check_cpu(struct run *run, const struct sdl_gpu *gpu);
static void check_host(struct run *run, const struct sdl_gpu *gpu);

const struct rule rule_gpu_units_over_node = {
	.id = "gpu-units-over-node",
	.severity = SEVERITY_WARNING,
	.summary = "more GPUs per replica than any known host has",
	.why = "A replica runs on one machine, so all of its GPUs must be in that machine, and free. The largest known hosts have 8 GPUs: nobody bids on more.",
	.fix = "Lower units to 8 or less, and raise count for more replicas.",
	.source = "provider cluster/kube/operators/clients/inventory/inventory.go, tryAdjustGPU",
	.on = { .gpu = check_node },
};

const struct rule rule_gpu_units_odd = {
	.id = "gpu-units-odd",
	.severity = SEVERITY_INFO,
	.summary = "a number of GPUs that does not divide a host evenly",
	.why = "Hosts have 8, 4, 2 or 1 GPUs. Any other number leaves GPUs over that few others can use, so fewer providers have room for it; and programs that spread a model over GPUs mostly need a power of two.",
	.fix = "Request 1, 2, 4 or 8 GPUs.",
	.source = "hosts and deployments in use",
	.on = { .gpu = check_odd },
};

const struct rule rule_gpu_memory_tiny = {
	.id = "gpu-memory-tiny",
	.severity = SEVERITY_WARNING,
	.summary = "too little memory for a program that uses the GPUs",
	.why = "The memory of a profile is that of the machine, not of the GPU. The CUDA libraries alone take a few hundred Mi, so with less than 512Mi per GPU a program is killed before it reaches the GPU, and you still pay for the GPU.",
	.fix = "Request at least 512Mi per GPU; most programs need several Gi.",
	.source = "deployments in use",
	.on = { .gpu = check_tiny },
};

const struct rule rule_gpu_memory_far_below_vram = {
	.id = "gpu-memory-far-below-vram",
	.severity = SEVERITY_INFO,
	.summary = "very little memory compared with the GPUs",
	.why = "Data for a GPU passes through the memory of the machine first. Working deployments have at least a fifth of the memory of their GPUs, and most have twice that.",
	.fix = "Request more memory, or a smaller GPU.",
	.source = "deployments in use",
	.on = { .gpu = check_far_below },
};

const struct rule rule_gpu_memory_below_vram = {
	.id = "gpu-memory-below-vram",
	.severity = SEVERITY_INFO,
	.is_pedantic = true,
	.summary = "less memory than the GPUs have",
	.why = "A program that loads all weights into memory before it moves them to the GPU needs as much memory as the GPU has. Many programs don't, and run well with less.",
	.fix = "Request as much memory as the GPUs have, or disable this rule.",
	.source = "deployments in use",
	.on = { .gpu = check_below },
};

const struct rule rule_gpu_cpu_starved = {
	.id = "gpu-cpu-starved",
	.severity = SEVERITY_INFO,
	.summary = "too little CPU to keep the GPUs busy",
	.why = "A GPU needs CPU to feed it. Below 0.25 core each it sits idle while you pay.",
	.fix = "Request at least 0.25 CPU per GPU; several cores are better.",
	.source = "deployments in use",
	.on = { .gpu = check_cpu },
};

const struct rule rule_gpu_host_memory_unlikely = {
	.id = "gpu-host-memory-unlikely",
	.severity = SEVERITY_INFO,
	.summary = "more memory than hosts have for this number of GPUs",
	.why = "A replica takes its memory, including volumes of class ram, from one machine. Known hosts have up to 1400Gi in total, and up to 180Gi per GPU. A larger request takes the share of other GPUs, so few providers bid.",
	.fix = "Request less memory, if the program allows it, or more GPUs.",
	.source = "hosts in use",
	.on = { .gpu = check_host },
};

// The divisors of what a large host has: "1, 2, 4 or 8".
static const char *even_shares(struct run *run)
{
	enum { MAX_SHARES = 32 };
	const char *list[MAX_SHARES + 1];
	size_t n = 0;

	for (uint32_t share = 1; share <= providers.max_gpus_per_node && n < MAX_SHARES; share++)
		if (providers.max_gpus_per_node % share == 0)
			list[n++] = arena_printf(run->arena, "%u", (unsigned)share);
	list[n] = NULL;
	return list_text(run, list, "or");
}

static void check_node(struct run *run, const struct sdl_gpu *gpu)
{
	const struct policy *policy = run->settings->policy;
	bool has_own = policy && policy->max_units_per_node.is_set;
	uint64_t most = has_own ? policy->max_units_per_node.value : providers.max_gpus_per_node;
	struct diag *diag;

	if (!gpu->compute->is_deployed || gpus_of(gpu->compute) <= most)
		return;
	diag = diag_add(run, &rule_gpu_units_over_node, gpu->units.at,
			"the %llu GPUs of a replica must be in one machine, but the largest %s has %llu",
			(unsigned long long)gpu->units.value, has_own ? "host of the policy" : "known host",
			(unsigned long long)most);
	diag_help(run, diag, "lower units to %llu or less, and raise count for more replicas",
		  (unsigned long long)most);
}

static void check_odd(struct run *run, const struct sdl_gpu *gpu)
{
	uint64_t units = gpus_of_host(gpu->compute);
	struct diag *diag;

	if (!gpu->compute->is_deployed || units == 0 || providers.max_gpus_per_node % units == 0)
		return;
	diag = diag_add(run, &rule_gpu_units_odd, gpu->units.at, "%llu GPUs don't divide a host of %u evenly",
			(unsigned long long)units, (unsigned)providers.max_gpus_per_node);
	diag_help(run, diag, "request %s, if the program allows it: more providers have room for that",
		  even_shares(run));
}

static bool has_memory(const struct sdl_gpu *gpu)
{
	return gpu->compute->is_deployed && gpus_of_host(gpu->compute) > 0 && !gpu->compute->memory.is_bad &&
	       is_size_valid(&gpu->compute->memory.size, &network.unit.memory_bytes);
}

static bool is_tiny(const struct sdl_gpu *gpu)
{
	return gpu->compute->memory.size.value / gpu->units.value < providers.memory_per_gpu_min;
}

static void check_tiny(struct run *run, const struct sdl_gpu *gpu)
{
	const struct leaf_quantity *memory = &gpu->compute->memory.size;
	struct diag *diag;

	if (!has_memory(gpu) || !is_tiny(gpu))
		return;
	diag = diag_add(run, &rule_gpu_memory_tiny, memory->at, "%s of memory is too little for a program that uses %s",
			bytes_text(run, memory->value), gpus_text(run, gpu->units.value));
	diag_help(run, diag, "write %s or more; most programs need several Gi per GPU",
		  bytes_text(run, providers.memory_per_gpu_min * gpu->units.value));
}

// Bytes of all GPUs together; 0 if that is not known.
static uint64_t vram_of(const struct run *run, const struct sdl_gpu *gpu)
{
	return (least_vram_of(run, gpu) << 30) * gpu->units.value;
}

// Whole Gi, up.
static uint64_t memory_wanted(uint64_t vram)
{
	uint64_t bytes = (uint64_t)((double)vram * providers.memory_to_vram_min);

	return (bytes + (1u << 30) - 1) >> 30 << 30;
}

static bool is_far_below(uint64_t memory, uint64_t vram)
{
	return (double)memory < (double)vram * providers.memory_to_vram_min;
}

static void check_far_below(struct run *run, const struct sdl_gpu *gpu)
{
	const struct leaf_quantity *memory = &gpu->compute->memory.size;
	uint64_t vram;
	struct diag *diag;

	if (!has_memory(gpu) || is_tiny(gpu))
		return;
	vram = vram_of(run, gpu);
	if (!is_far_below(memory->value, vram))
		return;
	diag = diag_add(run, &rule_gpu_memory_far_below_vram, memory->at, "%s of memory is very little for %s with %s",
			bytes_text(run, memory->value), gpus_text(run, gpu->units.value), bytes_text(run, vram));
	diag_help(run, diag, "write %s or more: data for the GPU passes through it",
		  bytes_text(run, memory_wanted(vram)));
}

static void check_below(struct run *run, const struct sdl_gpu *gpu)
{
	const struct leaf_quantity *memory = &gpu->compute->memory.size;
	uint64_t vram;
	struct diag *diag;

	if (!has_memory(gpu) || is_tiny(gpu))
		return;
	vram = vram_of(run, gpu);
	if (memory->value >= vram || is_far_below(memory->value, vram))
		return;
	diag = diag_add(run, &rule_gpu_memory_below_vram, memory->at, "%s of memory is less than the %s of %s",
			bytes_text(run, memory->value), bytes_text(run, vram), gpus_text(run, gpu->units.value));
	diag_help(run, diag, "a program that loads all weights at once needs %s", bytes_text(run, vram));
}

static void check_cpu(struct run *run, const struct sdl_gpu *gpu)
{
	const struct leaf_quantity *cpu = &gpu->compute->cpu.units;
	uint64_t units = gpus_of_host(gpu->compute);
	struct diag *diag;

	if (!gpu->compute->is_deployed || units == 0 || gpu->compute->cpu.is_bad ||
	    !is_size_valid(cpu, &network.unit.cpu_millicpu) || cpu->value / units >= providers.cpu_per_gpu_min)
		return;
	diag = diag_add(run, &rule_gpu_cpu_starved, cpu->at, "%s of CPU can't keep %s busy", quoted(run, cpu->text),
			gpus_text(run, units));
	diag_help(run, diag, "write %s or more; several cores are better",
		  cpu_text(run, providers.cpu_per_gpu_min * units));
}

// Volumes that take memory of the node, in addition to that of the profile.
static uint64_t ram_of(const struct sdl_compute *compute)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < compute->n_volumes; i++)
		if (!compute->volumes[i]->is_bad && is_ram(compute->volumes[i]) &&
		    is_size_valid(&compute->volumes[i]->size, &network.unit.storage_bytes))
			bytes += compute->volumes[i]->size.value;
	return bytes;
}

static void check_host(struct run *run, const struct sdl_gpu *gpu)
{
	const struct ynode *at = gpu->compute->memory.size.at;
	uint64_t ram, bytes, most;
	const char *share = "its share of a host";
	struct diag *diag;

	if (!has_memory(gpu))
		return;
	ram = ram_of(gpu->compute);
	bytes = gpu->compute->memory.size.value + ram;
	most = providers.memory_per_gpu_max * gpu->units.value;
	if (most > providers.host_memory_max) {
		most = providers.host_memory_max;
		share = "any known host has";
	}
	if (bytes <= most)
		return;
	diag = diag_add(run, &rule_gpu_host_memory_unlikely, at, "%s of memory for %s%s is more than %s",
			bytes_text(run, bytes), gpus_text(run, gpu->units.value),
			ram ? ", including volumes of class ram," : "", share);
	diag_help(run, diag, "write %s or less%s, or expect few bids", bytes_text(run, most), ram ? " in total" : "");
}
