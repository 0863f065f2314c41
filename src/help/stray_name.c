// SPDX-License-Identifier: Apache-2.0
// In: a place of an SDL, and the file. Out: the names of services, profiles and so on that are on the way there.
#include <string.h>

#include "help/stray_key.h"

// The node that stands at a step of where the key is.
const struct ynode *stray_node(const struct stray *stray, size_t step)
{
	const struct ynode *node = stray->key->parent;

	for (size_t i = stray->from.n; i > step && node->parent; i--)
		node = node->parent;
	return node;
}

const char *stray_name(struct run *run, const struct stray *stray, size_t step)
{
	const struct ynode *key = ynode_key(stray_node(stray, step + 1));

	return key ? escaped(run, key->text) : NULL;
}

static const char *only_entry(struct run *run, const struct sdl_map *map)
{
	return map->n == 1 ? escaped(run, map->items[0]->name) : NULL;
}

// The name that the key is below, at a step of its way; "" where it is not that far down.
static struct str name_above(const struct stray *stray, size_t step)
{
	const struct ynode *key = stray->from.n >= step ? ynode_key(stray_node(stray, step)) : NULL;

	return key ? key->text : STR("");
}

// The first deployment that runs on a profile.
static const struct sdl_deployment *deployment_on(const struct sdl_map *deployments, struct str profile)
{
	for (size_t i = 0; i < deployments->n; i++) {
		const struct sdl_deployment *deployment = (const void *)deployments->items[i];
		const struct sdl_assignment *first =
			deployment->assignments.n ? (const void *)deployment->assignments.items[0] : NULL;

		if (first && !first->entry.is_bad && str_eq(first->profile.text, profile))
			return deployment;
	}
	return NULL;
}

const struct sdl_assignment *stray_leaf(const struct run *run, const struct stray *stray)
{
	const struct sdl_map *deployments = run->sdl ? &run->sdl->deployments : NULL;
	const struct sdl_deployment *deployment = NULL;
	const char *section = stray->has_place && stray->from.n >= 2 ? stray->from.steps[0] : "";

	if (!deployments)
		return NULL;
	if (deployments->n == 1)
		deployment = (const void *)deployments->items[0];
	if (strcmp(section, "services") == 0 || strcmp(section, "deployment") == 0)
		deployment = sdl_map_find(deployments, name_above(stray, 2));
	else if (strcmp(section, "profiles") == 0 && strcmp(stray->from.steps[1], "compute") == 0 &&
		 name_above(stray, 3).len)
		deployment = deployment_on(deployments, name_above(stray, 3));
	return deployment && deployment->assignments.n && !deployment->assignments.items[0]->is_bad
		       ? (const void *)deployment->assignments.items[0]
		       : NULL;
}

static const char *name_of(struct run *run, const struct stray *stray, const char *names)
{
	const struct sdl_assignment *assignment = stray_leaf(run, stray);
	const struct sdl *sdl = run->sdl;
	const char *name = NULL;

	if (!sdl)
		return NULL;
	if (strcmp(names, "service") == 0) {
		name = assignment ? escaped(run, assignment->deployment->entry.name) : only_entry(run, &sdl->services);
	} else if (strcmp(names, "profile") == 0) {
		name = assignment && assignment->profile.text.len ? escaped(run, assignment->profile.text)
								  : only_entry(run, &sdl->computes);
	} else if (strcmp(names, "placement") == 0) {
		name = assignment ? escaped(run, assignment->entry.name) : only_entry(run, &sdl->placements);
	} else if (strcmp(names, "volume") == 0) {
		const struct ynode *volume = ynode_get(stray->key->parent, "name");

		name = volume && volume->kind == YNODE_SCALAR ? escaped(run, volume->text) : NULL;
	}
	return name && *name ? name : NULL;
}

const struct shape *place_shape(const struct key_place *place, size_t step)
{
	const struct shape *shape = &sdl_shape;

	for (size_t i = 0; i < step && shape; i++) {
		const struct shape_key *key = shape_key_find(shape, str_of(place->steps[i]));

		if (place->steps[i] == list_item)
			shape = shape->items;
		else
			shape = key ? key->shape : shape->values;
	}
	return shape;
}

const char *step_name(struct run *run, const struct stray *stray, const struct key_place *place, size_t step)
{
	const struct shape *names = place_shape(place, step);
	const char *word = names && names->names ? names->names : "name", *name = name_of(run, stray, word);
	char *upper;

	if (name)
		return name;
	upper = arena_strndup(run->arena, word, strlen(word));
	for (char *c = upper; *c; c++)
		*c = *c >= 'a' && *c <= 'z' ? (char)(*c - ('a' - 'A')) : *c;
	return upper;
}
