// SPDX-License-Identifier: Apache-2.0
// In: a service. Out: findings about the credentials of its registry.
#include "rules/common.h"

static void check_credentials(struct run *run, const struct sdl_service *service);

const struct rule rule_credentials_incomplete = {
	.id = "credentials-incomplete",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the host, username or password of credentials is missing",
	.why = "To pull a private image the provider needs all three. The network refuses credentials of a deployed service where one is missing or blank.",
	.fix = "Give host, username and password, or remove credentials.",
	.source = "chain-sdk go/sdl/v2.go, v2ServiceCredentials.validate",
	.on = { .service = check_credentials },
};

static void check_part(struct run *run, const struct sdl_service *service, const char *name, const struct leaf_str *part)
{
	const struct ynode *key = ynode_key(service->credentials.at);
	struct diag *diag;

	if (part->is_bad || !is_blank(part->text))
		return;
	diag = report(run, &rule_credentials_incomplete, part->at ? part->at : key ? key : service->credentials.at,
		      "the credentials of %s have no %s", quoted(run, service->entry.name), name);
	diag_help(run, diag, "add %s:, or remove credentials if the image is public", name);
}

static void check_credentials(struct run *run, const struct sdl_service *service)
{
	const struct sdl_credentials *credentials = &service->credentials;

	if (!service->is_deployed || !credentials->at || credentials->is_bad)
		return;
	check_part(run, service, "host", &credentials->host);
	check_part(run, service, "username", &credentials->username);
	check_part(run, service, "password", &credentials->password);
}
