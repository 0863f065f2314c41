// SPDX-License-Identifier: Apache-2.0
// In: volumes of class ram, and mounts at /dev/shm. Out: findings where shared memory is missing, unused or odd.
#include "base/number.h"
#include "catalogue/providers.h"
#include "query/sdl_query.h"
#include "query/workload.h"

static void check_multi(struct run *run, const struct sdl_assignment *assignment);
static void check_unused(struct run *run, const struct sdl_volume *volume);
static void check_mounts(struct run *run, const struct sdl_assignment *assignment);
static void check_size(struct run *run, const struct sdl_volume *volume);
static void check_small(struct run *run, const struct sdl_assignment *assignment);
static void check_loaders(struct run *run, const struct sdl_assignment *assignment);

const struct rule rule_multi_gpu_without_shm = {
	.id = "multi-gpu-without-shm",
	.severity = SEVERITY_WARNING,
	.summary = "several GPUs without shared memory",
	.why = "Programs that use several GPUs exchange data through /dev/shm, which has 64Mi unless the container mounts a volume of class ram there. NCCL, PyTorch and vLLM then stop with an error, often after hours of loading.",
	.fix = "Add a volume with class: ram and persistent: false to the profile, and mount it at /dev/shm in params.storage of the service.",
	.source = "provider cluster/kube/builder/workload.go; NCCL user guide, troubleshooting: shared memory",
	.on = { .assignment = check_multi },
};

const struct rule rule_shm_not_mounted = {
	.id = "shm-not-mounted",
	.severity = SEVERITY_WARNING,
	.summary = "a volume of class ram that no service mounts",
	.why = "A provider mounts only the volumes that params.storage of a service names. You pay for the memory of this volume, but /dev/shm stays as small as without it.",
	.fix = "Add params.storage with the name of the volume and mount: /dev/shm to the service, or remove the volume.",
	.source = "provider cluster/kube/builder/workload.go",
	.on = { .volume = check_unused },
};

const struct rule rule_devshm_not_ram = {
	.id = "devshm-not-ram",
	.severity = SEVERITY_WARNING,
	.summary = "a volume at /dev/shm that is not of class ram",
	.why = "/dev/shm is memory that programs share. A volume of another class is a disk: programs that expect memory there are slow or fail.",
	.fix = "Give the volume class: ram and persistent: false.",
	.source = "provider cluster/kube/builder/workload.go",
	.on = { .assignment = check_mounts },
};

const struct rule rule_ram_volume_not_devshm = {
	.id = "ram-volume-not-devshm",
	.severity = SEVERITY_INFO,
	.summary = "a volume of class ram that is not mounted at /dev/shm",
	.why = "Volumes of class ram are made for shared memory, which programs look for at /dev/shm. Elsewhere it is a disk in memory: fast, lost when the container stops, and at the price of memory. Under /tmp and /run, and for secrets, that is the purpose.",
	.fix = "Mount it at /dev/shm, unless you want a disk in memory.",
	.source = "provider cluster/kube/builder/workload.go",
	.on = { .assignment = check_mounts },
};

const struct rule rule_shm_larger_than_memory = {
	.id = "shm-larger-than-memory",
	.severity = SEVERITY_INFO,
	.summary = "more shared memory than memory",
	.why = "A volume of class ram adds to the memory of the profile, and one machine must have both free. A program rarely needs more shared memory than memory.",
	.fix = "Make the volume smaller, or memory larger.",
	.source = "provider cluster/kube/operators/clients/inventory/inventory.go, tryAdjust",
	.on = { .volume = check_size },
};

const struct rule rule_shm_too_small = {
	.id = "shm-too-small",
	.severity = SEVERITY_WARNING,
	.summary = "several GPUs with very little shared memory",
	.why = "Programs that use several GPUs exchange data through /dev/shm. A volume that is hardly larger than the default of 64Mi does not help: NCCL and PyTorch stop with an error.",
	.fix = "Give the volume 1Gi or more for each GPU.",
	.source = "NCCL user guide, troubleshooting: shared memory",
	.on = { .assignment = check_small },
};

const struct rule rule_loader_without_shm = {
	.id = "loader-without-shm",
	.severity = SEVERITY_INFO,
	.summary = "data loading processes without shared memory",
	.why = "The worker processes of a PyTorch data loader pass on their batches through /dev/shm, which has 64Mi unless the container mounts a volume of class ram there. With several workers it is full after a few batches, and the program stops with a bus error.",
	.fix = "Add a volume with class: ram and persistent: false to the profile, and mount it at /dev/shm.",
	.source = "docs.pytorch.org, torch.utils.data; provider cluster/kube/builder/workload.go",
	.on = { .assignment = check_loaders },
};

