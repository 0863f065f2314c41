// SPDX-License-Identifier: Apache-2.0
// In: a service. Out: a finding if it has no image.
#include "query/common.h"

static void check_image(struct run *run, const struct sdl_service *service);

const struct rule rule_service_image_missing = {
	.id = "service-image-missing",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a service has no image",
	.why = "A service is a container, and its image says what runs in it. The network rejects a deployed service "
	       "without one.",
	.fix = "Add image: with a name and a tag, such as image: nginx:1.27.4.",
	.source = "chain-sdk go/manifest/v2beta3/service.go",
	.on = { .service = check_image },
};

static void check_image(struct run *run, const struct sdl_service *service)
{
	struct diag *diag;

	if (!service->is_deployed || service->image.is_bad || service->image.text.len > 0)
		return;
	diag = diag_add(run, &rule_service_image_missing, service->image.at ? service->image.at : service->entry.key,
			"the service %s has no image", quoted(run, service->entry.name));
	diag_lacks(run, diag, "services.%s.image", key_text(run, service->entry.name));
	diag_help(run, diag, "add image: with a name and a tag, such as nginx:1.27.4");
}
