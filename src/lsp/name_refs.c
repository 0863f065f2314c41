// SPDX-License-Identifier: Apache-2.0
// In: the model of an SDL. Out: every place where a name is given or used, and which of them mean the same thing.
//
// Most names are known in the whole file. The name of a volume is known in its profile and in the services that are
// deployed with that profile; services and profiles may share parts of the file through aliases and merge keys.
#include "lsp/name_refs.h"

#include <stdlib.h>

#include "base/arena.h"
#include "sdl/map.h"

struct collector {
	struct arena *arena;
	struct name_refs *places;
	struct table firsts; // by what makes places mean the same: the index of the first of them, from 1
};

// Until all is collected a set is a place of it, and the last one's is itself.
static size_t root_of(struct name_refs *places, size_t i)
{
	while (places->items[i].set != i) {
		places->items[i].set = places->items[places->items[i].set].set;
		i = places->items[i].set;
	}
	return i;
}

static void join(struct name_refs *places, size_t a, size_t b)
{
	places->items[root_of(places, b)].set = root_of(places, a);
}

static struct str key_of(struct arena *arena, enum name_kind kind, const void *owner, struct str name)
{
	struct strbuf key = strbuf_in(arena);

	strbuf_putc(&key, (char)kind);
	strbuf_add(&key, (const char *)&owner, sizeof(owner));
	strbuf_add(&key, name.ptr, name.len);
	return (struct str){ key.text, key.len };
}

static void join_first(struct collector *collector, struct str key, size_t i)
{
	void **slot = table_put(collector->arena, &collector->firsts, key);

	if (*slot)
		join(collector->places, (size_t)(uintptr_t)*slot - 1, i);
	else
		*slot = (void *)(uintptr_t)(i + 1);
}

static void add(struct collector *collector, struct name_ref place)
{
	struct name_refs *places = collector->places;
	size_t i = places->n;

	if (!place.at || place.name.len == 0)
		return;
	place.set = i;
	ARENA_PUSH(collector->arena, places->items, places->n, places->cap) = place;
	join_first(collector, key_of(collector->arena, place.kind, place.owner, place.name), i);
	// What is shared has one name, whoever's it is.
	if (place.owner)
		join_first(collector, key_of(collector->arena, place.kind, ynode_resolve(place.at), place.name), i);
}

static void add_entries(struct collector *collector, enum name_kind kind, const struct sdl_map *map, bool is_definition)
{
	for (size_t i = 0; i < map->n; i++)
		add(collector,
		    (struct name_ref){ kind, is_definition, false, map->items[i]->name, map->items[i]->key, NULL, 0 });
}

static void add_use(struct collector *collector, enum name_kind kind, const struct leaf_str *assignment)
{
	if (!assignment->is_bad)
		add(collector, (struct name_ref){ kind, false, false, assignment->text, assignment->at, NULL, 0 });
}

static void add_service(struct collector *collector, const struct sdl_service *service)
{
	const struct sdl_map *mounts = &service->params.storage;
	struct to_walk walk = { 0 };
	const struct sdl_to *to;

	while ((to = next_to(service, &walk)) != NULL) {
		add_use(collector, NAME_SERVICE, &to->service);
		add_use(collector, NAME_ENDPOINT, &to->ip);
	}
	for (size_t i = 0; i < service->dependencies.n; i++)
		add_use(collector, NAME_SERVICE, &service->dependencies.items[i]);
	for (size_t i = 0; i < mounts->n; i++)
		add(collector, (struct name_ref){ NAME_VOLUME, false, false, mounts->items[i]->name,
						  mounts->items[i]->key, &service->entry, 0 });
}

static void add_volume(struct collector *collector, const struct sdl_compute *compute, const struct sdl_volume *volume)
{
	// Of storage that is no list the name does not count.
	bool is_only = compute->storage_at && volume->at == ynode_resolve(compute->storage_at);
	bool is_written = !is_only && volume->name_assignment.text.len > 0;

	if (!volume->name_assignment.is_bad || is_only)
		add(collector,
		    (struct name_ref){ NAME_VOLUME, true, !is_written, volume->name,
				       is_written ? volume->name_assignment.at : volume->at, &compute->entry, 0 });
}

