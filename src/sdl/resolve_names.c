// SPDX-License-Identifier: Apache-2.0
// In: the model as it was read. Out: the model with its names resolved, and the groups of the deployment.
#include <stdlib.h>

#include "base/arena.h"
#include "sdl/sections.h"

static void sort_names(struct sdl *sdl)
{
	sdl_map_sort(&sdl->services);
	sdl_map_sort(&sdl->computes);
	sdl_map_sort(&sdl->placements);
	sdl_map_sort(&sdl->deployments);
	sdl_map_sort(&sdl->endpoints);
	for (size_t i = 0; i < sdl->services.n; i++)
		sdl_map_sort(&((struct sdl_service *)sdl->services.items[i])->params.storage);
	for (size_t i = 0; i < sdl->deployments.n; i++)
		sdl_map_sort(&((struct sdl_deployment *)sdl->deployments.items[i])->assignments);
	for (size_t i = 0; i < sdl->placements.n; i++) {
		struct sdl_placement *placement = (struct sdl_placement *)sdl->placements.items[i];

		sdl_map_sort(&placement->attributes);
		sdl_map_sort(&placement->pricing);
		for (size_t j = 0; j < placement->pricing.n; j++)
			((struct sdl_price *)placement->pricing.items[j])->placement = placement;
	}
}

static struct sdl_group *group_of(struct arena *arena, struct sdl *sdl, struct table *by_name,
				  const struct sdl_assignment *assignment)
{
	void **slot = table_put(arena, by_name, assignment->entry.name);
	struct sdl_group *group = *slot;

	if (!group) {
		group = arena_zalloc(arena, sizeof(*group));
		group->name = assignment->entry.name;
		group->placement = assignment->placement;
		ARENA_PUSH(arena, sdl->groups, sdl->n_groups, sdl->cap_groups) = group;
		*slot = group;
	}
	return group;
}

static void resolve_assignment(struct sdl *sdl, struct sdl_assignment *assignment)
{
	assignment->service = sdl_map_find(&sdl->services, assignment->deployment->entry.name);
	assignment->placement = sdl_map_find(&sdl->placements, assignment->entry.name);
	assignment->compute = sdl_map_find(&sdl->computes, assignment->profile.text);
	if (assignment->placement)
		assignment->price = sdl_map_find(&assignment->placement->pricing, assignment->profile.text);
	if (assignment->service)
		assignment->service->is_deployed = true;
	if (assignment->placement)
		assignment->placement->is_deployed = true;
	if (assignment->compute)
		assignment->compute->is_deployed = true;
	if (assignment->price)
		assignment->price->is_deployed = true;
}

static int by_group_name(const void *a, const void *b)
{
	return str_cmp((*(struct sdl_group *const *)a)->name, (*(struct sdl_group *const *)b)->name);
}

static void mark_used_endpoints(struct sdl *sdl, const struct sdl_service *service)
{
	struct to_walk walk = { 0 };
	const struct sdl_to *to;

	while ((to = next_to(service, &walk)) != NULL) {
		struct sdl_endpoint *endpoint = to->ip.text.len ? sdl_map_find(&sdl->endpoints, to->ip.text) : NULL;

		if (endpoint)
			endpoint->is_used = true;
	}
}

bool is_assignment_valid(const struct sdl_assignment *assignment)
{
	const struct sdl_service *service = assignment->service;
	const struct sdl_compute *compute = assignment->compute;

	if (!service || service->entry.is_bad || service->params.is_bad || service->params.storage.is_bad)
		return false;
	return compute && !compute->entry.is_bad && compute->resources_at && !compute->is_resources_bad &&
	       !compute->is_storage_bad;
}

// An assignment whose profile is unknown may be meant for any.
static void gather_leaves(struct arena *arena, struct sdl *sdl)
{
	bool are_all_known = true;

	for (size_t i = 0; i < sdl->computes.n; i++)
		((struct sdl_compute *)sdl->computes.items[i])->are_leaves_valid = true;
	for (size_t i = 0; i < sdl->n_groups; i++)
		for (size_t j = 0; j < sdl->groups[i]->n_assignments; j++) {
			const struct sdl_assignment *assignment = sdl->groups[i]->assignments[j];
			struct sdl_compute *compute = assignment->compute;

			are_all_known &= compute != NULL;
			if (!compute)
				continue;
			compute->are_leaves_valid &= is_assignment_valid(assignment);
			ARENA_PUSH(arena, compute->assignments, compute->n_assignments, compute->cap_assignments) =
				assignment;
		}
	for (size_t i = 0; i < sdl->computes.n; i++)
		((struct sdl_compute *)sdl->computes.items[i])->are_leaves_valid &= are_all_known;
}

void link_sdl(struct arena *arena, struct sdl *sdl)
{
	struct table by_name = { 0 };

	sort_names(sdl);
	for (size_t i = 0; i < sdl->deployments.n; i++) {
		struct sdl_deployment *deployment = (struct sdl_deployment *)sdl->deployments.items[i];

		deployment->is_first = sdl->n_groups == 0;
		for (size_t j = 0; j < deployment->assignments.n; j++) {
			struct sdl_assignment *assignment = (struct sdl_assignment *)deployment->assignments.items[j];
			struct sdl_group *group;

			assignment->deployment = deployment;
			resolve_assignment(sdl, assignment);
			group = group_of(arena, sdl, &by_name, assignment);
			ARENA_PUSH(arena, group->assignments, group->n_assignments, group->cap_assignments) =
				assignment;
		}
	}
	if (sdl->n_groups)
		qsort(sdl->groups, sdl->n_groups, sizeof(struct sdl_group *), by_group_name);
	gather_leaves(arena, sdl);
	for (size_t i = 0; i < sdl->services.n; i++)
		if (((struct sdl_service *)sdl->services.items[i])->is_deployed)
			mark_used_endpoints(sdl, (struct sdl_service *)sdl->services.items[i]);
}
