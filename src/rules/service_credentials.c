// SPDX-License-Identifier: Apache-2.0
// In: a service. Out: findings about the credentials of its registry.
#include "query/common.h"

static void check_credentials(struct run *run, const struct sdl_service *service);

const struct rule rule_credentials_incomplete = {
	.id = "credentials-incomplete",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the host, username or password of credentials is missing",
	.why = "To pull a private image the provider needs all three. The network rejects credentials of a deployed "
	       "service if one is missing or empty.",
	.fix = "Write host, username and password, or remove credentials.",
	.source = "chain-sdk go/sdl/v2.go, v2ServiceCredentials.validate",
	.on = { .service = check_credentials },
};

// A part that is present but empty is reported at its place, parts that are missing together.
static void check_credentials(struct run *run, const struct sdl_service *service)
{
	const struct sdl_credentials *credentials = &service->credentials;
	const struct {
		const char *name;
		const struct leaf_str *assignment;
	} parts[] = {
		{ "host", &credentials->host },
		{ "username", &credentials->username },
		{ "password", &credentials->password },
	};
	const char *missing[COUNT_OF(parts) + 1] = { NULL }, *name;
	struct diag *diag;
	size_t n = 0;

	if (!service->is_deployed || !credentials->at || credentials->is_bad)
		return;
	name = quoted(run, service->entry.name);
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		if (!parts[i].assignment->at)
			missing[n++] = parts[i].name;
		if (!parts[i].assignment->at || parts[i].assignment->is_bad || !is_blank(parts[i].assignment->text))
			continue;
		diag = diag_add(run, &rule_credentials_incomplete, parts[i].assignment->at,
				"the %s of the credentials of %s is empty", parts[i].name, name);
		diag_help(run, diag, "fill it in, or remove credentials if the image is public");
	}
	if (n == 0)
		return;
	diag = diag_add(run, &rule_credentials_incomplete,
			ynode_key(credentials->at) ? ynode_key(credentials->at) : credentials->at,
			"the credentials of %s have no %s", name, list_text(run, missing, "and"));
	for (size_t i = 0; i < n; i++)
		diag_lacks(run, diag, "services.%s.credentials.%s", key_text(run, service->entry.name), missing[i]);
	diag_help(run, diag, "add what is missing, or remove credentials if the image is public");
}
