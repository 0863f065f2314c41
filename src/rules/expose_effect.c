// SPDX-License-Identifier: Apache-2.0
// In: a service's ports. Out: findings about settings that providers ignore.
#include "query/program.h"

static void check_accept(struct run *run, const struct sdl_expose *expose);
static void check_options(struct run *run, const struct sdl_expose *expose);
static void check_dropped(struct run *run, const struct sdl_service *service);

const struct rule rule_expose_accept_no_effect = {
	.id = "expose-accept-no-effect",
	.severity = SEVERITY_WARNING,
	.summary = "accept on a port where it has no effect",
	.why = "Host names lead to the provider's HTTP proxy, which serves only global TCP ports with the external port 80. On another port the names of accept are reserved, but no request arrives there. The proxy serves HTTPS for the same names by itself.",
	.fix = "Move accept to the port with as: 80, or remove it.",
	.source = "chain-sdk go/manifest/v2beta3/serviceexpose.go, IsIngress; provider cluster/manager.go",
	.on = { .expose = check_accept },
};

const struct rule rule_expose_http_options_no_effect = {
	.id = "expose-http-options-no-effect",
	.severity = SEVERITY_WARNING,
	.summary = "http_options on a port where they have no effect",
	.why = "http_options are settings of the provider's HTTP proxy, which serves only global TCP ports with the external port 80.",
	.fix = "Move http_options to the port with as: 80, or remove them.",
	.source = "provider operator/hostname/operator.go",
	.on = { .expose = check_options },
};

const struct rule rule_expose_port_dropped = {
	.id = "expose-port-dropped",
	.severity = SEVERITY_WARNING,
	.summary = "two ports of a service have the same external port, and the provider keeps one",
	.why = "The provider keeps one entry per external port, whatever the protocol: with 53/tcp and 53/udp, both as: 53, one is lost.",
	.fix = "Give each port its own as:.",
	.source = "provider cluster/kube/builder/service.go, portsAdded",
	.on = { .service = check_dropped },
};

static bool is_valid(const struct sdl_expose *expose)
{
	return expose->service->is_deployed && !expose->port.is_bad && !expose->as.is_bad && !expose->proto.is_bad &&
	       !expose->is_to_bad && expose->port.value > 0 && expose->port.value <= 65535 &&
	       outer_port(expose) <= 65535 && (is_tcp(expose) || str_is_nocase(expose->proto.text, "udp"));
}

static void report_effect(struct run *run, const struct rule *rule, const struct sdl_expose *expose,
			  const struct ynode *at, const char *what)
{
	struct diag *diag = diag_add(
		run, rule, ynode_key(at) ? ynode_key(at) : at,
		"%s no effect here: only a global TCP port with the external port 80 is behind the HTTP proxy", what);

	if (!expose->as.at)
		diag_lacks(run, diag, "%s.as", node_place(run, expose->at));
	diag_lacks(run, diag, "%s.to.*.global", node_place(run, expose->at));
	diag_help(run, diag, "move it to the port with as: 80, or write as: 80 instead of %u", outer_port(expose));
}

static void check_accept(struct run *run, const struct sdl_expose *expose)
{
	if (is_valid(expose) && expose->accept.n > 0 && !expose->accept.is_bad && !is_ingress(expose))
		report_effect(run, &rule_expose_accept_no_effect, expose, expose->accept.at, "\"accept\" has");
}

static void check_options(struct run *run, const struct sdl_expose *expose)
{
	const struct ynode *at = expose->http_options.at;

	for (size_t i = 0; !at && i < expose->n_to; i++)
		at = expose->to[i]->http_options.at;
	if (at && is_valid(expose) && !is_ingress(expose))
		report_effect(run, &rule_expose_http_options_no_effect, expose, at, "\"http_options\" have");
}

static bool has_ip(const struct sdl_expose *expose)
{
	for (size_t i = 0; i < expose->n_to; i++)
		if (expose->to[i]->ip.text.len)
			return true;
	return false;
}

// Ports open to the world by a number of the provider's are one list, those inside and the proxied ones another.
static bool is_outside(const struct sdl_expose *expose)
{
	return is_global(expose) && !is_ingress(expose);
}

static bool is_same_entry(const struct sdl_expose *a, const struct sdl_expose *b)
{
	return a->port.value == b->port.value &&
	       (str_eq_nocase(a->proto.text, b->proto.text) || (is_tcp(a) && is_tcp(b)));
}

static void check_dropped(struct run *run, const struct sdl_service *service)
{
	struct table taken[2] = { { 0 } };

	if (!service->is_deployed || service->n_expose < 2)
		return;
	for (size_t i = 0; i < service->n_expose; i++) {
		const struct sdl_expose *expose = service->expose[i], *first;
		void **slot;
		struct diag *diag;

		if (!is_valid(expose) || expose->n_to == 0 || has_ip(expose))
			continue;
		slot = table_put(run->arena, &taken[is_outside(expose)],
				 str_of(arena_printf(run->arena, "%u", outer_port(expose))));
		first = *slot;
		if (!first)
			*slot = service->expose[i];
		if (!first || is_same_entry(first, expose))
			continue;
		diag = diag_add(run, &rule_expose_port_dropped, outer_place(expose),
				"external port %u is already taken: the provider keeps only one of the two%s",
				outer_port(expose),
				first->port.value == expose->port.value ? ", whatever the protocol" : "");
		diag_related(run, diag, ynode_span(outer_place(first)), "the first one");
		diag_help(run, diag, "give one of them a different as:");
	}
}