static const struct sdl_volume *ram_volume_of(const struct sdl_compute *compute)
{
	for (size_t i = 0; i < compute->n_volumes; i++)
		if (!compute->volumes[i]->is_bad && is_ram(compute->volumes[i]))
			return compute->volumes[i];
	return NULL;
}

// Whatever it is that is mounted there.
static bool has_shm(const struct sdl_assignment *assignment)
{
	const struct sdl_map *mounts = &assignment->service->params.storage;

	for (size_t i = 0; i < mounts->n; i++)
		if (is_shm_path(((const struct sdl_mount *)mounts->items[i])->mount.text))
			return true;
	return false;
}

// A volume of class ram that is only not mounted is another rule's.
static bool is_ram_unused(const struct sdl_compute *compute)
{
	const struct sdl_volume *volume = ram_volume_of(compute);

	if (!volume)
		return false;
	for (size_t i = 0; i < compute->n_assignments; i++)
		if (compute->are_leaves_valid && mount_of(compute->assignments[i], volume))
			return false;
	return true;
}

// One that the network refuses, and that may be meant for shared memory.
static bool has_wrong_mount(const struct sdl_assignment *assignment)
{
	const struct sdl_map *mounts = &assignment->service->params.storage;

	for (size_t i = 0; i < mounts->n; i++) {
		const struct sdl_mount *mount = (const struct sdl_mount *)mounts->items[i];
		const struct str path = mount->mount.text;

		if (mount->entry.is_bad || mount->mount.is_bad || path.len == 0 || path.ptr[0] != '/' ||
		    !volume_named(assignment->compute, mount->entry.name))
			return true;
	}
	return false;
}

// In version 2.0 the network asks for the mounts of persistent volumes first.
static bool has_no_mounts_yet(const struct run *run, const struct sdl_assignment *assignment)
{
	if (run->sdl->version != SDL_VERSION_2_0 || assignment->service->params.storage.n > 0)
		return false;
	for (size_t i = 0; i < assignment->compute->n_volumes; i++)
		if (is_persistent(assignment->compute->volumes[i]))
			return true;
	return false;
}

static void check_multi(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_volume *volume;
	uint64_t units;
	struct diag *diag;

	if (!is_assignment_valid(assignment))
		return;
	units = gpus_of_host(assignment->compute);
	if (units < 2 || has_shm(assignment) || has_wrong_mount(assignment) || is_ram_unused(assignment->compute))
		return;
	volume = ram_volume_of(assignment->compute);
	diag = diag_add(run, &rule_multi_gpu_without_shm, assignment->compute->gpu.units.at,
			"%s with %s of shared memory: the service %s mounts nothing at %s", gpus_text(run, units),
			bytes_text(run, providers.default_shm_bytes), quoted(run, assignment->service->entry.name),
			shm_path);
	if (volume)
		diag_help(run, diag, "mount the volume %s at %s: params.storage.%s.mount", quoted(run, volume->name),
			  shm_path, escaped(run, volume->name));
	else
		diag_help(
			run, diag,
			"add a volume to storage, with name: shm and the attributes persistent: false and class: ram, and params.storage.shm.mount: %s to the service",
			shm_path);
}

static void check_unused(struct run *run, const struct sdl_volume *volume)
{
	const struct sdl_compute *compute = volume->compute;
	const struct sdl_service *first;
	struct diag *diag;

	if (!is_ram(volume) || compute->n_assignments == 0 || !compute->are_leaves_valid)
		return;
	for (size_t i = 0; i < compute->n_assignments; i++)
		if (mount_of(compute->assignments[i], volume) || has_wrong_mount(compute->assignments[i]) ||
		    has_no_mounts_yet(run, compute->assignments[i]))
			return;
	first = compute->assignments[0]->service;
	diag = diag_add(run, &rule_shm_not_mounted, volume_place(volume),
			"no service mounts the volume %s: its memory is paid for, and %s has %s without it",
			quoted(run, volume->name), shm_path, bytes_text(run, providers.default_shm_bytes));
	diag_related(run, diag, ynode_span(first->entry.key), "the service");
	diag_help(run, diag, "add params.storage.%s.mount: %s to the service %s", escaped(run, volume->name), shm_path,
		  quoted(run, first->entry.name));
}

// Where a small disk in memory is what is meant.
static bool is_scratch_path(struct str path)
{
	static const char *const folders[] = { "/run", "/tmp", "/var/run", "/var/tmp" };

	for (size_t i = 0; i < COUNT_OF(folders); i++) {
		size_t n = strlen(folders[i]);

		if (str_has_prefix(path, folders[i]) && (path.len == n || path.ptr[n] == '/'))
			return true;
	}
	for (size_t i = 0; i < path.len; i++)
		if (str_has_prefix(str_slice(path, i, path.len), "secret"))
			return true;
	return false;
}

