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

static struct str trimmed(struct str text)
{
	while (text.len && text.ptr[0] == ' ')
		text = str_slice(text, 1, text.len);
	while (text.len && text.ptr[text.len - 1] == ' ')
		text.len--;
	return text;
}

// "export NAME=value", "NAME = value", "NAME:value": as a shell or another file has them.
static void help_variable(struct run *run, struct diag *diag, const struct leaf_str *item, size_t equals)
{
	static const char *const words[] = { "export ", "ENV ", "set ", "-e ", NULL };
	const char *colon = equals == item->text.len && equals ? memchr(item->text.ptr, ':', equals) : NULL, *text;
	size_t end = colon ? (size_t)(colon - item->text.ptr) : equals;
	struct str name = trimmed(str_slice(item->text, 0, end)), value;

	for (const char *const *word = words; *word; word++)
		if (str_has_prefix(name, *word))
			name = trimmed(str_slice(name, strlen(*word), name.len));
	if (end == item->text.len || !is_env_name(name)) {
		diag_help(run, diag,
			  "write NAME=value; a name has letters, digits, \"_\", \"-\" and \".\", and does not begin "
			  "with a digit");
		return;
	}
	value = trimmed(str_slice(item->text, end + 1, item->text.len));
	text = arena_printf(run->arena, "%.*s=%.*s", (int)name.len, name.ptr, (int)value.len, value.ptr);
	diag_help(run, diag,
		  colon ? "write %s=, with \"=\" in place of the \":\""
			: "write %s=, without anything before the name and around the \"=\"",
		  escaped(run, name));
	fix_scalar(run, diag, arena_printf(run->arena, "write %s=", escaped(run, name)), item->at, str_of(text));
	if (diag->fix)
		diag->fix->is_unsafe = true;
}

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
		help_variable(run, diag, item, len);
	}
}