// A mount means the volume of the profile that its service is deployed with.
static void join_mounts(struct collector *collector, const struct sdl_assignment *assignment)
{
	const struct sdl_map *mounts = &assignment->service->params.storage;

	for (size_t i = 0; i < mounts->n; i++) {
		struct str name = mounts->items[i]->name;
		struct str mount = key_of(collector->arena, NAME_VOLUME, &assignment->service->entry, name);
		struct str volume = key_of(collector->arena, NAME_VOLUME, &assignment->compute->entry, name);
		const void *a = table_get(&collector->firsts, mount), *b = table_get(&collector->firsts, volume);

		if (a && b)
			join(collector->places, (size_t)(uintptr_t)b - 1, (size_t)(uintptr_t)a - 1);
	}
}

static void add_deployment(struct collector *collector, const struct sdl_deployment *deployment)
{
	add_entries(collector, NAME_PLACEMENT, &deployment->assignments, false);
	for (size_t i = 0; i < deployment->assignments.n; i++) {
		const struct sdl_assignment *assignment =
			(const struct sdl_assignment *)deployment->assignments.items[i];

		add_use(collector, NAME_COMPUTE, &assignment->profile);
		if (assignment->service && assignment->compute)
			join_mounts(collector, assignment);
	}
}

static uint32_t start_of(const struct name_ref *place)
{
	return place->at->span.start;
}

static int by_place(const void *a, const void *b)
{
	const struct name_ref *one = a, *other = b;

	if (start_of(one) != start_of(other))
		return start_of(one) < start_of(other) ? -1 : 1;
	if (one->kind != other->kind)
		return one->kind < other->kind ? -1 : 1;
	return (int)one->is_definition - (int)other->is_definition;
}

static void sort(struct name_refs *places)
{
	size_t kept = 0;

	for (size_t i = 0; i < places->n; i++)
		places->items[i].set = root_of(places, i);
	if (places->n)
		qsort(places->items, places->n, sizeof(places->items[0]), by_place);
	for (size_t i = 0; i < places->n; i++)
		if (i == 0 || by_place(&places->items[kept - 1], &places->items[i]) != 0)
			places->items[kept++] = places->items[i];
	places->n = kept;
}

void name_refs_from_sdl(struct arena *arena, const struct sdl *sdl, struct name_refs *places)
{
	struct collector collector = { .arena = arena, .places = places };

	*places = (struct name_refs){ 0 };
	add_entries(&collector, NAME_SERVICE, &sdl->services, true);
	add_entries(&collector, NAME_COMPUTE, &sdl->computes, true);
	add_entries(&collector, NAME_PLACEMENT, &sdl->placements, true);
	add_entries(&collector, NAME_ENDPOINT, &sdl->endpoints, true);
	add_entries(&collector, NAME_SERVICE, &sdl->deployments, false);
	for (size_t i = 0; i < sdl->services.n; i++)
		add_service(&collector, (const struct sdl_service *)sdl->services.items[i]);
	for (size_t i = 0; i < sdl->computes.n; i++) {
		const struct sdl_compute *compute = (const struct sdl_compute *)sdl->computes.items[i];

		for (size_t j = 0; j < compute->n_volumes; j++)
			add_volume(&collector, compute, compute->volumes[j]);
	}
	for (size_t i = 0; i < sdl->placements.n; i++)
		add_entries(&collector, NAME_COMPUTE, &((struct sdl_placement *)sdl->placements.items[i])->pricing,
			    false);
	for (size_t i = 0; i < sdl->deployments.n; i++)
		add_deployment(&collector, (const struct sdl_deployment *)sdl->deployments.items[i]);
	sort(places);
}

static bool is_in(const struct name_ref *place, uint32_t offset, bool with_end)
{
	struct span span = place->at->span;

	return !place->is_unwritten && offset >= span.start && (offset < span.end || (with_end && offset == span.end));
}

const struct name_ref *name_ref_at(const struct name_refs *places, uint32_t offset)
{
	for (int with_end = 0; with_end < 2; with_end++)
		for (size_t i = 0; i < places->n; i++)
			if (is_in(&places->items[i], offset, with_end))
				return &places->items[i];
	return NULL;
}
