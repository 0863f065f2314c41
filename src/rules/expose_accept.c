// SPDX-License-Identifier: Apache-2.0
// In: an entry of expose and all others. Out: findings about the host names that it accepts.
#include "query/common.h"

static void check_items(struct run *run, const struct sdl_expose *expose);
static void check_hosts(struct run *run, const struct sdl *sdl);

const struct rule rule_expose_accept_url = {
	.id = "expose-accept-url",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "an entry of accept can't be the host of a URL",
	.why = "Each entry of accept, with http:// before it, must be a valid URL. The network checks it in every service, deployed or not.",
	.fix = "Write a host name alone, such as app.example.com.",
	.source = "chain-sdk go/sdl/expose.go; Go net/url",
	.on = { .expose = check_items },
};

const struct rule rule_expose_host_invalid = {
	.id = "expose-host-invalid",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "an entry of accept is not a host name",
	.why = "A deployed service accepts host names of lower-case letters, digits, dots and dashes, of at most 253 "
	       "characters; no wildcard, no port, no path. The network rejects any other.",
	.fix = "Write a host name alone, such as app.example.com.",
	.source = "chain-sdk go/manifest/v2beta3/helpers.go",
	.on = { .expose = check_items },
};

const struct rule rule_expose_host_duplicate = {
	.id = "expose-host-duplicate",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a host name is accepted twice",
	.why = "A host name leads to one port of one service. The network rejects a second use in the whole SDL; each "
	       "entry of to counts as a separate use.",
	.fix = "Keep the host name on one port, with a single entry under to.",
	.source = "chain-sdk go/manifest/v2beta3/serviceexpose.go",
	.on = { .sdl = check_hosts },
};

static const char *accept_problem(enum accept_fault fault)
{
	switch (fault) {
	case ACCEPT_CONTROL:
		return "it contains a control character";
	case ACCEPT_ESCAPE:
		return "this \"%\" is not allowed in a host name";
	case ACCEPT_USER:
		return "the text before \"@\" is not a user name";
	case ACCEPT_BRACKET:
		return "a bracket is not allowed here";
	case ACCEPT_ADDRESS:
		return "there is no IPv6 address in the brackets";
	case ACCEPT_PORT:
		return "the text after \":\" is not a port";
	default:
		return "it has a character that is not allowed in host names";
	}
}

static struct str without_decoration(struct str host)
{
	size_t slash = 0;

	if (str_has_prefix(host, "https://"))
		host = str_slice(host, 8, host.len);
	else if (str_has_prefix(host, "http://"))
		host = str_slice(host, 7, host.len);
	while (slash < host.len && host.ptr[slash] != '/')
		slash++;
	return str_slice(host, 0, slash);
}

static void report_host(struct run *run, const struct rule *rule, const struct leaf_str *item, const char *why)
{
	struct str bare = without_decoration(item->text);
	struct diag *diag = diag_add(run, rule, item->at, "%s is not a host name: %s", quoted(run, item->text), why);

	if (bare.len < item->text.len && is_hostname(bare))
		diag_help(run, diag, "write the host name alone: %s", escaped(run, bare));
	else
		diag_help(run, diag,
			  "write a host name of lower-case letters, digits, dots and dashes, such as app.example.com");
}

static void check_items(struct run *run, const struct sdl_expose *expose)
{
	for (size_t i = 0; i < expose->accept.n; i++) {
		const struct leaf_str *item = &expose->accept.items[i];
		enum accept_fault fault = accept_url_check(item->text);

		if (fault != ACCEPT_OK)
			report_host(run, &rule_expose_accept_url, item, accept_problem(fault));
		else if (expose->service->is_deployed && !is_hostname(item->text))
			report_host(run, &rule_expose_host_invalid, item,
				    item->text.len > 253
					    ? "it is longer than 253 characters"
					    : "only lower-case letters, digits, dots and dashes are allowed");
	}
}

static void report_again(struct run *run, const struct leaf_str *item, const struct leaf_str *first,
			 const struct sdl_expose *expose)
{
	struct diag *diag =
		diag_add(run, &rule_expose_host_duplicate, item->at, "duplicate host name %s", quoted(run, item->text));

	if (first->at != item->at) {
		diag_related(run, diag, ynode_span(first->at), "first accepted here");
		diag_help(run, diag, "keep it in one place: a host name leads to only one port");
	} else if (expose->n_to > 1) {
		diag_help(run, diag, "each of the %zu entries of \"to\" uses it again: with \"accept\", keep one entry",
			  expose->n_to);
	} else {
		diag_help(run, diag, "its service is deployed twice, and each deployment uses it");
	}
}

static void check_expose(struct run *run, struct table *hosts, const struct sdl_expose *expose)
{
	for (size_t use = 0; use < (expose->n_to > 2 ? 2 : expose->n_to ? expose->n_to : 1); use++)
		for (size_t i = 0; i < expose->accept.n; i++) {
			const struct leaf_str *item = &expose->accept.items[i];
			void **first;

			if (!is_hostname(item->text))
				continue;
			first = table_put(run->arena, hosts, item->text);
			if (*first)
				report_again(run, item, *first, expose);
			else
				*first = (void *)item;
		}
}

static void check_hosts(struct run *run, const struct sdl *sdl)
{
	struct table hosts = { 0 };

	for (size_t i = 0; i < sdl->n_groups; i++)
		for (size_t j = 0; j < sdl->groups[i]->n_assignments; j++) {
			const struct sdl_assignment *assignment = sdl->groups[i]->assignments[j];
			const struct sdl_service *service = assignment->entry.is_bad ? NULL : assignment->service;

			for (size_t k = 0; service && k < service->n_expose; k++)
				check_expose(run, &hosts, service->expose[k]);
		}
}