static void check_mount(struct run *run, const struct sdl_assignment *assignment, const struct sdl_mount *mount)
{
	const struct sdl_volume *volume = volume_named(assignment->compute, mount->entry.name);
	bool is_shm = is_shm_path(mount->mount.text);
	struct diag *diag;

	if (!volume || volume->is_bad || mount->mount.is_bad || !mount->mount.text.len)
		return;
	if (is_shm && (is_ephemeral(volume) || is_persistent(volume))) {
		diag = diag_add(run, &rule_devshm_not_ram, mount->mount.at, "the volume %s at %s is not memory",
				quoted(run, volume->name), shm_path);
		diag_related(run, diag, ynode_span(volume_place(volume)), "the volume");
		diag_help(run, diag, "give it the attributes persistent: false and class: ram");
	} else if (!is_shm && is_ram(volume) && !is_scratch_path(mount->mount.text) &&
		   (gpus_of(assignment->compute) < 2 || has_shm(assignment))) {
		diag = diag_add(run, &rule_ram_volume_not_devshm, mount->mount.at,
				"the volume %s is memory, and mounted as a disk at %s", quoted(run, volume->name),
				quoted(run, mount->mount.text));
		diag_help(run, diag, "for shared memory, mount it at %s", shm_path);
	}
}

static void check_mounts(struct run *run, const struct sdl_assignment *assignment)
{
	each_mount(run, assignment, check_mount);
}

static void check_size(struct run *run, const struct sdl_volume *volume)
{
	const struct leaf_quantity *memory = &volume->compute->memory.size;
	struct diag *diag;

	if (!volume->compute->is_deployed || volume->compute->memory.is_bad || !is_ram(volume) ||
	    !is_size_valid(&volume->size, &network.unit.storage_bytes) ||
	    !is_size_valid(memory, &network.unit.memory_bytes) || volume->size.value <= memory->value)
		return;
	diag = diag_add(run, &rule_shm_larger_than_memory, volume->size.at,
			"%s of shared memory is more than the memory of the profile, %s",
			bytes_text(run, volume->size.value), bytes_text(run, memory->value));
	diag_related(run, diag, ynode_span(memory->at), "the memory");
	diag_help(run, diag, "a machine must have both free, %s: make the volume smaller, or memory larger",
		  bytes_text(run, volume->size.value + memory->value));
}

// Less than a few times what a container has without a volume is as good as none.
enum { SMALL_SHM = 4 };

static void check_small(struct run *run, const struct sdl_assignment *assignment)
{
	const struct sdl_volume *volume;
	struct diag *diag;

	if (!is_assignment_valid(assignment) || gpus_of_host(assignment->compute) < 2)
		return;
	volume = ram_volume_of(assignment->compute);
	if (!volume || !mount_of(assignment, volume) || !is_shm_path(mount_of(assignment, volume)->mount.text) ||
	    !is_size_valid(&volume->size, &network.unit.storage_bytes) ||
	    volume->size.value >= SMALL_SHM * providers.default_shm_bytes)
		return;
	diag = diag_add(run, &rule_shm_too_small, volume->size.at, "%s of shared memory is too little for %s",
			bytes_text(run, volume->size.value), gpus_text(run, gpus_of_host(assignment->compute)));
	diag_help(run, diag, "write %lluGi", (unsigned long long)gpus_of_host(assignment->compute) * 4);
}

static void check_loaders(struct run *run, const struct sdl_assignment *assignment)
{
	static const char *const options[] = { "--num-workers", "--num_workers", "--dataloader-num-workers",
					       "--dataloader_num_workers", NULL };
	struct workload *workload = gpu_workload_of(run, assignment);
	struct shell_word value;
	uint64_t n;
	struct diag *diag;

	if (!workload || workload->engine || !is_assignment_valid(assignment) || has_shm(assignment) ||
	    workload->units > 1)
		return;
	for (size_t i = 0; i < workload->words.n; i++) {
		if (!option_at(&workload->words, i, options, &value) || uint_from_str(value.text, &n) != NUMBER_OK ||
		    n < 2)
			continue;
		diag = diag_add_part(run, &rule_loader_without_shm, value.at, value.text,
				     "%s processes that load data share %s of shared memory", quoted(run, value.text),
				     bytes_text(run, providers.default_shm_bytes));
		diag_help(
			run, diag,
			"add a volume to storage, with name: shm and the attributes persistent: false and class: ram, and params.storage.shm.mount: %s to the service",
			shm_path);
		return;
	}
}
