// SPDX-License-Identifier: Apache-2.0
// In: all deployed services. Out: a finding if none of them can be reached.
#include "query/common.h"

static void check_global(struct run *run, const struct sdl *sdl);

const struct rule rule_expose_no_global = {
	.id = "expose-no-global",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "no port of the deployment is open to the world",
	.why = "At least one deployed service must expose a port with global: true. The network rejects a deployment "
	       "that nobody can reach.",
	.fix = "Write - global: true under to: of the port to open.",
	.source = "chain-sdk go/manifest/v2beta3/groups.go",
	.on = { .sdl = check_global },
};

enum reach { REACH_NONE, REACH_GLOBAL, REACH_UNKNOWN };

// Without a value; a mapping tagged !!null is read all the same.
static bool is_null_service(const struct sdl_service *service)
{
	const struct ynode *node = ynode_resolve(service->entry.at);

	return node && node->kind == YNODE_SCALAR && ynode_is_null(node);
}

static enum reach service_reach(const struct sdl_service *service)
{
	enum reach reach = REACH_NONE;

	if (!service || service->entry.is_bad || service->is_expose_bad || is_null_service(service))
		return REACH_UNKNOWN;
	for (size_t i = 0; i < service->n_expose; i++) {
		const struct sdl_expose *expose = service->expose[i];

		if (expose->is_to_bad)
			reach = REACH_UNKNOWN;
		for (size_t j = 0; j < expose->n_to; j++) {
			if (expose->to[j]->global.value)
				return REACH_GLOBAL;
			if (expose->to[j]->global.is_bad || expose->to[j]->ip.text.len)
				reach = REACH_UNKNOWN;
		}
	}
	return reach;
}

// Where global has a value other than true: the likely mistake.
static const struct ynode *find_false(const struct sdl *sdl)
{
	for (size_t i = 0; i < sdl->services.n; i++) {
		const struct sdl_service *service = (const struct sdl_service *)sdl->services.items[i];
		struct to_walk walk = { 0 };
		const struct sdl_to *to;

		while (service->is_deployed && (to = next_to(service, &walk)) != NULL)
			if (to->global.at)
				return to->global.at;
	}
	return NULL;
}

// A service with a port that is open to the world, were it deployed.
static const struct sdl_service *open_service(const struct sdl *sdl)
{
	for (size_t i = 0; i < sdl->services.n; i++) {
		const struct sdl_service *service = (const void *)sdl->services.items[i];

		if (!service->entry.is_bad && !service->is_deployed && service_reach(service) != REACH_NONE)
			return service;
	}
	return NULL;
}

static void check_global(struct run *run, const struct sdl *sdl)
{
	const struct sdl_service *idle;
	const struct ynode *at;
	struct diag *diag;

	if (sdl->n_groups == 0 || sdl->deployments.is_bad || sdl->services.is_bad)
		return;
	for (size_t i = 0; i < sdl->n_groups; i++)
		for (size_t j = 0; j < sdl->groups[i]->n_assignments; j++)
			if (service_reach(sdl->groups[i]->assignments[j]->service) != REACH_NONE)
				return;
	for (size_t i = 0; i < sdl->deployments.n; i++)
		if (sdl->deployments.items[i]->is_bad)
			return;
	at = find_false(sdl);
	if (!at)
		at = sdl->services_key ? sdl->services_key : sdl->root;
	diag = diag_add(run, &rule_expose_no_global, at, "no deployed service has a port that is open to the world");
	diag_lacks(run, diag, "services.*.expose.*.to.*.global");
	idle = open_service(sdl);
	if (idle)
		diag_help(run, diag,
			  "add %s, which has one, to deployment; or write \"- global: true\" under \"to:\" of a port",
			  quoted(run, idle->entry.name));
	else
		diag_help(run, diag, "write \"- global: true\" under \"to:\" of the port to open");
}
