// SPDX-License-Identifier: Apache-2.0
// In: a service. Out: a finding if the cluster can't take its name.
#include "base/ascii.h"
#include "query/common.h"

static void check_name(struct run *run, const struct sdl_service *service);

const struct rule rule_service_name_invalid = {
	.id = "service-name-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the name of a service is not a valid host name",
	.why = "The name of a service becomes a host name in the provider's cluster: lower-case letters, digits and "
	       "dashes, beginning with a letter and not ending with a dash. The network rejects a deployed service with "
	       "any other name.",
	.fix = "Rename the service, and its entry in deployment, for example to web-1.",
	.source = "chain-sdk go/manifest/v2beta3/service.go",
	.on = { .service = check_name },
};

// Lower-case letters, digits and dashes, as near to the name as they come; empty if nothing is left.
static struct str near_name(struct run *run, struct str name)
{
	struct strbuf buf = strbuf_in(run->arena);

	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];

		if (is_upper(c))
			c = (char)(c + ('a' - 'A'));
		else if (c == '_' || c == '.' || c == ' ')
			c = '-';
		strbuf_putc(&buf, c);
	}
	return is_service_name((struct str){ buf.text, buf.len }) ? (struct str){ buf.text, buf.len } : STR("");
}

static void check_name(struct run *run, const struct sdl_service *service)
{
	struct diag *diag;
	struct str near;

	if (!service->is_deployed || is_service_name(service->entry.name))
		return;
	near = near_name(run, service->entry.name);
	diag = diag_add(run, &rule_service_name_invalid, service->entry.key,
			"invalid service name %s: only lower-case letters, digits and dashes, and a letter first",
			quoted(run, service->entry.name));
	if (near.len)
		diag_help(run, diag, "name it \"%s\", here and in deployment", near.ptr);
	else
		diag_help(run, diag, "rename it, here and in deployment");
}
