// SPDX-License-Identifier: Apache-2.0
// In: an SDL that the network accepts. Out: what it asks the network for, as the network's SDK puts it on the chain.
#include <stdlib.h>

#include "base/arena.h"
#include "sdl/duration.h"
#include "sdl/map.h"
#include "sdl/resources.h"

struct builder {
	struct arena *arena;
	const struct sdl *sdl;
	struct str *addresses; // sorted; the last place of a name is its number
	size_t n_addresses, cap_addresses;
};

static int by_text(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

// Ports that are neither global nor have an address count too, with an empty name.
static void number_addresses(struct builder *builder)
{
	for (size_t i = 0; i < builder->sdl->deployments.n; i++) {
		const struct sdl_service *service =
			sdl_map_find(&builder->sdl->services, builder->sdl->deployments.items[i]->name);
		struct to_walk walk = { 0 };
		const struct sdl_to *to;

		while ((to = next_to(service, &walk)) != NULL)
			if (!to->global.value || to->ip.text.len)
				ARENA_PUSH(builder->arena, builder->addresses, builder->n_addresses,
					   builder->cap_addresses) = to->ip.text;
	}
	if (builder->n_addresses)
		qsort(builder->addresses, builder->n_addresses, sizeof(struct str), by_text);
}

static uint32_t number_of(const struct builder *builder, struct str address)
{
	for (size_t i = builder->n_addresses; i > 0; i--)
		if (str_eq(builder->addresses[i - 1], address))
			return (uint32_t)i;
	return 0;
}

static bool is_udp(const struct sdl_to *to)
{
	return str_eq_nocase(to->expose->proto.text, STR("udp"));
}

// The order of the manifest: service, port, protocol, global first.
static bool comes_before(const struct sdl_to *a, const struct sdl_to *b)
{
	int order = str_cmp(a->service.text, b->service.text);

	if (order != 0)
		return order < 0;
	if (a->expose->port.value != b->expose->port.value)
		return a->expose->port.value < b->expose->port.value;
	if (is_udp(a) != is_udp(b))
		return is_udp(b);
	return a->global.value && !b->global.value;
}

static const struct sdl_to **sorted_ports(struct builder *builder, const struct sdl_service *service, size_t *n)
{
	const struct sdl_to **ports = NULL, *to;
	struct to_walk walk = { 0 };
	size_t cap = 0;

	*n = 0;
	while ((to = next_to(service, &walk)) != NULL)
		ARENA_PUSH(builder->arena, ports, *n, cap) = to;
	for (size_t i = 1; i < *n; i++)
		for (size_t j = i; j > 0 && comes_before(ports[j], ports[j - 1]); j--) {
			const struct sdl_to *port = ports[j];

			ports[j] = ports[j - 1];
			ports[j - 1] = port;
		}
	return ports;
}

static void add_endpoints(struct builder *builder, struct resource_unit *unit, const struct sdl_service *service)
{
	size_t n;
	const struct sdl_to **ports = sorted_ports(builder, service, &n);

	for (size_t i = 0; i < n; i++) {
		const struct sdl_expose *expose = ports[i]->expose;
		uint32_t port = expose->as.value ? expose->as.value : expose->port.value;
		bool is_ingress = !is_udp(ports[i]) && port == 80;

		if (!ports[i]->global.value)
			continue;
		ARENA_PUSH(builder->arena, unit->endpoints, unit->n_endpoints, unit->cap_endpoints) =
			(struct resource_endpoint){ is_ingress ? ENDPOINT_SHARED_HTTP : ENDPOINT_RANDOM_PORT, 0 };
		if (ports[i]->ip.text.len)
			ARENA_PUSH(builder->arena, unit->endpoints, unit->n_endpoints, unit->cap_endpoints) =
				(struct resource_endpoint){ ENDPOINT_LEASED_IP, number_of(builder, ports[i]->ip.text) };
	}
}

static void sort_endpoints(struct resource_unit *unit)
{
	for (size_t i = 1; i < unit->n_endpoints; i++)
		for (size_t j = i; j > 0 && unit->endpoints[j].sequence_number < unit->endpoints[j - 1].sequence_number;
		     j--) {
			struct resource_endpoint endpoint = unit->endpoints[j];

			unit->endpoints[j] = unit->endpoints[j - 1];
			unit->endpoints[j - 1] = endpoint;
		}
}

static struct resource_unit *unit_of_profile(const struct resource_group *group, const struct sdl_compute *compute)
{
	for (size_t i = 0; i < group->n_units; i++)
		if (group->units[i]->compute == compute)
			return group->units[i];
	return NULL;
}

// Version 2.1 joins the services of one profile.
static void add_leaf(struct builder *builder, struct resource_group *group, const struct sdl_leaf *leaf)
{
	struct resource_unit *unit = NULL;

	if (builder->sdl->version == SDL_VERSION_2_1)
		unit = unit_of_profile(group, leaf->compute);
	if (unit) {
		unit->count += leaf->count.value;
		add_endpoints(builder, unit, leaf->service);
		sort_endpoints(unit);
	} else {
		unit = arena_zalloc(builder->arena, sizeof(*unit));
		unit->id = (uint32_t)group->n_units + 1;
		unit->compute = leaf->compute;
		unit->price = leaf->price;
		unit->count = leaf->count.value;
		add_endpoints(builder, unit, leaf->service);
		ARENA_PUSH(builder->arena, group->units, group->n_units, group->cap_units) = unit;
	}
	ARENA_PUSH(builder->arena, unit->leaves, unit->n_leaves, unit->cap_leaves) = leaf;
	if (group->tee_type.len == 0)
		group->tee_type = leaf->service->params.tee.text;
}

struct resources resources_from_sdl(struct arena *arena, const struct sdl *sdl)
{
	struct builder builder = { .arena = arena, .sdl = sdl };
	struct resources resources = { .n_groups = sdl->n_groups };
	int64_t min_notice = 0;

	if (sdl->has_reclamation)
		duration_from_str(sdl->min_window.text, &min_notice);
	number_addresses(&builder);
	resources.groups = arena_alloc(arena, sdl->n_groups * sizeof(struct resource_group *));
	for (size_t i = 0; i < sdl->n_groups; i++) {
		struct resource_group *group = arena_zalloc(arena, sizeof(*group));

		group->name = sdl->groups[i]->name;
		group->placement = sdl->groups[i]->placement;
		group->min_notice = min_notice;
		for (size_t j = 0; j < sdl->groups[i]->n_leaves; j++)
			add_leaf(&builder, group, sdl->groups[i]->leaves[j]);
		resources.groups[i] = group;
	}
	return resources;
}
