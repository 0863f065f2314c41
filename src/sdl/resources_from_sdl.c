// SPDX-License-Identifier: Apache-2.0
// In: an SDL that the network accepts. Out: what it requests, as the network's SDK puts it on the chain.
#include <stdlib.h>

#include "base/arena.h"
#include "base/go_sort.h"
#include "base/table.h"
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
	size_t low = 0, high = builder->n_addresses;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_cmp(builder->addresses[middle], address) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && str_eq(builder->addresses[low - 1], address) ? (uint32_t)low : 0;
}

// A port as the manifest has it; `to` is NULL where the port is open to nobody else.
struct port {
	const struct sdl_expose *expose;
	const struct sdl_to *to;
};

static bool is_udp(const struct port *port)
{
	return str_is_nocase(port->expose->proto.text, "udp");
}

static bool is_global(const struct port *port)
{
	return port->to && port->to->global.value;
}

// The order of the manifest: service, port, protocol, global first.
static bool comes_before(const void *ports, size_t i, size_t j)
{
	const struct port *a = (const struct port *)ports + i, *b = (const struct port *)ports + j;
	int order = str_cmp(a->to ? a->to->service.text : STR(""), b->to ? b->to->service.text : STR(""));

	if (order != 0)
		return order < 0;
	if (a->expose->port.value != b->expose->port.value)
		return a->expose->port.value < b->expose->port.value;
	if (is_udp(a) != is_udp(b))
		return is_udp(b);
	return is_global(a) && !is_global(b);
}

static void swap_ports(void *ports, size_t i, size_t j)
{
	struct port *a = (struct port *)ports + i, *b = (struct port *)ports + j, port = *a;

	*a = *b;
	*b = port;
}

static struct port *sorted_ports(struct builder *builder, const struct sdl_service *service, size_t *n)
{
	struct port *ports = NULL;
	size_t cap = 0;

	*n = 0;
	for (size_t i = 0; service && i < service->n_expose; i++) {
		const struct sdl_expose *expose = service->expose[i];

		if (expose->n_to == 0)
			ARENA_PUSH(builder->arena, ports, *n, cap) = (struct port){ expose, NULL };
		for (size_t j = 0; j < expose->n_to; j++)
			ARENA_PUSH(builder->arena, ports, *n, cap) = (struct port){ expose, expose->to[j] };
	}
	go_sort(&(struct go_sort){ ports, comes_before, swap_ports }, *n);
	return ports;
}

static void add_endpoint(struct builder *builder, struct resource_unit *unit, enum endpoint_kind kind, uint32_t number)
{
	struct resource_endpoint endpoint = { kind, number };

	unit->is_unsorted |= unit->n_endpoints > 0 && number < unit->endpoints[unit->n_endpoints - 1].sequence_number;
	ARENA_PUSH(builder->arena, unit->endpoints, unit->n_endpoints, unit->cap_endpoints) = endpoint;
}

static void add_endpoints(struct builder *builder, struct resource_unit *unit, const struct sdl_service *service)
{
	size_t n;
	const struct port *ports = sorted_ports(builder, service, &n);

	for (size_t i = 0; i < n; i++) {
		const struct sdl_expose *expose = ports[i].expose;
		uint32_t port = expose->as.value ? expose->as.value : expose->port.value;
		bool is_ingress = !is_udp(&ports[i]) && port == 80;

		if (!is_global(&ports[i]))
			continue;
		add_endpoint(builder, unit, is_ingress ? ENDPOINT_SHARED_HTTP : ENDPOINT_RANDOM_PORT, 0);
		if (ports[i].to->ip.text.len)
			add_endpoint(builder, unit, ENDPOINT_LEASED_IP, number_of(builder, ports[i].to->ip.text));
	}
}

static bool has_lower_number(const void *endpoints, size_t i, size_t j)
{
	return ((const struct resource_endpoint *)endpoints)[i].sequence_number <
	       ((const struct resource_endpoint *)endpoints)[j].sequence_number;
}

static void swap_endpoints(void *endpoints, size_t i, size_t j)
{
	struct resource_endpoint *a = (struct resource_endpoint *)endpoints + i,
				 *b = (struct resource_endpoint *)endpoints + j, endpoint = *a;

	*a = *b;
	*b = endpoint;
}

// Go sorts each time; what is in order stays as it is.
static void sort_endpoints(struct resource_unit *unit)
{
	if (unit->is_unsorted)
		go_sort(&(struct go_sort){ unit->endpoints, has_lower_number, swap_endpoints }, unit->n_endpoints);
	unit->is_unsorted = false;
}

// Version 2.1 joins the services of one profile.
static void add_assignment(struct builder *builder, struct resource_group *group,
			   const struct sdl_assignment *assignment, struct table *by_profile)
{
	void **slot = table_put(builder->arena, by_profile, assignment->profile.text);
	struct resource_unit *unit = builder->sdl->version == SDL_VERSION_2_1 ? *slot : NULL;

	if (unit) {
		unit->count += assignment->count.value;
		add_endpoints(builder, unit, assignment->service);
		sort_endpoints(unit);
	} else {
		unit = arena_zalloc(builder->arena, sizeof(*unit));
		unit->id = (uint32_t)group->n_units + 1;
		unit->compute = assignment->compute;
		unit->price = assignment->price;
		unit->count = assignment->count.value;
		add_endpoints(builder, unit, assignment->service);
		ARENA_PUSH(builder->arena, group->units, group->n_units, group->cap_units) = unit;
		*slot = unit;
	}
	ARENA_PUSH(builder->arena, unit->assignments, unit->n_assignments, unit->cap_assignments) = assignment;
	if (group->tee_type.len == 0)
		group->tee_type = assignment->service->params.tee.text;
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
		struct table by_profile = { 0 };

		group->name = sdl->groups[i]->name;
		group->placement = sdl->groups[i]->placement;
		group->min_notice = min_notice;
		for (size_t j = 0; j < sdl->groups[i]->n_assignments; j++)
			add_assignment(&builder, group, sdl->groups[i]->assignments[j], &by_profile);
		resources.groups[i] = group;
	}
	return resources;
}
