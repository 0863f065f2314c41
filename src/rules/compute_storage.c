// SPDX-License-Identifier: Apache-2.0
// In: the storage of a compute profile. Out: findings about its volumes, their sizes and names.
#include "query/common.h"

static void check_storage(struct run *run, const struct sdl_compute *compute);
static void check_size(struct run *run, const struct sdl_volume *volume);
static void check_range(struct run *run, const struct sdl_volume *volume);
static void check_names(struct run *run, const struct sdl_compute *compute);

const struct rule rule_storage_missing = {
	.id = "storage-missing",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a deployed compute profile has no storage, or a volume has no size",
	.why = "Every deployed profile must request storage, and every volume must have a size. The network "
	       "rejects one without it.",
	.fix = "Add storage: with size:, such as size: 10Gi.",
	.source = "chain-sdk go/node/deployment/v1beta4/resourceunit.go",
	.on = { .compute = check_storage },
};

const struct rule rule_storage_size_invalid = {
	.id = "storage-size-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a size of storage that is not a number with a unit",
	.why = "A size is a number with one of the units k, M, G, T, P, E (powers of 1000) or Ki, Mi, Gi, Ti, Pi, Ei "
	       "(powers of 1024), spelled exactly so and without a space. The network rejects anything else, in every "
	       "profile.",
	.fix = "Write a size such as 10Gi.",
	.source = "chain-sdk go/sdl/units.go, byteQuantity",
	.on = { .volume = check_size },
};

const struct rule rule_storage_size_range = {
	.id = "storage-size-range",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a size of storage out of range",
	.why = "A volume can have 5Mi to 32Ti. The network rejects anything else in a deployed profile. A "
	       "number without a unit counts bytes.",
	.fix = "Write a size from 5Mi to 32Ti.",
	.source = "chain-sdk go/node/deployment/v1beta4/validation_config.go",
	.on = { .volume = check_range },
};

const struct rule rule_storage_name_duplicate = {
	.id = "storage-name-duplicate",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "two volumes of a profile have the same name",
	.why = "Services mount volumes by their names, so each must have its own. A volume without a name is called "
	       "default.",
	.fix = "Give each volume its own name.",
	.source = "chain-sdk go/sdl/storage.go",
	.on = { .compute = check_names },
};

static void check_storage(struct run *run, const struct sdl_compute *compute)
{
	const struct ynode *at = compute->storage_at;
	struct diag *diag;

	if (!compute->is_deployed || !has_resources(compute) || compute->is_resources_bad || compute->is_storage_bad ||
	    compute->n_volumes > 0)
		return;
	if (!at)
		at = compute->resources_key;
	if (at && !ynode_is_null(at) && ynode_key(at))
		diag = diag_add(run, &rule_storage_missing, at,
				"\"storage\" must be a volume or a list of them, not %s", ynode_describe(run, at));
	else
		diag = diag_add(run, &rule_storage_missing, at ? at : compute->entry.key,
				"the profile %s requests no storage", quoted(run, compute->entry.name));
	lacks_resource(run, diag, compute, "storage.*.size");
	lacks_resource(run, diag, compute, "storage.size");
	diag_help(run, diag, "add storage: with size:, such as 10Gi");
}

static void check_size(struct run *run, const struct sdl_volume *volume)
{
	if (volume->size.fault && !volume->size.is_bad)
		report_quantity(run, &rule_storage_size_invalid, &volume->size, "storage size", QUANTITY_KIND_BYTES);
}

static void check_range(struct run *run, const struct sdl_volume *volume)
{
	const struct leaf_quantity *size = &volume->size;
	const struct ynode *key;
	struct diag *diag;

	if (!volume->compute->is_deployed || size->is_bad || size->fault)
		return;
	if (size->at && !ynode_is_null(size->at)) {
		report_size_range(run, &rule_storage_size_range, size, "a volume", &network.unit.storage_bytes);
		return;
	}
	key = ynode_key(volume->at);
	diag = diag_add(run, &rule_storage_missing,
			size->at ? size->at
			: key    ? key
				 : first_key(volume->at),
			"the volume %s has no size", quoted(run, volume->name));
	lacks_of_volume(run, diag, volume, "size");
	diag_help(run, diag, "add size:, such as 10Gi");
}

static void report_duplicate_name(struct run *run, const struct sdl_volume *volume, const struct sdl_volume *first)
{
	struct diag *diag =
		diag_add(run, &rule_storage_name_duplicate,
			 volume->name_assignment.text.len ? volume->name_assignment.at : first_key(volume->at),
			 "another volume is also named %s", quoted(run, volume->name));

	diag_related(run, diag,
		     ynode_span(first->name_assignment.text.len ? first->name_assignment.at : first_key(first->at)),
		     "the other one");
	if (!volume->name_assignment.at)
		lacks_of_volume(run, diag, volume, "name");
	diag_help(run, diag,
		  volume->name_assignment.text.len ? "give each volume its own name"
						   : "add name: to it; without one it is called default");
}

static void check_names(struct run *run, const struct sdl_compute *compute)
{
	const struct ynode *list = compute->storage_at ? ynode_resolve(compute->storage_at) : NULL;
	const struct sdl_volume **by_place;
	struct table names = { 0 };

	if (!list || list->kind != YNODE_SEQUENCE || ynode_is_null(list))
		return;
	// In the order of the file: the volumes are sorted by size.
	by_place = arena_zalloc(run->arena, list->n_items * sizeof(*by_place));
	for (size_t i = 0; i < compute->n_volumes; i++)
		if (compute->volumes[i]->at->parent == list)
			by_place[compute->volumes[i]->at->index] = compute->volumes[i];
	for (uint32_t i = 0; i < list->n_items; i++) {
		const struct sdl_volume *volume = by_place[i];
		void **first;

		if (!volume || volume->name_assignment.is_bad || volume->is_bad)
			continue;
		first = table_put(run->arena, &names, volume->name);
		if (*first)
			report_duplicate_name(run, volume, *first);
		else
			*first = (void *)volume;
	}
}
