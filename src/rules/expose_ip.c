// SPDX-License-Identifier: Apache-2.0
// In: ports with a leased IP address. Out: findings about their use of endpoints.
#include "query/common.h"

static void check_global(struct run *run, const struct sdl_to *to);
static void check_endpoint(struct run *run, const struct sdl_to *to);
static void check_ports(struct run *run, const struct sdl *sdl);

const struct rule rule_ip_not_global = {
	.id = "ip-not-global",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE,
	.summary = "a leased IP address for a port that is not global",
	.why = "A leased IP address serves the outside world, so the network rejects ip without global: true in the "
	       "same entry.",
	.fix = "Add global: true next to ip.",
	.source = "chain-sdk go/sdl/v2.go, validate",
	.on = { .to = check_global },
};

const struct rule rule_ip_endpoint_unknown = {
	.id = "ip-endpoint-unknown",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE,
	.summary = "ip names an endpoint that does not exist",
	.why = "ip names an entry under endpoints. The network rejects any other name.",
	.fix = "Declare the endpoint: its name under endpoints:, and kind: ip under that.",
	.source = "chain-sdk go/sdl/v2.go, validate",
	.on = { .to = check_endpoint },
};

const struct rule rule_ip_port_conflict = {
	.id = "ip-port-conflict",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "two ports have the same number on one leased IP address",
	.why = "Each external port can be used once per endpoint and protocol. The network compares as and proto as written, with 0 for a missing as: two ports without as are rejected, whatever their port is.",
	.fix = "Give each port its own as:.",
	.source = "chain-sdk go/sdl/v2.go, validate",
	.on = { .sdl = check_ports },
};

static bool is_checked(const struct sdl_to *to)
{
	return to->expose->service->is_deployed && !to->ip.is_bad && to->ip.text.len > 0;
}

static void check_global(struct run *run, const struct sdl_to *to)
{
	struct diag *diag;

	if (!is_checked(to) || to->global.is_bad || to->global.value)
		return;
	diag = diag_add(run, &rule_ip_not_global, to->global.at ? to->global.at : to->ip.at,
			"the leased IP address %s needs global: true next to it", quoted(run, to->ip.text));
	diag_help(run, diag, "write global: true, or remove ip");
}

static void check_endpoint(struct run *run, const struct sdl_to *to)
{
	const struct sdl_map *endpoints = &run->sdl->endpoints;
	struct diag *diag;

	if (!is_checked(to) || endpoints->is_bad || sdl_map_find(endpoints, to->ip.text))
		return;
	diag = diag_add(run, &rule_ip_endpoint_unknown, to->ip.at, "unknown endpoint %s", quoted(run, to->ip.text));
	if (!suggest_entry(run, diag, to->ip.text, endpoints, to->ip.at))
		diag_help(run, diag, "declare it: its name under endpoints:, and kind: ip under that");
}

static void check_to(struct run *run, struct table *ports, const struct sdl_to *to)
{
	const struct sdl_expose *expose = to->expose;
	struct strbuf key;
	void **first;
	struct diag *diag;

	if (!is_checked(to) || !to->global.value || expose->as.is_bad || expose->proto.is_bad)
		return;
	key = strbuf_in(run->arena);
	strbuf_add(&key, to->ip.text.ptr, to->ip.text.len);
	strbuf_printf(&key, "-%u-", (unsigned)expose->as.value);
	strbuf_add(&key, expose->proto.text.ptr, expose->proto.text.len);
	first = table_put(run->arena, ports, (struct str){ key.text, key.len });
	if (!*first) {
		*first = (void *)to;
		return;
	}
	if (expose->as.at)
		diag = diag_add(run, &rule_ip_port_conflict, to->ip.at, "another port already has the number %u on %s",
				(unsigned)expose->as.value, quoted(run, to->ip.text));
	else
		diag = diag_add(run, &rule_ip_port_conflict, to->ip.at, "another port of %s also has no \"as\"",
				quoted(run, to->ip.text));
	if (*first != (const void *)to)
		diag_related(run, diag, ynode_span(((const struct sdl_to *)*first)->ip.at), "the other one");
	if (*first == (const void *)to)
		diag_help(run, diag, "the service is deployed on two placements: one address can't serve both");
	else if (!expose->as.at)
		diag_help(run, diag, "give each port its own \"as\": without it, every port counts as 0");
	else
		diag_help(run, diag, "give each port its own \"as\"");
}

static void check_ports(struct run *run, const struct sdl *sdl)
{
	struct table ports = { 0 };

	for (size_t i = 0; i < sdl->deployments.n; i++) {
		const struct sdl_map *assignments =
			&((const struct sdl_deployment *)sdl->deployments.items[i])->assignments;

		for (size_t j = 0; j < assignments->n; j++) {
			const struct sdl_service *service =
				((const struct sdl_assignment *)assignments->items[j])->service;
			struct to_walk walk = { 0 };
			const struct sdl_to *to;

			while ((to = next_to(service, &walk)) != NULL)
				check_to(run, &ports, to);
		}
	}
}
