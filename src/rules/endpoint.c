// SPDX-License-Identifier: Apache-2.0
// In: the section endpoints. Out: findings about its entries.
#include "query/common.h"

static void check_name(struct run *run, const struct sdl_endpoint *endpoint);
static void check_kind(struct run *run, const struct sdl_endpoint *endpoint);
static void check_use(struct run *run, const struct sdl *sdl);

const struct rule rule_endpoint_name_invalid = {
	.id = "endpoint-name-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the name of an endpoint is invalid",
	.why = "An endpoint is a leased IP address. Its name begins with a lower-case letter and has at least "
	       "two characters: lower-case letters, digits, dashes and underscores. The network rejects any other.",
	.fix = "Rename the endpoint, here and in the ip of ports.",
	.source = "chain-sdk go/sdl/v2.go, validate",
	.on = { .endpoint = check_name },
};

const struct rule rule_endpoint_kind_invalid = {
	.id = "endpoint-kind-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "an endpoint is not of the kind ip",
	.why = "The only kind of endpoint is ip, and it is required.",
	.fix = "Write kind: ip.",
	.source = "chain-sdk go/sdl/v2.go, validate",
	.on = { .endpoint = check_kind },
};

const struct rule rule_endpoint_unused = {
	.id = "endpoint-unused",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE,
	.summary = "an endpoint is declared but never used",
	.why = "A leased IP address costs money, so the network rejects an endpoint that no deployed service uses.",
	.fix = "Add ip: with its name next to global: true of a port, or remove the endpoint.",
	.source = "chain-sdk go/sdl/v2.go, validate",
	.on = { .sdl = check_use },
};

static void check_name(struct run *run, const struct sdl_endpoint *endpoint)
{
	struct diag *diag;

	if (is_endpoint_name(endpoint->entry.name))
		return;
	diag = diag_add(run, &rule_endpoint_name_invalid, endpoint->entry.key, "invalid endpoint name %s",
			quoted(run, endpoint->entry.name));
	diag_help(run, diag, "use two or more lower-case letters, digits, \"-\" and \"_\", and begin with a letter");
}

static void check_kind(struct run *run, const struct sdl_endpoint *endpoint)
{
	const struct leaf_str *kind = &endpoint->kind;
	struct diag *diag;

	if (kind->is_bad || is_one_of(kind->text, network.endpoint_kinds))
		return;
	if (kind->text.len)
		diag = diag_add(run, &rule_endpoint_kind_invalid, kind->at, "the kind of an endpoint is \"ip\", not %s",
				quoted(run, kind->text));
	else
		diag = diag_add(run, &rule_endpoint_kind_invalid, kind->at ? kind->at : endpoint->entry.key,
				"the endpoint %s has no kind", quoted(run, endpoint->entry.name));
	diag_help(run, diag, "write kind: ip");
}

static bool is_use_known_of(const struct sdl_service *service)
{
	struct to_walk walk = { 0 };
	const struct sdl_to *to;

	if (service->entry.is_bad || service->is_expose_bad)
		return false;
	for (size_t i = 0; i < service->n_expose; i++)
		if (service->expose[i]->is_to_bad)
			return false;
	while ((to = next_to(service, &walk)) != NULL)
		if (to->ip.is_bad)
			return false;
	return true;
}

// Whether it is certain which endpoints the deployed services use.
static bool is_use_known(const struct sdl *sdl)
{
	if (sdl->n_groups == 0 || sdl->services.is_bad || sdl->deployments.is_bad)
		return false;
	for (size_t i = 0; i < sdl->deployments.n; i++) {
		const struct sdl_deployment *deployment = (const struct sdl_deployment *)sdl->deployments.items[i];
		bool is_empty = deployment->assignments.n == 0; // nothing of it is deployed

		if (deployment->entry.is_bad || (!is_empty && !sdl_map_find(&sdl->services, deployment->entry.name)))
			return false;
	}
	for (size_t i = 0; i < sdl->services.n; i++) {
		const struct sdl_service *service = (const struct sdl_service *)sdl->services.items[i];

		if (!is_use_known_of(service))
			return false;
	}
	return true;
}

// A name that is in to: but not in endpoints is the same mistake, reported there.
static bool has_unknown_ip(const struct sdl *sdl)
{
	for (size_t i = 0; i < sdl->services.n; i++) {
		const struct sdl_service *service = (const struct sdl_service *)sdl->services.items[i];
		struct to_walk walk = { 0 };
		const struct sdl_to *to;

		while (service->is_deployed && (to = next_to(service, &walk)) != NULL)
			if (to->ip.text.len && !sdl_map_find(&sdl->endpoints, to->ip.text))
				return true;
	}
	return false;
}

static void check_use(struct run *run, const struct sdl *sdl)
{
	if (!is_use_known(sdl) || has_unknown_ip(sdl))
		return;
	for (size_t i = 0; i < sdl->endpoints.n; i++) {
		const struct sdl_endpoint *endpoint = (const struct sdl_endpoint *)sdl->endpoints.items[i];
		struct diag *diag;

		if (endpoint->is_used)
			continue;
		diag = diag_add(run, &rule_endpoint_unused, endpoint->entry.key,
				"no deployed service uses the endpoint %s", quoted(run, endpoint->entry.name));
		diag_help(run, diag, "add ip: with this name next to global: true of a port, or remove the endpoint");
	}
}
