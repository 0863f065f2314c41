// SPDX-License-Identifier: Apache-2.0
// In: names of services under to and dependencies. Out: findings about those that no service has.
#include "query/common.h"

static void check_to(struct run *run, const struct sdl_to *to);
static void check_dependencies(struct run *run, const struct sdl_service *service);

const struct rule rule_service_reference_unknown = {
	.id = "service-reference-unknown",
	.severity = SEVERITY_WARNING,
	.summary = "a reference to a service that does not exist",
	.why = "The network does not check names of services under \"to\" and \"dependencies\", so a misspelt one is accepted: "
	       "the port is not opened to the service that was meant.",
	.fix = "Write the name of a service as it is under services.",
	.source = "chain-sdk go/sdl/v2.go, v2ExposeTo",
	.on = { .to = check_to, .service = check_dependencies },
};

static void check_name(struct run *run, const struct leaf_str *name, const char *place)
{
	const struct sdl_map *services = &run->sdl->services;
	struct diag *diag;

	if (!name->at || name->is_bad || name->text.len == 0 || services->is_bad || sdl_map_find(services, name->text))
		return;
	diag = diag_add(run, &rule_service_reference_unknown, name->at, "unknown service %s in \"%s\"",
			quoted(run, name->text), place);
	diag_lacks(run, diag, "services.%s", key_text(run, name->text));
	suggest_entry(run, diag, name->text, services, name->at);
	if (diag->fix)
		diag->fix->is_unsafe = true;
}

static void check_to(struct run *run, const struct sdl_to *to)
{
	if (to->expose->service->is_deployed)
		check_name(run, &to->service, "to");
}

static void check_dependencies(struct run *run, const struct sdl_service *service)
{
	for (size_t i = 0; service->is_deployed && i < service->dependencies.n; i++)
		check_name(run, &service->dependencies.items[i], "dependencies");
}
