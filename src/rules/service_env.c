// SPDX-License-Identifier: Apache-2.0
// In: a service. Out: findings about names of environment variables.
#include "query/common.h"

static void check_env(struct run *run, const struct sdl_service *service);

const struct rule rule_env_name_invalid = {
	.id = "env-name-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the name of an environment variable is invalid",
	.why = "Each item is NAME=value. A name has letters, digits, dots, dashes and underscores, and does not begin "
	       "with a digit. The network rejects any other.",
	.fix = "Write NAME=value as one text.",
	.source = "k8s.io/apimachinery validation, IsEnvVarName; chain-sdk go/manifest/v2beta3/service.go",
	.on = { .service = check_env },
};

static void check_env(struct run *run, const struct sdl_service *service)
{
	for (size_t i = 0; service->is_deployed && i < service->env.n; i++) {
		const struct leaf_str *item = &service->env.items[i];
		size_t len = 0;
		struct diag *diag;

		while (len < item->text.len && item->text.ptr[len] != '=')
			len++;
		if (is_env_name(str_slice(item->text, 0, len)))
			continue;
		diag = diag_add(run, &rule_env_name_invalid, item->at, "invalid environment variable name %s",
				quoted(run, str_slice(item->text, 0, len)));
		diag_help(run, diag,
			  "write NAME=value; a name has letters, digits, \"_\", \"-\" and \".\", and does not begin "
			  "with a digit");
	}
}
