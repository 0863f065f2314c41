// SPDX-License-Identifier: Apache-2.0
// In: the model of an SDL. Out: every place where a name is given or used, and which of them mean the same thing.
//
// Most names are known in the whole file. The name of a volume is known in its profile and in the services that are
// deployed with that profile; services and profiles may share parts of the file through aliases and merge keys.
#include "lsp/name_refs.h"

#include <stdlib.h>

#include "base/arena.h"
#include "sdl/map.h"

const char *name_kind_text(enum name_kind kind)
{
	static const char *const texts[N_NAME_KINDS] = {
		[NAME_SERVICE] = "service", [NAME_COMPUTE] = "compute profile", [NAME_PLACEMENT] = "placement",
		[NAME_VOLUME] = "volume",   [NAME_ENDPOINT] = "endpoint",
	};

	return texts[kind];
}

struct collector {
	struct arena *arena;
	struct name_refs *places;
	const struct name_path *path; // at hand
	struct table firsts;          // by what makes places mean the same: the index of the first of them, from 1
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
	place.kind = collector->path->kind;
	place.is_definition = collector->path->is_definition;
	place.set = i;
	ARENA_PUSH(collector->arena, places->items, places->n, places->cap) = place;
	join_first(collector, key_of(collector->arena, place.kind, place.owner, place.name), i);
	// What is shared has one name, whoever's it is.
	if (place.owner)
		join_first(collector, key_of(collector->arena, place.kind, ynode_resolve(place.at), place.name), i);
}

static void add_key(struct collector *collector, const struct sdl_entry *entry)
{
	add(collector, (struct name_ref){ .name = entry->name, .at = entry->key });
}

static void add_keys(struct collector *collector, const struct sdl_map *map)
{
	for (size_t i = 0; i < map->n; i++)
		add_key(collector, map->items[i]);
}

static void add_text(struct collector *collector, const struct leaf_str *leaf)
{
	if (!leaf->is_bad)
		add(collector, (struct name_ref){ .name = leaf->text, .at = leaf->at });
}

static void add_to(struct collector *collector, const struct sdl_entry *service)
{
	struct to_walk walk = { 0 };
	const struct sdl_to *to;

	while ((to = next_to((const struct sdl_service *)service, &walk)) != NULL)
		add_text(collector, collector->path->kind == NAME_SERVICE ? &to->service : &to->ip);
}

static void add_dependencies(struct collector *collector, const struct sdl_entry *service)
{
	const struct leaf_list *names = &((const struct sdl_service *)service)->dependencies;

	for (size_t i = 0; i < names->n; i++)
		add_text(collector, &names->items[i]);
}

static void add_mounts(struct collector *collector, const struct sdl_entry *service)
{
	const struct sdl_map *mounts = &((const struct sdl_service *)service)->params.storage;

	for (size_t i = 0; i < mounts->n; i++)
		add(collector,
		    (struct name_ref){ .name = mounts->items[i]->name, .at = mounts->items[i]->key, .owner = service });
}

static void add_volumes(struct collector *collector, const struct sdl_entry *entry)
{
	const struct sdl_compute *compute = (const struct sdl_compute *)entry;

	for (size_t i = 0; i < compute->n_volumes; i++) {
		const struct sdl_volume *volume = compute->volumes[i];
		// A single volume that is not in a list has no name of its own.
		bool is_only = compute->storage_at && volume->at == ynode_resolve(compute->storage_at);
		bool is_written = !is_only && volume->name_assignment.text.len > 0;

		if (!volume->name_assignment.is_bad || is_only)
			add(collector, (struct name_ref){ .is_unwritten = !is_written,
							  .name = volume->name,
							  .at = is_written ? volume->name_assignment.at : volume->at,
							  .owner = entry });
	}
}

static void add_prices(struct collector *collector, const struct sdl_entry *placement)
{
	add_keys(collector, &((const struct sdl_placement *)placement)->pricing);
}

static void add_assignments(struct collector *collector, const struct sdl_entry *deployment)
{
	add_keys(collector, &((const struct sdl_deployment *)deployment)->assignments);
}

static void add_profiles(struct collector *collector, const struct sdl_entry *deployment)
{
	const struct sdl_map *assignments = &((const struct sdl_deployment *)deployment)->assignments;

	for (size_t i = 0; i < assignments->n; i++)
		add_text(collector, &((const struct sdl_assignment *)assignments->items[i])->profile);
}

#define IN(map) offsetof(struct sdl, map)

const struct name_path name_paths[] = {
	{ "services/*", NAME_SERVICE, false, true, IN(services), add_key },
	{ "deployment/*", NAME_SERVICE, false, false, IN(deployments), add_key },
	{ "services/*/expose/-/to/-/service", NAME_SERVICE, true, false, IN(services), add_to },
	{ "services/*/dependencies/-/service", NAME_SERVICE, true, false, IN(services), add_dependencies },
	{ "profiles/compute/*", NAME_COMPUTE, false, true, IN(computes), add_key },
	{ "profiles/placement/*/pricing/*", NAME_COMPUTE, false, false, IN(placements), add_prices },
	{ "deployment/*/*/profile", NAME_COMPUTE, true, false, IN(deployments), add_profiles },
	{ "profiles/placement/*", NAME_PLACEMENT, false, true, IN(placements), add_key },
	{ "deployment/*/*", NAME_PLACEMENT, false, false, IN(deployments), add_assignments },
	{ "profiles/compute/*/resources/storage/-/name", NAME_VOLUME, true, true, IN(computes), add_volumes },
	{ "profiles/compute/*/resources/storage/name", NAME_VOLUME, true, true, 0, NULL },
	{ "services/*/params/storage/*", NAME_VOLUME, false, false, IN(services), add_mounts },
	{ "endpoints/*", NAME_ENDPOINT, false, true, IN(endpoints), add_key },
	{ "services/*/expose/-/to/-/ip", NAME_ENDPOINT, true, false, IN(services), add_to },
};

const size_t n_name_paths = COUNT_OF(name_paths);

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

static void join_all_mounts(struct collector *collector, const struct sdl *sdl)
{
	for (size_t i = 0; i < sdl->deployments.n; i++) {
		const struct sdl_map *assignments = &((struct sdl_deployment *)sdl->deployments.items[i])->assignments;

		for (size_t j = 0; j < assignments->n; j++) {
			const struct sdl_assignment *assignment = (const struct sdl_assignment *)assignments->items[j];

			if (assignment->service && assignment->compute)
				join_mounts(collector, assignment);
		}
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
	for (size_t i = 0; i < n_name_paths; i++) {
		const struct name_path *path = collector.path = &name_paths[i];
		const struct sdl_map *map = (const struct sdl_map *)(const void *)((const char *)sdl + path->map);

		for (size_t j = 0; path->add && j < map->n; j++)
			path->add(&collector, map->items[j]);
	}
	join_all_mounts(&collector, sdl);
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
