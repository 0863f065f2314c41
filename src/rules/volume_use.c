// SPDX-License-Identifier: Apache-2.0
// In: the volumes of a profile that is deployed, and who mounts them. Out: findings where providers can't serve them.
#include "catalogue/providers.h"
#include "query/sdl_query.h"

static void check_explicit(struct run *run, const struct sdl_volume *volume);
static void check_mounts(struct run *run, const struct sdl_assignment *assignment);
static void check_number(struct run *run, const struct sdl_compute *compute);
static void check_class(struct run *run, const struct sdl_volume *volume);

const struct rule rule_storage_explicit_nonpersistent = {
	.id = "storage-explicit-nonpersistent",
	.severity = SEVERITY_WARNING,
	.summary = "attributes that only say that a volume is not persistent",
	.why = "A volume without attributes lives as long as its container, and every provider has such storage. With attributes, a provider must advertise storage that has all of them, and only providers with shared memory advertise persistent: false: the others do not bid.",
	.fix = "Remove attributes.",
	.source = "chain-sdk go/node/deployment/v1beta4/groupspec.go, MatchResourcesRequirements",
	.on = { .volume = check_explicit },
};

const struct rule rule_ephemeral_volume_mounted = {
	.id = "ephemeral-volume-mounted",
	.severity = SEVERITY_WARNING,
	.summary = "a mounted volume that the provider does not create",
	.why = "A provider creates only persistent volumes and those of class ram. Any other is just the size of the container's disk; if a service mounts it, the provider accepts the lease, but Kubernetes rejects the container, which never starts.",
	.fix = "Give the volume persistent: true and a class such as beta3, or remove it from params.storage: the container can write to its own disk anywhere.",
	.source = "provider cluster/kube/builder/workload.go, persistentVolumeClaims",
	.on = { .assignment = check_mounts },
};

const struct rule rule_volumes_over_provider_limit = {
	.id = "volumes-over-provider-limit",
	.severity = SEVERITY_WARNING,
	.summary = "more volumes in a profile than providers bid on",
	.why = "By default providers do not bid on a profile with more than 4 volumes, including the container's own disk.",
	.fix = "Merge volumes until there are 4 or fewer.",
	.source = "provider bidengine/order.go, MaxGroupVolumes",
	.on = { .compute = check_number },
};

const struct rule rule_persistent_class_default = {
	.id = "persistent-class-default",
	.severity = SEVERITY_INFO,
	.summary = "a persistent volume of the class default",
	.why = "Only providers that advertise a class of exactly that name bid. Most advertise beta1 (disk), beta2 (SSD) or beta3 (NVMe).",
	.fix = "Write class: beta3, beta2 or beta1.",
	.source = "provider cluster/kube/operators/clients/inventory/inventory.go, IsStorageClassSupported",
	.on = { .volume = check_class },
};

static bool is_mounted(const struct sdl_volume *volume)
{
	const struct sdl_compute *compute = volume->compute;

	for (size_t i = 0; i < compute->n_assignments; i++)
		if (is_assignment_valid(compute->assignments[i]) && mount_of(compute->assignments[i], volume))
			return true;
	return false;
}

// A volume that is mounted is reported at its mount.
static void check_explicit(struct run *run, const struct sdl_volume *volume)
{
	const struct ynode *key;
	struct diag *diag;

	if (!volume->compute->is_deployed || !volume->attributes.at || !volume->has_attributes ||
	    !is_ephemeral(volume) || is_mounted(volume))
		return;
	key = ynode_key(volume->attributes.at);
	diag = diag_add(run, &rule_storage_explicit_nonpersistent, key ? key : volume->attributes.at,
			"as written, only providers that advertise storage with persistent: false can bid");
	diag_help(run, diag, "remove attributes: a volume without them is not persistent either");
}

static void check_mount(struct run *run, const struct sdl_assignment *assignment, const struct sdl_mount *mount)
{
	const struct sdl_volume *volume = volume_named(assignment->compute, mount->entry.name);
	struct diag *diag;

	if (!volume || !is_ephemeral(volume) || is_shm_path(mount->mount.text))
		return;
	diag = diag_add(
		run, &rule_ephemeral_volume_mounted, mount->entry.key,
		"the volume %s is neither persistent nor of class ram: the provider does not create it, and the container can't start",
		quoted(run, volume->name));
	diag_related(run, diag, ynode_span(volume_place(volume)), "the volume");
	lacks_of_volume(run, diag, volume, "attributes.persistent");
	diag_help(run, diag, "give it the attributes persistent: true and class: beta3, or remove this mount");
}

static void check_mounts(struct run *run, const struct sdl_assignment *assignment)
{
	each_mount(run, assignment, check_mount);
}

static void check_number(struct run *run, const struct sdl_compute *compute)
{
	const struct ynode *key;
	struct diag *diag;

	if (!compute->is_deployed || compute->is_resources_bad || compute->n_volumes <= providers.max_volumes)
		return;
	key = ynode_key(compute->storage_at);
	diag = diag_add(run, &rule_volumes_over_provider_limit, key ? key : compute->storage_at,
			"the profile %s has %zu volumes; providers bid on at most %u", quoted(run, compute->entry.name),
			compute->n_volumes, (unsigned)providers.max_volumes);
	diag_help(run, diag, "merge volumes until there are %u or fewer; the container's own disk counts too",
		  (unsigned)providers.max_volumes);
}

static void check_class(struct run *run, const struct sdl_volume *volume)
{
	struct diag *diag;

	if (!volume->compute->is_deployed || !is_persistent(volume) || !volume->class_at ||
	    !str_is(volume->class_name, "default"))
		return;
	diag = diag_add(run, &rule_persistent_class_default, volume->class_at,
			"few providers advertise storage of the class \"default\"");
	diag_help(run, diag, "write class: beta3 (NVMe), beta2 (SSD) or beta1 (disk)");
}
