// SPDX-License-Identifier: Apache-2.0
// In: the model. Out: facts for rules on accepted SDLs: what is deployed, on which profile, with which mounts.
#include "query/sdl_query.h"

#include "catalogue/providers.h"
#include "query/gpu_entry.h"

const char shm_path[] = "/dev/shm";

uint64_t gpus_of(const struct sdl_compute *compute)
{
	const struct sdl_gpu *gpu = &compute->gpu;

	if (!gpu->at || gpu->is_bad || gpu->cut_at || !is_size_valid(&gpu->units, &network.unit.gpu_units))
		return 0;
	return gpu->units.value;
}

uint64_t gpus_of_host(const struct sdl_compute *compute)
{
	uint64_t units = gpus_of(compute);

	return units <= providers.max_gpus_per_node ? units : 0;
}

const char *gpus_text(struct run *run, uint64_t n)
{
	return arena_printf(run->arena, "%llu GPU%s", (unsigned long long)n, n == 1 ? "" : "s");
}

static uint64_t least_vram_of_model(const struct run *run, const struct sdl_gpu_model *model)
{
	const struct gpu_wish wish = gpu_wish_of(model);

	if (model->ram.at)
		return model->ram.is_bad || model->ram.fault ? 0 : model->ram.value >> 30;
	return str_is(wish.name, "*") ? 0 : gpu_wish_range(&wish, run->settings->catalogue).least_gi;
}

uint64_t least_vram_of(const struct run *run, const struct sdl_gpu *gpu)
{
	uint64_t least = 0;

	for (size_t i = 0; i < gpu->n_models; i++) {
		uint64_t vram = least_vram_of_model(run, gpu->models[i]);

		if (vram == 0)
			return 0;
		if (least == 0 || vram < least)
			least = vram;
	}
	return least;
}

bool is_size_valid(const struct leaf_quantity *size, const struct limits *limits)
{
	return size->at && !size->is_bad && !size->fault && size->value >= limits->min && size->value <= limits->max;
}

static bool has_known_attributes(const struct sdl_volume *volume)
{
	for (size_t i = 0; i < volume->attributes.n; i++)
		if (volume->attributes.items[i]->is_bad ||
		    !is_one_of(volume->attributes.items[i]->name, network.storage_attribute_keys))
			return false;
	return !volume->is_bad && (!volume->class_at || is_one_of(volume->class_name, network.storage_classes));
}

bool is_ram(const struct sdl_volume *volume)
{
	return has_known_attributes(volume) && str_is(volume->class_name, "ram") &&
	       str_is(volume->persistent_raw, "false");
}

bool is_persistent(const struct sdl_volume *volume)
{
	return has_known_attributes(volume) && str_is(volume->persistent, "true") && !str_is(volume->class_name, "ram");
}

bool is_ephemeral(const struct sdl_volume *volume)
{
	return has_known_attributes(volume) && !volume->class_at &&
	       (!volume->has_attributes || str_is(volume->persistent, "false"));
}

const struct sdl_volume *volume_named(const struct sdl_compute *compute, struct str name)
{
	return table_get(&compute->first_volumes, name);
}

const struct sdl_mount *mount_of(const struct sdl_assignment *assignment, const struct sdl_volume *volume)
{
	return sdl_map_find(&assignment->service->params.storage, volume->name);
}

const struct ynode *volume_place(const struct sdl_volume *volume)
{
	return volume->name_assignment.at ? volume->name_assignment.at : first_key(volume->at);
}

bool is_shm_path(struct str path)
{
	while (path.len > 1 && path.ptr[path.len - 1] == '/')
		path.len--;
	return str_is(path, shm_path);
}

void each_mount(struct run *run, const struct sdl_assignment *assignment,
		void (*check)(struct run *, const struct sdl_assignment *, const struct sdl_mount *))
{
	const struct sdl_map *mounts;

	if (!is_assignment_valid(assignment))
		return;
	mounts = &assignment->service->params.storage;
	for (size_t i = 0; i < mounts->n; i++)
		if (!mounts->items[i]->is_bad)
			check(run, assignment, (const struct sdl_mount *)mounts->items[i]);
}
